import { contentOf } from './deliver-message.ts';
import { channelOf, type Delivered, type Delivery, type Row, settle } from './delivery.ts';
import type { Job } from './queue.ts';
import type { Content } from './say.ts';

/** Shows a message to one person. One that they may have seen already is not shown again. */
export async function deliverWhisper(row: Row, job: Job, delivery: Delivery): Promise<Delivered> {
  const { client, store } = delivery;
  const channel = await channelOf(row, delivery);
  const { to: user, ...content } = contentOf(row, job) as Content & { to: string };
  // Nothing in Slack tells whether a whisper arrived, and one asked twice is worse than one that was not.
  if (job.doubtUntil === null) {
    const thread = row.parent_ts !== null ? { thread_ts: row.parent_ts } : {};
    await client.chat.postEphemeral({ channel, user, ...content, ...thread });
  }
  return settle(row, store);
}
