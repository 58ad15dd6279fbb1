import { flagOf, listOf, textOf } from '../arguments.ts';
import { join, leave, rename, setArchived } from '../membership.ts';
import { setPurpose, setTopic } from '../messages.ts';
import type { Channel, Json } from '../shapes.ts';
import { keptText } from '../typed-text.ts';
import { addChannel } from '../world.ts';
import { type Call, channelOf, type Method, needScope, Refusal } from './call.ts';
import { isGeneral, shownChannel } from './conversations.ts';

const MANAGE = {
  channel: ['channels:manage'],
  group: ['groups:write'],
  im: ['im:write'],
};
const INVITE = {
  channel: ['channels:manage', 'channels:write.invites'],
  group: ['groups:write', 'groups:write.invites'],
  im: ['im:write'],
};
const TOPIC = {
  channel: ['channels:manage', 'channels:write.topic'],
  group: ['groups:write', 'groups:write.topic'],
  im: ['im:write'],
};

/** What makes and changes channels, of https://docs.slack.dev/reference/methods?family=conversations */
export const roomMethods: Readonly<Record<string, Method>> = {
  'conversations.create': { tier: 2, run: create },
  'conversations.invite': { tier: 3, scopes: INVITE, run: invite },
  'conversations.join': { tier: 3, scopes: ['channels:join'], run: joinChannel },
  'conversations.leave': { tier: 3, scopes: MANAGE, run: leaveChannel },
  'conversations.rename': { tier: 2, scopes: MANAGE, run: renameChannel },
  'conversations.archive': { tier: 2, scopes: MANAGE, run: archive },
  'conversations.unarchive': { tier: 2, scopes: MANAGE, run: unarchive },
  'conversations.setTopic': { tier: 2, scopes: TOPIC, run: changeTopic },
  'conversations.setPurpose': { tier: 2, scopes: TOPIC, run: changePurpose },
};

const MOST_INVITED = 100;
const LONGEST_NAME = 80;
const LONGEST_TOPIC = 250;

/** The room an argument names. @throws {Refusal} as `channelOf`, also for direct messages. */
function roomOf(call: Call, must: { member?: boolean; writable?: boolean }): Channel {
  const channel = channelOf(call, must);
  if (channel.kind === 'im') throw new Refusal('method_not_supported_for_channel_type');
  return channel;
}

/** A name that a channel can be given. Those of archived channels stay taken. */
function freeName({ world, args }: Call): string {
  const name = textOf(args, 'name');
  if (name === undefined) throw new Refusal('invalid_name_required');
  if (name.length > LONGEST_NAME) throw new Refusal('invalid_name_maxlength');
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+$/u.test(name)) throw new Refusal('invalid_name_specials');
  if (/^[_-]+$/.test(name)) throw new Refusal('invalid_name_punctuation');
  if ([...world.channels.values()].some((channel) => channel.name === name)) throw new Refusal('name_taken');
  return name;
}

function create(call: Call) {
  const { world, args } = call;
  const kind = flagOf(args, 'is_private') ? 'group' : 'channel';
  needScope(call, MANAGE[kind]);
  const channel = addChannel(world, { name: freeName(call), kind, creator: world.app.userId });
  join(world, channel, world.app.userId);
  return { channel: shownChannel(call, channel) };
}

/** Nobody is invited when one cannot be, unless `force` is set: then the others are. */
function invite(call: Call) {
  const { world, args } = call;
  const channel = roomOf(call, { member: true, writable: true });
  const users = listOf(args, 'users');
  if (users.length === 0) throw new Refusal('no_user');
  if (users.length > MOST_INVITED) throw new Refusal('too_many_users');
  const errors = users.flatMap((user) => {
    const error = whyNot(call, channel, user);
    return error === null ? [] : [{ ok: false, error, user }];
  });
  const [first] = errors;
  if (first && (!flagOf(args, 'force') || errors.length === users.length)) throw new Refusal(first.error, { errors });
  const invited = users.filter((user) => !errors.some((error) => error.user === user));
  for (const user of invited) join(world, channel, user, world.app.userId);
  return { channel: shownChannel(call, channel), ...(first ? { errors } : {}) };
}

function whyNot({ world }: Call, channel: Channel, user: string): string | null {
  if (user === world.app.userId) return 'cant_invite_self';
  const found = world.users.get(user);
  if (!found) return 'user_not_found';
  if (found.deleted) return 'cant_invite';
  return channel.members.has(user) ? 'already_in_channel' : null;
}

function joinChannel(call: Call) {
  const channel = roomOf(call, { writable: true });
  if (channel.kind !== 'channel') throw new Refusal('method_not_supported_for_channel_type');
  const wasInside = channel.members.has(call.world.app.userId);
  join(call.world, channel, call.world.app.userId);
  const warning = 'already_in_channel';
  const warned = wasInside ? { warning, response_metadata: { warnings: [warning] } } : {};
  return { channel: shownChannel(call, channel), ...warned };
}

/** Who is not in the channel is told so without an error. */
function leaveChannel(call: Call) {
  const channel = roomOf(call, { writable: true });
  if (isGeneral(channel)) throw new Refusal('cant_leave_general');
  if (!channel.members.has(call.world.app.userId)) return { ok: false, not_in_channel: true };
  if (channel.members.size === 1) throw new Refusal('last_member');
  leave(call.world, channel, call.world.app.userId);
  return {};
}

/** Only who made a channel may rename it, and admins, whom an app is not. */
function renameChannel(call: Call) {
  const { world } = call;
  const channel = roomOf(call, { member: true, writable: true });
  if (channel.creator !== world.app.userId) throw new Refusal('not_authorized');
  rename(world, channel, world.app.userId, freeName(call));
  return { channel: shownChannel(call, channel) };
}

function archive(call: Call) {
  const channel = roomOf(call, { member: true });
  if (isGeneral(channel)) throw new Refusal('cant_archive_general');
  if (channel.archived) throw new Refusal('already_archived');
  setArchived(call.world, channel, call.world.app.userId, true);
  return {};
}

/**
 * Bot tokens cannot do it (https://docs.slack.dev/reference/methods/conversations.unarchive): for Slack the bot has left
 * with the archiving (https://github.com/slack-go/slack/issues/1066).
 */
function unarchive(call: Call): Json {
  const channel = roomOf(call, {});
  throw new Refusal(channel.archived ? 'not_in_channel' : 'not_archived');
}

function changeTopic(call: Call) {
  return change(call, 'topic', setTopic);
}

function changePurpose(call: Call) {
  return change(call, 'purpose', setPurpose);
}

function change(call: Call, what: 'topic' | 'purpose', set: typeof setTopic) {
  const channel = roomOf(call, { member: true, writable: true });
  const text = textOf(call.args, what) ?? '';
  if (text.length > LONGEST_TOPIC) throw new Refusal('too_long');
  set(call.world, channel, call.world.app.userId, keptText(text));
  return { channel: shownChannel(call, channel) };
}
