import { clip } from '../clip.ts';
import { escaped, mention } from './text.ts';

/** People in plain text, as `plainly` leaves them. */
export const PERSON = /@([UW][A-Z0-9]{6,})\b/g;

/** What colleagues typed, with the people they named as `@U0ADA`: that is how timelines and summaries keep it. */
export const plainly = (typed: string): string => typed.replace(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g, '@$1');

/** Escaped text with the people in it mentioned. */
export const mentioning = (text: string): string => text.replace(PERSON, (_, user: string) => mention(user));

/** Kept text as mrkdwn: people are mentioned, and nothing else in it is live. */
export const spoken = (text: string): string => mentioning(escaped(text));

/** The same, cut where it would have more than `most` characters, escaped as it is. */
export function spokenWithin(text: string, most: number): string {
  let words = spoken(clip(text, most));
  for (let room = most; words.length > most; room -= 100) words = spoken(clip(text, room));
  return words;
}
