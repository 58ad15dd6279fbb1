import type { Asked, Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { mention, slackTime } from '../../slack/text.ts';
import type { Db } from '../../store/tables.ts';
import type { Cause } from '../plan/ledger.ts';
import { readWords } from '../typed/typed-words.ts';
import { type KeptChange, newestChanges } from './history-store.ts';
import { moveWords } from './moved-words.ts';

const MOST = 20;

const causeWords: Readonly<Record<Cause, string>> = {
  cover: 'cover',
  swap: 'swap',
  undo: 'undone',
  away: 'away',
  left: 'no longer takes turns then',
  replanned: 'planned anew',
  hours: 'other hours',
  found: 'somebody was found',
  clash: 'has the other duty that day',
};

/** `/duty history [@user]`: the newest changes, who made them and why. */
export async function answerHistory({ text }: Asked, { db, zone }: { db: Db; zone: string }): Promise<Reply> {
  const words = readWords(text);
  if ('problem' in words) return saying(words.problem);
  const changes = await newestChanges(db, words.people[0] ?? null, MOST);
  if (changes.length === 0) return saying('Nothing has changed hands so far.');
  return saying(changes.map((change) => line(change, zone)).join('\n'));
}

function line({ at, by, cause, from, to, rotation, day }: KeptChange, zone: string): string {
  const whom = (user: string | null) => (user === null ? 'nobody' : mention(user));
  const doer = by === null ? '' : `, by ${mention(by)}`;
  const what = moveWords({ rotation, day, shift: null }, zone);
  return `${slackTime(at, zone)} · ${what}: ${whom(from)} → ${whom(to)} (${causeWords[cause]}${doer})`;
}
