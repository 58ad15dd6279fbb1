import type { WebClient } from '@slack/web-api';
import type { Store } from '../store/open.ts';
import type { Job } from './queue.ts';
import type { Content } from './say.ts';
import { METADATA_EVENT, type Sightings } from './sightings.ts';

/** What one attempt needs. `channelId` finds a channel's id by the name or id that the configuration gives. */
export type Delivery = {
  store: Store;
  client: WebClient;
  sightings: Sightings;
  channelId(channel: string): Promise<string>;
};

/** What an attempt came to. `newer`: the message was rewritten meanwhile and is to be sent once more. */
export type Delivered = 'done' | 'newer';

/**
 * Sends one row and marks it so. Errors of the Slack client are thrown as they are: `judge` tells what they mean.
 * @throws {StoreError} when the outcome could not be kept; the row is then looked for in Slack before the next try.
 */
export async function deliver(job: Job, delivery: Delivery): Promise<Delivered> {
  const row = await load(job.id, delivery.store);
  if (!row) return 'done';
  const channelId = row.channel_id ?? row.parent_channel_id ?? (await delivery.channelId(row.channel));
  const content = JSON.parse(row.payload) as Content;
  const shown = job.plain ? { text: content.text, blocks: [] } : content;
  if (job.kind === 'whisper') return whisper(row, channelId, shown, job, delivery);
  const seenTs =
    row.ts === null && job.doubtSince !== null ? await find(row, channelId, job.doubtSince, delivery) : null;
  if (seenTs !== null) {
    const left = await settle(row, { channelId, ts: seenTs }, row.version === 1, delivery.store);
    return left ? 'newer' : 'done';
  }
  const place =
    row.ts === null
      ? await post(row, channelId, shown, delivery.client)
      : await update(row, channelId, shown, delivery.client);
  return (await settle(row, place, true, delivery.store)) ? 'newer' : 'done';
}

async function load(id: number, { db }: Store) {
  return db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .leftJoin('message as parent', 'parent.id', 'outbox.thread_of')
    .where('outbox.id', '=', id)
    .where('outbox.dead', '=', 0)
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

async function update(row: Row, channel: string, content: Content, client: WebClient): Promise<Place> {
  const ts = row.ts as string;
  await client.chat.update({ channel, ts, ...content });
  return { channelId: channel, ts };
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
  if (job.doubtSince === null) {
    const thread = row.parent_ts !== null ? { thread_ts: row.parent_ts } : {};
    await client.chat.postEphemeral({ channel, user, ...shown, ...thread });
  }
  await settle(row, null, true, store);
  return 'done';
}

async function find(row: Row, channelId: string, doubtSince: number, { sightings }: Delivery): Promise<string | null> {
  const { message_id: id, parent_ts: threadTs } = row;
  if (id === null) return null;
  return sightings.find({ id, channelId, threadTs, since: new Date(row.created_at), doubtSince });
}

/**
 * Keeps where the message is and, when `isShown`, takes the row off the outbox, unless newer content came meanwhile.
 * @returns whether there is still something to send.
 */
async function settle(row: Row, place: Place | null, isShown: boolean, store: Store): Promise<boolean> {
  return store.write(async (trx) => {
    if (place && row.message_id !== null && row.ts === null) {
      const { channelId, ts } = place;
      await trx.updateTable('message').set({ channel_id: channelId, ts }).where('id', '=', row.message_id).execute();
    }
    if (!isShown) return true;
    const sent = trx.deleteFrom('outbox').where('id', '=', row.id).where('version', '=', row.version);
    return (await sent.executeTakeFirst()).numDeletedRows === 0n;
  });
}
