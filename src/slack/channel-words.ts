import { isChannelId } from './directory.ts';
import { escaped } from './text.ts';

/** A channel as the configuration names it, in mrkdwn: a link where that is its id. */
export const channelWords = (channel: string): string =>
  isChannelId(channel) ? `<#${channel}>` : `#${escaped(channel)}`;
