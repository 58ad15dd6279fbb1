import type { Link } from '../rules/chain.ts';
import type { Held } from './held.ts';
import type { Page } from './page-store.ts';
import { isLink, type Reach } from './reach.ts';

/** How people call who holds a link. */
export const linkWords: Readonly<Record<Link, string>> = { oncall: 'on call', ic: 'IC', admins: 'admin' };

/** Whom a page went to, as plain text: `@U0000BOB (on call)`. */
export function pagedWords({ whom, users }: Pick<Page, 'whom' | 'users'>): string {
  const named = users.map((user) => `@${user}`).join(', ');
  if (isLink(whom)) return users.length === 0 ? 'nobody' : `${named} (${linkWords[whom]})`;
  return users.length === 0 ? `${whom} in Incident Manager` : named;
}

/** Whether a page reached nobody at all. */
export const isNobody = ({ whom, users }: Pick<Page, 'whom' | 'users'>): boolean => users.length === 0 && isLink(whom);

/** Whether a page is for a contact of Incident Manager, whom nobody in Slack is known to be. */
export const isContact = ({ whom, users }: Pick<Page, 'whom' | 'users'>): boolean =>
  users.length === 0 && !isLink(whom);

/** Why a page passed links, as plain text: nobody holds them, or nobody whom Slack knows; empty when it passed none. */
export function passedWords({ people, passed }: Reach, held: Held): string {
  // When it reaches nobody at all, that is told.
  const empty = passed.filter((link) => held.people[link].length + held.strangers[link].length === 0);
  const words = people.length === 0 || empty.length === 0 ? '' : `Nobody is ${anyOf(empty)} now.`;
  return [words, strangerWords(passed, held)].filter(Boolean).join(' ');
}

/** Who holds links and cannot be paged, as plain text; empty when there is nobody of that sort. */
export function strangerWords(links: readonly Link[], { strangers }: Held): string {
  const unknown = links.flatMap((link) => strangers[link].map((address) => `${address} (${linkWords[link]})`));
  return unknown.length === 0 ? '' : `${unknown.join(' and ')} cannot be paged: Slack does not know that address.`;
}

/** Links as alternatives: `on call, IC or admin`. */
export function anyOf(links: readonly Link[]): string {
  const words = links.map((link) => linkWords[link]);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** How keys of lines on the timeline begin that say whom a page did not reach. */
export const UNPAGED = 'unpaged ';

/** Tells such a line from others. */
export const unpagedKey = ({ id }: Pick<Page, 'id'>, ...users: readonly string[]): string =>
  [`${UNPAGED}${id}`, ...users].join(' ');
