import { saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import type { Db } from '../../store/tables.ts';
import { actOn } from '../acting.ts';
import { changeTicket } from '../change.ts';
import { unfollowTicket } from '../followers.ts';
import { isKept } from '../history.ts';
import type { SupportParts } from '../parts.ts';

/**
 * Tells the thread of a ticket, once for each person, that somebody who wanted to hear of it cannot be reached, as whoever
 * left the workspace; they are told no more.
 */
export async function tellOfUnreached(parts: SupportParts): Promise<void> {
  for (const { ticket: id, user, messageId } of await unreached(parts.db)) {
    await actOn(
      id,
      async (trx, say, ticket) => {
        await trx.deleteFrom('ticket_message').where('message_id', '=', messageId).execute();
        await unfollowTicket(trx, id, user);
        const at = parts.clock.now();
        const text = `@${user} cannot be told of it: Slack takes no direct message for them`;
        const events = [{ at, by: null, kind: 'comment' as const, text, key: `unreached ${user}` }];
        const said = `${mention(user)} cannot be told of this any more: Slack takes no direct message for them. If somebody else should hear of it, *Follow* it.`;
        if (await isKept(trx, id, `unreached ${user}`)) return ticket;
        return changeTicket(trx, say, { ticket, change: { events, thread: saying(said) } }, parts);
      },
      parts,
    );
  }
}

/** Direct messages about tickets that Slack will never take, with whom they are for. */
async function unreached(db: Db): Promise<{ ticket: number; user: string; messageId: string }[]> {
  const rows = await db
    .selectFrom('outbox')
    .innerJoin('ticket_message', 'ticket_message.message_id', 'outbox.message_id')
    .select(['ticket_message.ticket_id', 'ticket_message.message_id', 'outbox.channel'])
    .where('outbox.dead', '=', 1)
    .execute();
  return rows.map(({ ticket_id, message_id, channel }) => ({
    ticket: ticket_id,
    user: channel,
    messageId: message_id,
  }));
}
