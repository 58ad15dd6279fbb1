import { dayIn } from '../../duty/days.ts';

/**
 * So much of a title is enough to know a room by, in a list of channels on a phone; Slack has room for 80 characters
 * (https://docs.slack.dev/reference/methods/conversations.create).
 */
const LONGEST_SLUG = 40;

/** Latin letters that are no letter with an accent, and so do not come apart by themselves. */
const letters: Readonly<Record<string, string>> = {
  ...{ ł: 'l', đ: 'd', ð: 'd', ø: 'o', ı: 'i', ħ: 'h', ŧ: 't' },
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
};

/** What a channel is named after. `taken` is how many of the names before it were taken: 1 ends in `-2`, 2 in `-3`. */
export type RoomNaming = { title: string; at: Date; zone: string; taken?: number };

/**
 * The name of an incident's channel, `inc-YYYYMMDD-slug` by the day in the zone, as Slack takes it: lower-case
 * letters a to z, digits, hyphens and underscores. A title without any of these leaves `inc-YYYYMMDD`.
 */
export function roomName({ title, at, zone, taken = 0 }: RoomNaming): string {
  const start = `inc-${dayIn(at, zone).replaceAll('-', '')}-`;
  const end = taken === 0 ? '' : `-${taken + 1}`;
  return trimmed(start + beginningOf(slugOf(title))) + end;
}

/** As many of its words as there is room for; a piece of the first where not even that has any. */
function beginningOf(slug: string): string {
  if (slug.length <= LONGEST_SLUG) return slug;
  const end = slug.slice(0, LONGEST_SLUG + 1).lastIndexOf('-');
  return slug.slice(0, end > 0 ? end : LONGEST_SLUG);
}

function slugOf(title: string): string {
  const plain = title.normalize('NFKD').toLowerCase();
  const latin = plain.replace(/[łđðøıħŧßæœþ]/g, (letter) => letters[letter] ?? letter);
  return trimmed(latin.replace(/[\p{M}'’]/gu, '').replace(/[^a-z0-9_]+/g, '-'));
}

const trimmed = (name: string): string => name.replace(/^[-_]+|[-_]+$/g, '');
