import { isUserId } from '../../config/names.ts';
import { type Link, nextLink } from '../rules/chain.ts';

/** The chain of links, and who of those that can be paged holds each. */
export type Line = { chain: readonly Link[]; held: Readonly<Record<Link, readonly string[]>> };

/**
 * Whom a page reaches. `whom` is a link, a user id or a contact; `people` are user ids, none when nobody is there, or for
 * a contact. `passed` are the links that it went past, in order.
 */
export type Reach = { whom: string; people: readonly string[]; passed: readonly Link[] };

const links: readonly string[] = ['oncall', 'ic', 'admins'] satisfies Link[];

/** Whether a page is for a link of the chain; else it is for a person or a contact. */
export const isLink = (whom: string): whom is Link => links.includes(whom);

/** Whom a page for somebody reaches: along the chain at once when nobody holds the link. */
export function reach(whom: string, line: Line): Reach {
  const people = peopleOf(whom, line);
  if (people.length > 0 || !isLink(whom)) return { whom, people, passed: [] };
  const next = nextLink({ ...line, from: whom, paged: [] });
  const passed = [whom, ...passedLinks(line.chain, whom, next?.link ?? null)];
  return { whom: next?.link ?? whom, people: next?.people ?? [], passed };
}

/**
 * Whom a page reaches that begins again after nobody answered: whom it was for, or else the chain from its beginning on.
 */
export function reachAgain(whom: string, line: Line): Reach {
  const people = peopleOf(whom, line);
  const next = people.length > 0 ? { link: whom, people } : nextLink({ ...line, from: '', paged: [] });
  return { whom: next?.link ?? whom, people: next?.people ?? [], passed: [] };
}

/** The links behind `from` and before `to`, or up to the end; `from` may stand before the chain. */
export function passedLinks(chain: readonly Link[], from: string, to: Link | null): Link[] {
  const names: readonly string[] = chain;
  return chain.slice(names.indexOf(from) + 1, to === null ? undefined : chain.indexOf(to));
}

const peopleOf = (whom: string, { held }: Line): readonly string[] =>
  isLink(whom) ? held[whom] : isUserId(whom) ? [whom] : [];
