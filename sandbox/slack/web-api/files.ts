import { nestedOf, textOf } from '../arguments.ts';
import { post } from '../messages.ts';
import type { Json, StoredFile } from '../shapes.ts';
import { type Call, channelOf, invalidArguments, type Method, Refusal, required } from './call.ts';
import { contentOf, signature, threadOf } from './message-content.ts';

/** https://docs.slack.dev/messaging/working-with-files#uploading_files */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { tier: 4, scopes: ['files:write'], run: getUploadUrl },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], run: completeUpload },
  'files.info': { tier: 4, scopes: ['files:read'], run: info },
};

function getUploadUrl(call: Call) {
  const { world, baseUrl } = call;
  const name = required(call, 'filename');
  const length = Number(required(call, 'length'));
  if (!Number.isInteger(length) || length < 1) throw invalidArguments(['must be more than 0 [json-pointer:/length]']);
  const file: StoredFile = { id: world.newId('F'), name, title: name, length, content: null, shares: null };
  world.files.set(file.id, file);
  return { upload_url: `${baseUrl}/upload/v1/${file.id}`, file_id: file.id };
}

/** The file as messages show it. */
export function shownFile(file: StoredFile): Json {
  const { id, name, title, content } = file;
  return { id, name, title, size: content?.length ?? 0, mode: 'hosted', is_external: false };
}

/** Nothing tells what Slack does with a file that was completed before; here it is shared again. */
function completeUpload(call: Call) {
  const { world, args } = call;
  const files = completed(call);
  const into = textOf(args, 'channel_id') !== undefined;
  const channel = into ? channelOf(call, { member: true, writable: true, argument: 'channel_id' }) : null;
  for (const { file, title } of files) {
    file.title = title;
    file.shares ??= [];
  }
  const shown = files.map(({ file }) => shownFile(file));
  if (channel) {
    const { blocks } = contentOf(call);
    const text = textOf(args, 'initial_comment') ?? '';
    const parts = { ...signature(world), ...threadOf(call, channel.messages), text, ...(blocks ? { blocks } : {}) };
    const { ts } = post(world, channel, { ...parts, files: shown });
    for (const { file } of files) file.shares?.push({ channel: channel.id, ts });
  }
  world.changed();
  return { files: shown };
}

/** The files that a call names with their titles. @throws {Refusal} when the bytes of one have not come. */
function completed({ world, args }: Call): { file: StoredFile; title: string }[] {
  const given = nestedOf(args, 'files');
  if (given === undefined || given === 'broken' || !Array.isArray(given.value)) throw invalidArguments(['files']);
  return given.value.map((each: unknown) => {
    const { id, title } = Object(each);
    const file = world.files.get(String(id));
    if (!file?.content) throw new Refusal('file_not_found');
    return { file, title: typeof title === 'string' && title !== '' ? title : file.name };
  });
}

function info(call: Call) {
  const file = call.world.files.get(required(call, 'file'));
  if (!file?.shares) throw new Refusal('file_not_found');
  const places = Map.groupBy(file.shares, ({ channel }) => channel);
  const shares = Object.fromEntries([...places].map(([channel, at]) => [channel, at.map(({ ts }) => ({ ts }))]));
  return { file: { ...shownFile(file), shares: { public: shares } } };
}
