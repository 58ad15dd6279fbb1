import { flagOf, listOf, textOf } from '../arguments.ts';
import { shownMessage } from '../messages.ts';
import type { Channel, Message } from '../shapes.ts';
import { directMessageWith } from '../world.ts';
import { byKind, type Call, channelOf, type Method, needScope, pageOf, Refusal, required } from './call.ts';

/** What reads conversations, of https://docs.slack.dev/reference/methods?family=conversations */
export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.list': { tier: 2, run: list },
  'conversations.info': { tier: 3, scopes: byKind('read'), run: info },
  'conversations.members': { tier: 4, scopes: byKind('read'), run: members },
  'conversations.history': { tier: 3, scopes: byKind('history'), run: history },
  'conversations.replies': { tier: 3, scopes: byKind('history'), run: replies },
  'conversations.open': { tier: 3, scopes: ['im:write'], run: open },
};

/** A conversation as the API shows it. */
export function shownChannel(call: Call, channel: Channel) {
  const { app } = call.world;
  const member = channel.members.has(app.userId);
  if (channel.kind === 'im') {
    const user = [...channel.members].find((id) => id !== app.userId);
    return { id: channel.id, created: channel.created, is_im: true, is_archived: false, user };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'channel',
    is_group: channel.kind === 'group',
    is_private: channel.kind === 'group',
    is_im: false,
    is_mpim: false,
    is_archived: channel.archived,
    is_general: isGeneral(channel),
    is_shared: false,
    is_member: member,
    created: channel.created,
    creator: channel.creator,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: '', last_set: 0 },
    num_members: channel.members.size,
  };
}

/** Whether it is the one channel that everybody is in: the one of that name. */
export function isGeneral({ name, kind }: Channel): boolean {
  return kind === 'channel' && name === 'general';
}

const KIND_OF_TYPE: Readonly<Record<string, Channel['kind']>> = {
  public_channel: 'channel',
  private_channel: 'group',
  im: 'im',
  mpim: 'group',
};

function list(call: Call) {
  const { world, args } = call;
  const asked = listOf(args, 'types');
  const kinds = (asked.length === 0 ? ['public_channel'] : asked).map((type) => KIND_OF_TYPE[type]);
  for (const kind of kinds) {
    if (!kind) throw new Refusal('invalid_types');
    needScope(call, byKind('read')[kind]);
  }
  const shown = [...world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      (channel.kind === 'channel' || channel.members.has(world.app.userId)) &&
      !(flagOf(args, 'exclude_archived') && channel.archived),
  );
  const { page, cursor } = pageOf(call, shown, { otherwise: 100, max: 1000 });
  return { channels: page.map((channel) => shownChannel(call, channel)), ...cursor };
}

function info(call: Call) {
  return { channel: shownChannel(call, channelOf(call)) };
}

function members(call: Call) {
  const { page, cursor } = pageOf(call, [...channelOf(call).members], { otherwise: 100, max: 1000 });
  return { members: page, ...cursor };
}

function within({ args }: Call, messages: readonly Message[]): Message[] {
  const oldest = Number(textOf(args, 'oldest') ?? 0);
  const latest = Number(textOf(args, 'latest') ?? Number.POSITIVE_INFINITY);
  const inclusive = flagOf(args, 'inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function history(call: Call) {
  const channel = channelOf(call, { member: true });
  const topLevel = [...channel.messages.values()].filter(
    ({ thread_ts, ts, subtype }) => thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast',
  );
  const newestFirst = within(call, topLevel).toReversed();
  const { page, hasMore, cursor } = pageOf(call, newestFirst, { otherwise: 100, max: 999 });
  const metadata = flagOf(call.args, 'include_all_metadata');
  const messages = page.map((message) => shownMessage(channel, message, { metadata }));
  return { messages, has_more: hasMore, pin_count: channel.pins.size, ...(hasMore ? cursor : {}) };
}

function replies(call: Call) {
  const channel = channelOf(call, { member: true });
  const asked = channel.messages.get(required(call, 'ts'));
  if (!asked) throw new Refusal('thread_not_found');
  const parent = channel.messages.get(asked.thread_ts ?? asked.ts) ?? asked;
  // Slack always gives the parent first, on every page of its own, whatever the bounds.
  const answers = within(call, channel.threads.get(parent.ts) ?? []);
  const { page, hasMore, cursor } = pageOf(call, [parent, ...answers], { otherwise: 1000, max: 1000 });
  const metadata = flagOf(call.args, 'include_all_metadata');
  const messages = page.map((message) => shownMessage(channel, message, { metadata }));
  return { messages, has_more: hasMore, ...(hasMore ? cursor : {}) };
}

function open(call: Call) {
  const { world, args } = call;
  const users = listOf(args, 'users');
  if (textOf(args, 'channel') !== undefined) return { channel: { id: channelOf(call).id } };
  const [user] = users;
  if (user === undefined) throw new Refusal('users_list_not_supplied');
  if (users.length > 1) throw new Refusal('method_not_supported_for_channel_type');
  const person = world.users.get(user);
  if (!person) throw new Refusal('user_not_found');
  if (person.isBot) throw new Refusal('cannot_dm_bot');
  if (person.deleted) throw new Refusal('user_disabled');
  return { channel: { id: directMessageWith(world, user).id } };
}
