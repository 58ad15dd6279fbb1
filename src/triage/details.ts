import { messageAt } from '../outbox/find-message.ts';
import { findNamed, findTriaged, type SubjectDetails } from './kind.ts';
import { triageLock } from './lock.ts';
import type { TriageParts } from './react.ts';
import { findMention, findTicket } from './ticket.ts';

type DetailParts = Pick<TriageParts, 'outbox' | 'db' | 'clock' | 'kinds'>;

/** Keeps who said what about something that is triaged: its assignee, ticket, reason, or what fixed it. */
export async function addDetails(
  { ref, details, by }: { ref: string; details: SubjectDetails; by: string },
  { outbox, db, clock, kinds }: DetailParts,
): Promise<void> {
  const found = await findNamed(db, ref, kinds);
  if (!found) return;
  await outbox.commit(
    (trx, say) => found.kind.setDetails(trx, say, { ref, details, by, now: clock.now() }),
    triageLock(found.subject.messageId),
  );
}

/** The ticket as somebody typed it into the form: a key or a link; null when it is neither. */
export function readTicket(typed: string): string | null {
  const text = typed.trim();
  return /^[a-z][a-z0-9_]+-\d+$/i.test(text) ? text.toUpperCase() : findTicket(text);
}

/** What a person wrote in the thread of one of our messages. */
export type Reply = { channelId: string; threadTs: string; user: string; text: string };

/** A reply names whom something delegated went to, or which ticket something ticketed waits for. */
export async function readReply(reply: Reply, parts: DetailParts): Promise<void> {
  const messageId = await messageAt(parts.db, reply.channelId, reply.threadTs);
  if (messageId === null) return;
  const subject = (await findTriaged(parts.db, messageId, parts.kinds))?.asked;
  if (!subject) return;
  const { ref, state } = subject;
  const assignee = state === 'delegated' ? findMention(reply.text) : null;
  const ticket = state === 'ticketed' ? findTicket(reply.text) : null;
  if (assignee === null && ticket === null) return;
  const details = { ...(assignee !== null && { assignee }), ...(ticket !== null && { ticket }) };
  await addDetails({ ref, details, by: reply.user }, parts);
}
