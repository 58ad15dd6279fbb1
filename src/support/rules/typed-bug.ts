import { clip } from '../../clip.ts';
import { plainText } from '../../slack/plain-text.ts';
import { oneLine } from '../../slack/text.ts';
import { ticketId } from './ticket-name.ts';

/**
 * Whose tickets are listed: one's own, the open ones, all, those of a person (a Slack user id), or those of what is named:
 * a deployment, or whom a program named as the reporter. The name is plain text in one line, never empty.
 */
export type ListOf =
  | { kind: 'mine' | 'open' | 'all' }
  | { kind: 'user'; user: string }
  | { kind: 'name'; name: string };

/** What somebody wants with `/bug`. A title is plain text in one line, to be escaped where it is shown; perhaps empty. */
export type BugCommand =
  | { act: 'raise'; title: string }
  | { act: 'list'; of: ListOf }
  | { act: 'show'; id: number }
  | { act: 'stats' | 'help' };

/** What a ticket's title has room for. */
const LONGEST_TITLE = 200;
/** Longer than the name of any deployment, and short enough to be said back. */
const LONGEST_NAME = 100;

const PERSON = /^<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>$/;
/** A number alone may well be a title: `500`. */
const NAME_ALONE = /^T-?\d{1,9}$/i;

const kinds = new Map<string, 'mine' | 'open' | 'all'>([
  ['', 'open'],
  ['open', 'open'],
  ['mine', 'mine'],
  ['me', 'mine'],
  ['all', 'all'],
]);

/**
 * Reads what follows `/bug`, as Slack sends it with `should_escape`. Whatever is no command is the title of a ticket to
 * be raised: people in a hurry type what is wrong.
 */
export function readBug(text: string): BugCommand {
  const [, word = '', after = ''] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
  const act = word.toLowerCase();
  if (act === 'list') return { act, of: readOf(after) };
  if ((act === 'stats' || act === 'help') && after === '') return { act };
  const named = act === 'show' ? after : NAME_ALONE.test(text.trim()) ? word : '';
  const id = ticketId(named);
  return id === null ? { act: 'raise', title: clip(oneLine(plainText(text)), LONGEST_TITLE) } : { act: 'show', id };
}

function readOf(text: string): ListOf {
  const [, user] = PERSON.exec(text) ?? [];
  if (user !== undefined) return { kind: 'user', user };
  const name = clip(oneLine(plainText(text)), LONGEST_NAME);
  const kind = kinds.get(name.toLowerCase());
  return kind === undefined ? { kind: 'name', name } : { kind };
}
