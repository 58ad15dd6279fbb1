import { messageActedOn, type Place } from '../outbox/find-message.ts';
import type { Say } from '../outbox/say.ts';
import { saying } from '../slack/said.ts';
import type { Db, Trx } from '../store/tables.ts';
import { moveActs } from '../triage/move-acts.ts';
import { actOn } from './acting.ts';
import type { SupportParts } from './parts.ts';
import { cardOf, sayInThread } from './show.ts';
import type { Ticket } from './ticket.ts';
import { findByCard, findTicket, updateTicket } from './ticket-store.ts';

/** Posts the card of a ticket again that somebody deleted in Slack: the ticket goes on, with the state that it had. */
export async function repostCard(place: Place, parts: SupportParts & { afterSending(): Promise<void> }): Promise<void> {
  const messageId = await messageActedOn(place, parts);
  const ticket = messageId === null ? null : await findByCard(parts.db, messageId);
  if (ticket) await postAgain(ticket, parts);
}

/** Posts those cards again of which Slack said, when they were to be rewritten, that they are not there any more. */
export async function repostLostCards(parts: SupportParts): Promise<void> {
  for (const id of await lostCards(parts.db)) {
    const ticket = await findTicket(parts.db, id);
    if (ticket) await postAgain(ticket, parts);
  }
}

async function lostCards(db: Db): Promise<number[]> {
  const lost = db
    .selectFrom('outbox')
    .innerJoin('ticket', 'ticket.message_id', 'outbox.message_id')
    .select('ticket.id')
    .where('outbox.dead', '=', 1)
    .where('outbox.last_error', '=', 'message_not_found');
  return (await lost.execute()).map(({ id }) => id);
}

async function postAgain({ id, messageId: gone }: Ticket, parts: SupportParts): Promise<void> {
  await actOn(
    id,
    async (trx, say, ticket) => {
      // Slack tells twice, and two replicas look.
      if (ticket.messageId === gone) await post(trx, say, ticket, parts);
      return ticket;
    },
    parts,
  );
}

async function post(trx: Trx, say: Say, ticket: Ticket, parts: SupportParts): Promise<void> {
  const { id, channel, messageId: gone, name } = ticket;
  const message_id = say.post({ lane: 'alert', channel, content: await cardOf(trx, ticket, parts) });
  const moved = await updateTicket(trx, id, { message_id });
  await moveActs(trx, { from: gone, to: message_id });
  await trx.deleteFrom('outbox').where('message_id', '=', gone).execute();
  sayInThread(
    say,
    moved,
    saying(`The message that showed ${name} was deleted: this one takes its place, and its state stays.`),
  );
}
