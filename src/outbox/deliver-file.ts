import { WebAPIPlatformError } from '@slack/web-api';
import type { Store } from '../store/open.ts';
import { channelOf, type Delivered, type Delivery, type Row, settle } from './delivery.ts';
import type { Job } from './queue.ts';
import { upload } from './upload.ts';

/** `bytes` in base64; `uploadedAs` is Slack's id of the file once it has the bytes. */
type FilePayload = { name: string; title: string; comment: string; bytes: string; uploadedAs: string | null };

/**
 * Uploads a file and shares it (https://docs.slack.dev/messaging/working-with-files#uploading_files). Nobody sees an
 * upload that was not completed, so that one in doubt is made again. The file's id is kept before it is completed: from
 * there on the same file is shared, and where that is in doubt the channel is looked at first, because nothing says that
 * Slack would not share a file twice.
 */
export async function deliverFile(row: Row, job: Job, delivery: Delivery): Promise<Delivered> {
  const { client, store, sightings } = delivery;
  const channelId = await channelOf(row, delivery);
  const file = JSON.parse(row.payload) as FilePayload;
  if (job.doubtUntil !== null && file.uploadedAs !== null) {
    const missed = { id: file.uploadedAs, channelId, threadTs: row.parent_ts, since: new Date(row.created_at) };
    if ((await sightings.find(missed, job.doubtUntil)) !== null) return settle(row, store);
  }
  const id = file.uploadedAs ?? (await uploaded(file, delivery));
  if (file.uploadedAs === null) await keep(row, { ...file, uploadedAs: id }, store);
  const place =
    row.parent_ts === null ? { channel_id: channelId } : { channel_id: channelId, thread_ts: row.parent_ts };
  const { title, comment } = file;
  try {
    await client.files.completeUploadExternal({ files: [{ id, title }], initial_comment: comment, ...place });
  } catch (error) {
    // Slack does not keep for ever what was uploaded and not completed.
    const isGone = error instanceof WebAPIPlatformError && error.data.error === 'file_not_found';
    if (isGone) await keep(row, { ...file, uploadedAs: null }, store);
    throw error;
  }
  return settle(row, store);
}

async function uploaded({ name, bytes: base64 }: FilePayload, { client }: Delivery): Promise<string> {
  const bytes = Buffer.from(base64, 'base64');
  const target = await client.files.getUploadURLExternal({ filename: name, length: bytes.length });
  await upload({ url: target.upload_url as string, bytes, apiUrl: client.slackApiUrl });
  return target.file_id as string;
}

async function keep({ id }: Row, file: FilePayload, { db }: Store): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ payload: JSON.stringify(file) })
    .where('id', '=', id)
    .execute();
}
