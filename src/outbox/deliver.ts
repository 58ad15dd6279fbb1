import { deliverFile } from './deliver-file.ts';
import { deliverGroup } from './deliver-group.ts';
import { deliverMessage } from './deliver-message.ts';
import { deliverTopic } from './deliver-topic.ts';
import { deliverWhisper } from './deliver-whisper.ts';
import { type Delivered, type Delivery, loadRow, type Row } from './delivery.ts';
import type { Kind } from './intent.ts';
import type { Job } from './queue.ts';

const ways: Record<Kind, (row: Row, job: Job, delivery: Delivery) => Promise<Delivered>> = {
  message: deliverMessage,
  whisper: deliverWhisper,
  topic: deliverTopic,
  group: deliverGroup,
  file: deliverFile,
};

/**
 * Sends one row and marks it so. Errors of the Slack client are thrown as they are: `judge` tells what they mean.
 * @throws {StoreError} when the outcome could not be kept; the row is then looked for in Slack before the next try.
 */
export async function deliver(job: Job, delivery: Delivery): Promise<Delivered> {
  const row = job.fresh ?? (await loadRow(job.id, delivery));
  job.fresh = null;
  return row ? ways[job.kind](row, job, delivery) : 'not_ours';
}
