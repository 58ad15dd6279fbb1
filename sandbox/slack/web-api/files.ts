import { nestedOf, textOf } from '../arguments.ts';
import { post } from '../messages.ts';
import type { Json, StoredFile } from '../shapes.ts';
import { type Call, channelOf, invalidArguments, type Method, Refusal, required } from './call.ts';
import { contentOf, signature, threadOf } from './message-content.ts';

/** https://docs.slack.dev/messaging/working-with-files#uploading_files */
export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': { tier: 4, scopes: ['files:write'], run: getUploadUrl },
  'files.completeUploadExternal': { tier: 4, scopes: ['files:write'], run: completeUpload },
};

function getUploadUrl(call: Call) {
  const { world, baseUrl } = call;
  const name = required(call, 'filename');
  const length = Number(required(call, 'length'));
  if (!Number.isInteger(length) || length < 1) throw invalidArguments(['must be more than 0 [json-pointer:/length]']);
  const file: StoredFile = { id: world.newId('F'), name, title: name, content: null, shared: false };
  world.files.set(file.id, file);
  return { upload_url: `${baseUrl}/upload/v1/${file.id}`, file_id: file.id };
}

/** The file as messages show it. */
export function shownFile(file: StoredFile): Json {
  const { id, name, title, content } = file;
  return { id, name, title, size: content?.length ?? 0, mode: 'hosted', is_external: false };
}

function completeUpload(call: Call) {
  const { world, args } = call;
  const given = nestedOf(args, 'files');
  if (given === undefined || given === 'broken' || !Array.isArray(given.value)) throw invalidArguments(['files']);
  const files = given.value.map((each: unknown) => {
    const { id, title } = Object(each);
    const file = world.files.get(String(id));
    if (!file?.content) throw new Refusal('file_not_found');
    file.shared = true;
    file.title = typeof title === 'string' && title !== '' ? title : file.name;
    return shownFile(file);
  });
  if (textOf(args, 'channel_id') !== undefined) {
    const channel = channelOf(call, { member: true, writable: true, argument: 'channel_id' });
    const { blocks } = contentOf(call);
    const text = textOf(args, 'initial_comment') ?? '';
    const thread = threadOf(call, channel.messages);
    post(world, channel, { ...signature(world), ...thread, text, files, ...(blocks ? { blocks } : {}) });
  }
  world.changed();
  return { files };
}
