import { subjectOf } from '../alerts/find.ts';
import { type Details, setDetails } from '../alerts/set-state.ts';
import { messageAt } from '../outbox/find-message.ts';
import type { TriageParts } from './react.ts';
import { insertDetail } from './store.ts';
import { findMention, findTicket } from './ticket.ts';

type DetailParts = Pick<TriageParts, 'outbox' | 'db' | 'clock' | 'cards'>;

/** Keeps who said what about an alert: its assignee, ticket or reason. */
export async function addDetails(
  { alertId, details, by }: { alertId: number; details: Details; by: string },
  { outbox, clock, cards }: DetailParts,
): Promise<void> {
  const now = clock.now();
  await outbox.commit(async (trx, say) => {
    for (const [kind, value] of Object.entries(details)) await insertDetail(trx, { alertId, kind, value, by, at: now });
    await setDetails(trx, say, { alertId, details, now }, cards);
  });
}

/** The ticket as somebody typed it into the form: a key or a link; null when it is neither. */
export function readTicket(typed: string): string | null {
  const text = typed.trim();
  return /^[a-z][a-z0-9_]+-\d+$/i.test(text) ? text.toUpperCase() : findTicket(text);
}

/** What a person wrote in the thread of one of our messages. */
export type Reply = { channelId: string; threadTs: string; user: string; text: string };

/** A reply names whom a delegated alert went to, or which ticket a ticketed one waits for. */
export async function readReply(reply: Reply, parts: DetailParts): Promise<void> {
  const messageId = await messageAt(parts.db, reply.channelId, reply.threadTs);
  if (messageId === null) return;
  const subject = await subjectOf(parts.db, messageId);
  if (subject?.kind !== 'alert') return;
  const { id, state } = subject.alert;
  const assignee = state === 'delegated' ? findMention(reply.text) : null;
  const ticket = state === 'ticketed' ? findTicket(reply.text) : null;
  if (assignee === null && ticket === null) return;
  const details = { ...(assignee !== null && { assignee }), ...(ticket !== null && { ticket }) };
  await addDetails({ alertId: id, details, by: reply.user }, parts);
}
