import type { WebClient } from '@slack/web-api';
import type { Store } from '../store/open.ts';
import type { Sightings } from './sightings.ts';

/** What one attempt needs. `channelId` finds a channel's id by the name or id that was said, a person's by theirs. */
export type Delivery = {
  store: Store;
  /** In whose name rows are claimed. */
  processId: string;
  client: WebClient;
  sightings: Sightings;
  channelId(channel: string): Promise<string>;
};

/**
 * What an attempt came to. `newer`: something newer was said meanwhile and is to be sent once more. `not_ours`: there is
 * no such row, or another process has taken it up.
 */
export type Delivered = 'done' | 'newer' | 'not_ours';

/** A row of the outbox with where its message is, and the one in whose thread it goes. */
export type Row = NonNullable<Awaited<ReturnType<typeof loadRow>>>;

/** Reads a row that this process may send; undefined when there is none. */
export async function loadRow(id: number, { store, processId }: Delivery) {
  return store.db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .leftJoin('message as parent', 'parent.id', 'outbox.thread_of')
    .where('outbox.id', '=', id)
    .where('outbox.dead', '=', 0)
    .where('outbox.claimed_by', '=', processId)
    .select([
      'outbox.id',
      'outbox.message_id',
      'outbox.channel',
      'outbox.thread_of',
      'outbox.payload',
      'outbox.version',
    ])
    .select(['outbox.created_at', 'message.ts', 'message.channel_id'])
    .select(['parent.ts as parent_ts', 'parent.channel_id as parent_channel_id'])
    .executeTakeFirst();
}

/** The id of the channel that a row goes to. */
export async function channelOf(row: Row, { channelId }: Delivery): Promise<string> {
  return row.channel_id ?? row.parent_channel_id ?? channelId(row.channel);
}

/** Where a message stands in Slack, when that is news; `isShown` is false while something newer is still to be sent. */
export type Sent = { place: { channelId: string; ts: string } | null; isShown: boolean };

/** Keeps where a row's message is, and takes the row off the outbox, unless something newer was said meanwhile. */
export async function settle(
  row: Row,
  store: Store,
  { place, isShown }: Sent = { place: null, isShown: true },
): Promise<Delivered> {
  return store.write(async (trx) => {
    if (place && row.message_id !== null) {
      const { channelId, ts } = place;
      await trx.updateTable('message').set({ channel_id: channelId, ts }).where('id', '=', row.message_id).execute();
    }
    if (!isShown) return 'newer';
    const sent = trx.deleteFrom('outbox').where('id', '=', row.id).where('version', '=', row.version);
    return (await sent.executeTakeFirst()).numDeletedRows === 0n ? 'newer' : 'done';
  });
}
