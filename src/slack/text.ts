import { TZDate } from '@date-fns/tz';
import type { PlainTextElement } from '@slack/types';
import { clip } from '../clip.ts';

/**
 * Escapes text for mrkdwn and for a message's `text`: with `&`, `<` and `>` gone nothing in it can ping or link
 * (https://docs.slack.dev/messaging/formatting-message-text). It can still format; text from outside that stands in
 * blocks goes into `plain` or `rich`, where it cannot.
 */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/**
 * Text from outside as a `plain_text` object, in which Slack formats nothing. It decodes the three entities there as
 * everywhere, so they are escaped all the same. Never empty, as Slack demands; at most `most` characters once escaped.
 */
export function plain(text: string, most: number): PlainTextElement {
  let fitting = clip(text, most);
  for (let room = most; escaped(fitting).length > most; room -= 10) fitting = clip(text, room);
  return { type: 'plain_text', text: escaped(fitting) || '-', emoji: false };
}

/** One line: line breaks and control characters become spaces. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** A time that Slack shows in each reader's own zone; where it cannot, in `zone`. */
export function slackTime(at: Date, zone: string, form = '{date_short_pretty} {time}'): string {
  const fallback = `${new TZDate(at, zone).toISOString().slice(0, 16).replace('T', ' ')} ${zone}`;
  return `<!date^${Math.floor(at.getTime() / 1000)}^${form}|${fallback}>`;
}

/** Mentions a person; ids come from Slack or the configuration, and everything else is shown as text. */
export function mention(user: string): string {
  return /^[UW][A-Z0-9]+$/.test(user) ? `<@${user}>` : escaped(user);
}

/** A link whose address came from outside: only http(s) ones become live. */
export function link(url: string, label: string): string {
  return isWebAddress(url) ? `<${url.replace(/&/g, '&amp;')}|${escaped(label)}>` : escaped(label);
}

/** An http(s) address that Slack can make a link of. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\//.test(url) && !/[\s<>|]/.test(url) && url.length <= 3000;
}
