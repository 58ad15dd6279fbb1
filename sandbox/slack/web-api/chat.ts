import { nestedOf, textOf } from '../arguments.ts';
import { type Draft, post, remove, replace, shownMessage } from '../messages.ts';
import type { Message } from '../shapes.ts';
import { type Call, channelOf, destinationOf, type Method, messageOf, Refusal, required } from './call.ts';
import { type Content, contentOf, isEmpty, metadataOf, signature, threadOf } from './message-content.ts';

// https://docs.slack.dev/reference/methods/chat.update
const MAX_UPDATED_TEXT = 4000;

/** https://docs.slack.dev/reference/methods?family=chat */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage': { tier: 'posting', scopes: ['chat:write'], run: postMessage },
  'chat.update': { tier: 3, scopes: ['chat:write'], run: update },
  'chat.delete': { tier: 3, scopes: ['chat:write'], run: deleteMessage },
  'chat.postEphemeral': { tier: 4, scopes: ['chat:write'], run: postEphemeral },
  'chat.getPermalink': { tier: 'lenient', run: getPermalink },
};

function postMessage(call: Call) {
  const { world } = call;
  const channel = destinationOf(call);
  const content = contentOf(call);
  if (isEmpty(content)) throw new Refusal('no_text');
  const metadata = metadataOf(call);
  const draft: Draft = {
    ...signature(world),
    text: '',
    ...content,
    ...threadOf(call, channel.messages),
    ...(metadata ? { metadata } : {}),
  };
  const message = post(world, channel, draft);
  return { channel: channel.id, ts: message.ts, message: shownMessage(channel, message, { metadata: true }) };
}

/** What stands after an update: text without blocks drops the blocks, and only giving neither keeps them. */
function updated(message: Message, content: Content, editedAt: string): Message {
  const { blocks: oldBlocks, attachments: oldAttachments, edited, ...rest } = message;
  const keepsBlocks = content.text === undefined && !content.blocks && !content.attachments;
  const blocks = content.blocks ?? (keepsBlocks ? oldBlocks : undefined);
  const attachments = content.attachments ?? (keepsBlocks ? oldAttachments : undefined);
  const mark = blocks && blocks.length > 0 ? edited : { user: message.user, ts: editedAt };
  return {
    ...rest,
    text: content.text ?? message.text,
    ...(blocks && blocks.length > 0 ? { blocks } : {}),
    ...(attachments && attachments.length > 0 ? { attachments } : {}),
    ...(mark ? { edited: mark } : {}),
  };
}

function update(call: Call) {
  const { world, args } = call;
  const channel = channelOf(call, { writable: true });
  const message = messageOf(call, channel, 'ts');
  if (message.bot_id !== world.app.botId) throw new Refusal('cant_update_message');
  const content = contentOf(call);
  if ((content.text ?? '').length > MAX_UPDATED_TEXT) throw new Refusal('msg_too_long');
  const metadata = metadataOf(call);
  const given = ['text', 'blocks', 'attachments', 'markdown_text'].some((name) => nestedOf(args, name) !== undefined);
  if (!given && metadata === undefined) throw new Refusal('no_text');
  const next = updated(message, content, world.nextTs());
  if (given && isEmpty(next)) throw new Refusal('no_text');
  if (metadata) next.metadata = metadata;
  if (metadata === null) delete next.metadata;
  replace(world, channel, message, next);
  return {
    channel: channel.id,
    ts: next.ts,
    text: next.text,
    message: shownMessage(channel, next, { metadata: true }),
  };
}

function deleteMessage(call: Call) {
  const channel = channelOf(call);
  const message = messageOf(call, channel, 'ts');
  if (message.bot_id !== call.world.app.botId) throw new Refusal('cant_delete_message');
  remove(call.world, channel, message);
  return { channel: channel.id, ts: message.ts };
}

function postEphemeral(call: Call) {
  const { world } = call;
  const channel = channelOf(call, { writable: true, member: true });
  const user = required(call, 'user');
  if (!channel.members.has(user)) throw new Refusal('user_not_in_channel');
  const content = contentOf(call);
  if (isEmpty(content)) throw new Refusal('no_text');
  const thread = textOf(call.args, 'thread_ts');
  const message: Message = {
    type: 'message',
    ts: world.nextTs(),
    team: world.team.id,
    ...signature(world),
    text: '',
    ...content,
    ...(thread === undefined ? {} : { thread_ts: thread }),
    reactions: [],
  };
  world.ephemerals.push({ user, channel: channel.id, message });
  world.changed();
  return { message_ts: message.ts };
}

function getPermalink(call: Call) {
  const channel = channelOf(call);
  const { ts, thread_ts: thread } = messageOf(call, channel, 'message_ts');
  const base = `https://${call.world.team.domain}.slack.com/archives/${channel.id}/p${ts.replace('.', '')}`;
  const inThread = thread === undefined || thread === ts ? '' : `?thread_ts=${thread}&cid=${channel.id}`;
  return { channel: channel.id, permalink: `${base}${inThread}` };
}
