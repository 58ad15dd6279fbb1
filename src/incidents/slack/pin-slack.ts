import type { App } from '@slack/bolt';
import { type PinParts, pinMessage } from './pin.ts';

/** The pushpin on messages. */
export function onPins(app: App, parts: PinParts): void {
  app.event('reaction_added', async ({ event }) => {
    if (event.item.type !== 'message') return;
    const { user: by, reaction: emoji, item } = event;
    await pinMessage({ channelId: item.channel, ts: item.ts, emoji, by }, parts);
  });
}
