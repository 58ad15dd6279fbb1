import { clip } from '../clip.ts';
import { isUserId } from '../config/names.ts';
import type { Say } from '../outbox/say.ts';
import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import { plainly, spokenWithin } from '../slack/spoken.ts';
import type { Trx } from '../store/tables.ts';
import { actOn } from './acting.ts';
import { changeTicket } from './change.ts';
import { listenersOf } from './followers.ts';
import { isKept } from './history.ts';
import type { SupportParts } from './parts.ts';
import { tellListeners, tellPerson } from './tell.ts';
import { type Ticket, whoIsOn } from './ticket.ts';
import { actorWords } from './told-words.ts';

/** Characters of what somebody adds, at most. */
export const LONGEST_COMMENT = 3000;

/**
 * Something that somebody says about a ticket. `key` tells it from others: what Slack tells twice counts once.
 * `isInThread` when it stands in the thread of the card already.
 */
export type Comment = { id: number; by: string; text: string; key: string; isInThread: boolean };

/**
 * Keeps what somebody says about a ticket, and brings it to those whom it concerns: to its reporter and those who follow
 * it, and what the reporter adds to whoever is on it, else to whoever has the duty.
 */
export async function comment(
  { id, by, text, key, isInThread }: Comment,
  parts: SupportParts,
): Promise<Ticket | Refused> {
  const words = clip(plainly(text).trim(), LONGEST_COMMENT);
  if (words === '') return { problem: 'There is nothing in it.' };
  return actOn(
    id,
    async (trx, say, ticket) => {
      if (await isKept(trx, id, key)) return ticket;
      const said = `💬 ${actorWords(by)}: ${spokenWithin(words, LONGEST_COMMENT - 500)}`;
      const change = {
        events: [{ at: parts.clock.now(), by, kind: 'comment' as const, text: words, key }],
        ...(!isInThread && { thread: saying(said) }),
      };
      const changed = await changeTicket(trx, say, { ticket, change }, parts);
      await bring(trx, say, { ticket: changed, text: said, by });
      return changed;
    },
    parts,
  );
}

async function bring(
  trx: Trx,
  say: Say,
  { ticket, text, by }: { ticket: Ticket; text: string; by: string },
): Promise<void> {
  await tellListeners(trx, say, ticket, { text, by });
  if (by !== ticket.reporter && by !== ticket.creator) return;
  const engineer = whoIsOn(ticket) ?? ticket.duty?.member ?? null;
  const isTold = engineer === null || engineer === by || (await listenersOf(trx, ticket)).includes(engineer);
  if (!isTold && isUserId(engineer)) await tellPerson(trx, say, { ticket, user: engineer, text });
}
