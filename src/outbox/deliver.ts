import type { WebClient } from '@slack/web-api';
import type { Store } from '../store/open.ts';
import type { Job } from './queue.ts';
import type { Content } from './say.ts';
import { METADATA_EVENT, type Sightings } from './sightings.ts';

/** What one attempt needs. `channelId` finds a channel's id by the name or id that the configuration gives. */
export type Delivery = {
  store: Store;
  /** In whose name rows are claimed. */
  processId: string;
  client: WebClient;
  sightings: Sightings;
  channelId(channel: string): Promise<string>;
};

/**
 * What an attempt came to. `newer`: the message was rewritten meanwhile and is to be sent once more. `not_ours`: there
 * is no such row, or another process has taken it up.
 */
export type Delivered = 'done' | 'newer' | 'not_ours';

/**
 * Sends one row and marks it so. Errors of the Slack client are thrown as they are: `judge` tells what they mean.
 * @throws {StoreError} when the outcome could not be kept; the row is then looked for in Slack before the next try.
 */
export async function deliver(job: Job, delivery: Delivery): Promise<Delivered> {
  const { store, client } = delivery;
  const row: Row | undefined = job.fresh ?? (await load(job.id, delivery));
  job.fresh = null;
  if (!row) return 'not_ours';
  const channelId = row.channel_id ?? row.parent_channel_id ?? (await delivery.channelId(row.channel));
  const content = JSON.parse(row.payload) as Content;
  const shown = job.plain ? { ...content, blocks: [] } : content;
  if (job.kind === 'whisper') return whisper(row, channelId, shown, job, delivery);
  if (row.ts !== null) {
    await client.chat.update({ channel: channelId, ts: row.ts, ...shown });
    return settle(row, null, true, store);
  }
  const seenTs = await find(row, channelId, job, delivery);
  // What stands there is what was said first; anything newer is still to be shown.
  if (seenTs !== null) return settle(row, { channelId, ts: seenTs }, row.version === 1, store);
  return settle(row, await post(row, channelId, shown, client), true, store);
}

async function load(id: number, { store, processId }: Delivery) {
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

type Row = NonNullable<Awaited<ReturnType<typeof load>>>;
type Place = { channelId: string; ts: string };

async function post(row: Row, channel: string, content: Content, client: WebClient): Promise<Place> {
  const answer = await client.chat.postMessage({
    channel,
    ...content,
    ...(row.parent_ts !== null && { thread_ts: row.parent_ts }),
    metadata: { event_type: METADATA_EVENT, event_payload: { id: row.message_id ?? '' } },
    unfurl_links: false,
    unfurl_media: false,
  });
  return { channelId: answer.channel ?? channel, ts: answer.ts as string };
}

async function whisper(
  row: Row,
  channel: string,
  content: Content,
  job: Job,
  { client, store }: Delivery,
): Promise<Delivered> {
  const { to: user, ...shown } = content as Content & { to: string };
  // Nothing in Slack tells whether a whisper arrived, and one asked twice is worse than one that was not.
  if (job.doubtUntil === null) {
    const thread = row.parent_ts !== null ? { thread_ts: row.parent_ts } : {};
    await client.chat.postEphemeral({ channel, user, ...shown, ...thread });
  }
  return settle(row, null, true, store);
}

async function find(row: Row, channelId: string, job: Job, { sightings }: Delivery): Promise<string | null> {
  const { message_id: id, parent_ts: threadTs } = row;
  if (id === null || job.doubtUntil === null) return null;
  return sightings.find({ id, channelId, threadTs, since: new Date(row.created_at) }, job.doubtUntil);
}

/** Keeps where the message is and, when `isShown`, takes the row off the outbox, unless newer content came meanwhile. */
async function settle(row: Row, place: Place | null, isShown: boolean, store: Store): Promise<Delivered> {
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
