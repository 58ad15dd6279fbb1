import { findChannel, findUser } from './building.ts';
import type { Channel, Ephemeral, Message, StoredFile, View } from './shapes.ts';
import type { ApiCall } from './web-api/answer.ts';
import { directMessageWith, type World } from './world.ts';

/** A channel as people see it: its members and who made it by id, topic and purpose escaped, as Slack tells them. */
export type SeenChannel = Pick<Channel, 'id' | 'name' | 'archived' | 'topic' | 'purpose' | 'creator'> & {
  isPrivate: boolean;
  members: string[];
};

/** What can be seen in the workspace. Channels and users by id or name; messages oldest first. */
export type Looking = {
  /** What stands in a channel itself, replies left out. */
  messages(channel: string): Message[];
  /** A message with its replies. */
  thread(channel: string, ts: string): Message[];
  message(channel: string, ts: string): Message | undefined;
  /** The app's conversation with a user. */
  directMessages(user: string): Message[];
  /** Messages that one person sees only; everybody's when no user is named. */
  ephemerals(user?: string): Ephemeral[];
  /** The open forms of a user, the top one last. */
  views(user: string): View[];
  homeOf(user: string): View | undefined;
  /** Escaped, as Slack tells it. */
  topicOf(channel: string): string;
  /** Every channel, archived ones too, in the order in which they were made. */
  channels(): SeenChannel[];
  /** The messages pinned to a channel, the one pinned first first. */
  pins(channel: string): Message[];
  groupMembers(group: string): string[];
  /** Files that were completed, or that people attached. */
  files(): StoredFile[];
  calls(method?: string): ApiCall[];
};

/** Looks into `world` and the log of calls. */
export function createLooking(world: World, calls: readonly ApiCall[]): Looking {
  return {
    messages: (channel) => topLevel(findChannel(world, channel)),
    thread: (channel, ts) => {
      const found = findChannel(world, channel);
      const parent = found.messages.get(ts);
      return [...(parent ? [parent] : []), ...(found.threads.get(ts) ?? [])];
    },
    message: (channel, ts) => findChannel(world, channel).messages.get(ts),
    directMessages: (user) => topLevel(directMessageWith(world, findUser(world, user))),
    ephemerals: (user) => {
      const id = user === undefined ? undefined : findUser(world, user);
      return world.ephemerals.filter((each) => id === undefined || each.user === id);
    },
    views: (user) => world.stacks.get(findUser(world, user)) ?? [],
    homeOf: (user) => world.homes.get(findUser(world, user)),
    topicOf: (channel) => findChannel(world, channel).topic,
    channels: () => [...world.channels.values()].filter(({ kind }) => kind !== 'im').map(seenChannel),
    pins: (channel) => {
      const { pins, messages } = findChannel(world, channel);
      return [...pins.keys()].flatMap((ts) => messages.get(ts) ?? []);
    },
    groupMembers: (group) => {
      const found = [...world.groups.values()].find(({ id, handle }) => id === group || handle === group);
      if (!found) throw new Error(`the workspace has no user group ${group}`);
      return [...found.users];
    },
    files: () => [...world.files.values()].filter(({ shares }) => shares !== null),
    calls: (method) => calls.filter((call) => method === undefined || call.method === method),
  };
}

function seenChannel({ id, name, kind, archived, topic, purpose, creator, members }: Channel): SeenChannel {
  return { id, name, isPrivate: kind === 'group', archived, topic, purpose, creator, members: [...members] };
}

function topLevel({ messages }: Channel): Message[] {
  return [...messages.values()].filter(
    ({ ts, thread_ts, subtype }) => thread_ts === undefined || thread_ts === ts || subtype === 'thread_broadcast',
  );
}
