import { messageActedOn } from '../outbox/find-message.ts';
import type { Db } from '../store/tables.ts';
import { comment } from './comment.ts';
import type { SupportParts } from './parts.ts';
import type { Ticket } from './ticket.ts';
import { findByCard, toldIn } from './ticket-store.ts';

/** What a person wrote in the thread of one of our messages, as plain text with people as `@U0ADA`. */
export type TicketReply = { channelId: string; threadTs: string; ts: string; user: string; text: string };

/**
 * Takes a reply in the thread of a ticket's card, or of a direct message that told of one, as something said about the
 * ticket; once, however often Slack tells it. Replies elsewhere are none of ours.
 */
export async function takeReply(
  { channelId, threadTs, ts, user: by, text }: TicketReply,
  parts: SupportParts & { afterSending(): Promise<void> },
): Promise<void> {
  const found = await repliedTo({ channelId, threadTs }, parts);
  if (found === null || text.trim() === '') return;
  const { ticket, isInThread } = found;
  await comment({ id: ticket.id, by, text, key: `message ${channelId} ${ts}`, isInThread }, parts);
}

async function repliedTo(
  { channelId, threadTs: ts }: Pick<TicketReply, 'channelId' | 'threadTs'>,
  parts: { db: Db; afterSending(): Promise<void> },
): Promise<{ ticket: Ticket; isInThread: boolean } | null> {
  const messageId = await messageActedOn({ channelId, ts }, parts);
  if (messageId === null) return null;
  const own = await findByCard(parts.db, messageId);
  if (own) return { ticket: own, isInThread: true };
  const told = await toldIn(parts.db, messageId);
  return told && { ticket: told, isInThread: false };
}
