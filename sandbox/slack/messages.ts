import type { Channel, Json, Message, Reaction } from './shapes.ts';
import type { World } from './world.ts';

/** A message before Slack gave it a time. */
export type Draft = Omit<Message, 'type' | 'ts' | 'team' | 'reactions'>;

// Slack lists that many people of a reaction; `count` always tells how many there are.
const REACTION_USERS_SHOWN = 50;

/** The message as the API and events show it: thread counts added, empty reactions and hidden metadata left out. */
export function shownMessage(
  channel: Channel,
  message: Message,
  show: { metadata?: boolean; full?: boolean } = {},
): Json {
  const { reactions, metadata, ...rest } = message;
  const replies = channel.threads.get(message.ts) ?? [];
  const latest = replies.at(-1);
  return {
    ...rest,
    ...(metadata && show.metadata ? { metadata } : {}),
    ...(reactions.length > 0 ? { reactions: shownReactions(reactions, show.full ?? false) } : {}),
    ...(latest
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users_count: new Set(replies.map(({ user }) => user)).size,
          latest_reply: latest.ts,
          reply_users: [...new Set(replies.map(({ user }) => user))],
          is_locked: false,
          subscribed: false,
        }
      : {}),
  };
}

function shownReactions(reactions: readonly Reaction[], full: boolean): Reaction[] {
  return reactions.map(({ name, users, count }) => ({
    name,
    users: full ? [...users] : users.slice(0, REACTION_USERS_SHOWN),
    count,
  }));
}

/** Says something in a channel and tells the app. */
export function post(world: World, channel: Channel, draft: Draft): Message {
  const message: Message = { ...draft, type: 'message', ts: world.nextTs(), team: world.team.id, reactions: [] };
  const parent = draft.thread_ts === undefined ? undefined : channel.messages.get(draft.thread_ts);
  if (parent && draft.thread_ts !== undefined) {
    message.parent_user_id = parent.user;
    const replies = channel.threads.get(draft.thread_ts) ?? [];
    replies.push(message);
    channel.threads.set(draft.thread_ts, replies);
  }
  channel.messages.set(message.ts, message);
  world.emit(messageEvent(channel, shownMessage(channel, message, { metadata: true }), message.ts), channel);
  world.changed();
  return message;
}

/** Puts `next` in the place of `message` (same `ts`) and tells the app. */
export function replace(world: World, channel: Channel, message: Message, next: Message): void {
  const previous = shownMessage(channel, message, { metadata: true });
  channel.messages.set(message.ts, next);
  const siblings = message.thread_ts === undefined ? undefined : channel.threads.get(message.thread_ts);
  siblings?.splice(siblings.indexOf(message), 1, next);
  const ts = world.nextTs();
  const changes = {
    subtype: 'message_changed',
    message: shownMessage(channel, next, { metadata: true }),
    previous_message: previous,
    hidden: true,
    ts,
  };
  world.emit(messageEvent(channel, { type: 'message', ...changes }, ts), channel);
  world.changed();
}

/** Takes a message away. One that was answered leaves a stone in its place, as in Slack. */
export function remove(world: World, channel: Channel, message: Message): void {
  if ((channel.threads.get(message.ts) ?? []).length > 0) {
    const { type, ts, team } = message;
    const text = 'This message was deleted.';
    const stone: Message = {
      type,
      ts,
      team,
      text,
      subtype: 'tombstone',
      user: 'USLACKBOT',
      hidden: true,
      reactions: [],
    };
    replace(world, channel, message, stone);
    return;
  }
  channel.messages.delete(message.ts);
  channel.pins.delete(message.ts);
  const siblings = message.thread_ts === undefined ? undefined : channel.threads.get(message.thread_ts);
  siblings?.splice(siblings.indexOf(message), 1);
  const ts = world.nextTs();
  const previous = shownMessage(channel, message, { metadata: true });
  const changes = { subtype: 'message_deleted', previous_message: previous, hidden: true, deleted_ts: message.ts, ts };
  world.emit(messageEvent(channel, { type: 'message', ...changes }, ts), channel);
  world.changed();
}

function messageEvent(channel: Channel, message: Json, ts: string): Json {
  return { ...message, channel: channel.id, event_ts: ts, channel_type: channel.kind };
}

/** Adds a reaction. @returns Slack's error, or null when it is done. */
export function addReaction(
  world: World,
  at: { channel: Channel; message: Message },
  user: string,
  name: string,
): string | null {
  const { channel, message } = at;
  const reaction = message.reactions.find((each) => each.name === name);
  if (reaction?.users.includes(user)) return 'already_reacted';
  if (reaction) {
    reaction.users.push(user);
    reaction.count += 1;
  } else {
    message.reactions.push({ name, users: [user], count: 1 });
  }
  world.emit(reactionEvent(world, 'reaction_added', at, { user, name }), channel);
  world.changed();
  return null;
}

/** Takes a reaction back. @returns Slack's error, or null when it is done. */
export function removeReaction(
  world: World,
  at: { channel: Channel; message: Message },
  user: string,
  name: string,
): string | null {
  const { channel, message } = at;
  const reaction = message.reactions.find((each) => each.name === name);
  if (!reaction?.users.includes(user)) return 'no_reaction';
  reaction.users.splice(reaction.users.indexOf(user), 1);
  reaction.count -= 1;
  if (reaction.count === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1);
  world.emit(reactionEvent(world, 'reaction_removed', at, { user, name }), channel);
  world.changed();
  return null;
}

function reactionEvent(
  world: World,
  type: 'reaction_added' | 'reaction_removed',
  { channel, message }: { channel: Channel; message: Message },
  { user, name }: { user: string; name: string },
): Json {
  const item = { type: 'message', channel: channel.id, ts: message.ts };
  return { type, user, reaction: name, item, item_user: message.user, event_ts: world.nextTs() };
}

/** Changes a channel's topic (escaped already), with the line in the channel that tells of it, also when it is the same. */
export function setTopic(world: World, channel: Channel, user: string, topic: string): void {
  channel.topic = topic;
  post(world, channel, { subtype: 'channel_topic', user, topic, text: `<@${user}> set the channel topic: ${topic}` });
}

/** Changes what a channel is for (escaped already), with the line in the channel that tells of it. */
export function setPurpose(world: World, channel: Channel, user: string, purpose: string): void {
  channel.purpose = purpose;
  const text = `<@${user}> set the channel purpose: ${purpose}`;
  post(world, channel, { subtype: 'channel_purpose', user, purpose, text });
}
