import { channelOf, type Delivered, type Delivery, type Row, settle } from './delivery.ts';
import type { Job } from './queue.ts';
import type { Content } from './say.ts';
import { METADATA_EVENT } from './sightings.ts';

/** Posts a message, or rewrites the one that Slack shows. One that Slack may have already is looked for first. */
export async function deliverMessage(row: Row, job: Job, delivery: Delivery): Promise<Delivered> {
  const { client, store } = delivery;
  const channelId = await channelOf(row, delivery);
  const content = contentOf(row, job);
  if (row.ts !== null) {
    await client.chat.update({ channel: channelId, ts: row.ts, ...content });
    return settle(row, store);
  }
  const seenTs = await find(row, channelId, job, delivery);
  // What stands there is what was said first; anything newer is still to be shown.
  if (seenTs !== null) return settle(row, store, { place: { channelId, ts: seenTs }, isShown: row.version === 1 });
  return settle(row, store, { place: await post(row, channelId, content, delivery), isShown: true });
}

/** What a row shows: the text alone once Slack has refused its blocks. */
export function contentOf({ payload }: Row, { plain }: Job): Content {
  const content = JSON.parse(payload) as Content;
  return plain ? { ...content, blocks: [] } : content;
}

async function find(row: Row, channelId: string, job: Job, { sightings }: Delivery): Promise<string | null> {
  const { message_id: id, parent_ts: threadTs } = row;
  if (id === null || job.doubtUntil === null) return null;
  return sightings.find({ id, channelId, threadTs, since: new Date(row.created_at) }, job.doubtUntil);
}

async function post(row: Row, channel: string, content: Content, { client }: Delivery) {
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
