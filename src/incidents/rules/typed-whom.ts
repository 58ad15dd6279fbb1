import type { Link } from './chain.ts';

/** Whom a page is for: a link of the chain, somebody in Slack, or what may be a contact of Incident Manager by its name. */
export type Whom = { kind: 'link'; link: Link } | { kind: 'user'; user: string } | { kind: 'contact'; name: string };

const links = new Map<string, Link>([
  ['oncall', 'oncall'],
  ['on-call', 'oncall'],
  ['on call', 'oncall'],
  ['ic', 'ic'],
  ['admins', 'admins'],
]);

const PERSON = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/;

/**
 * Reads whom somebody names: `oncall`, `on-call`, `ic`, `admins`, a person as Slack sends those chosen from its list, or
 * any other words as a contact's name.
 * @returns a problem when that tells nobody, or more than one; it repeats nothing that was typed.
 */
export function readWhom(text: string): Whom | { problem: string } {
  const typed = text.replace(/\s+/g, ' ').trim();
  const link = links.get(typed.toLowerCase());
  if (link !== undefined) return { kind: 'link', link };
  const [, user] = PERSON.exec(typed) ?? [];
  if (user !== undefined) return { kind: 'user', user };
  if (typed === '') {
    return { problem: 'Say whom: `oncall`, `ic`, `admins`, `@user`, or a contact of Incident Manager.' };
  }
  if (typed.includes('<')) return { problem: 'Name one person, or one of `oncall`, `ic` and `admins`.' };
  if (typed.includes('@')) {
    return {
      problem: 'Slack did not tell me who that is: choose the person from the list that opens as you type `@`.',
    };
  }
  return { kind: 'contact', name: typed };
}
