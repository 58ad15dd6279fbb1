import { join, leave, setArchived } from './membership.ts';
import type { Channel, User } from './shapes.ts';
import { addChannel, directMessageWith, type World } from './world.ts';

/**
 * Puts people and channels into the workspace. Channels and people may be named by id or by name throughout; a person
 * named as a channel (`@ann`, or by id) stands for their direct messages with the app.
 */
export type Building = {
  user(parts: { name: string; tz?: string; isBot?: boolean; email?: string }): string;
  channel(parts: { name: string; isPrivate?: boolean; members?: readonly string[]; botIsMember?: boolean }): string;
  /** Deactivates somebody's account, as when they leave the company. */
  deactivate(user: string): void;
  createGroup(parts: { handle: string; users: readonly string[]; name?: string; disabled?: boolean }): string;
  archive(channel: string): void;
  kickBot(channel: string): void;
  inviteBot(channel: string): void;
};

/**
 * The channel of that id or name, or the direct messages of `@name` or a user's id. @throws when there is none: a test
 * then asks for something impossible.
 */
export function findChannel(world: World, channel: string): Channel {
  if (channel.startsWith('@') || world.users.has(channel)) return directMessageWith(world, findUser(world, channel));
  const name = channel.replace(/^#/, '');
  const found = world.channels.get(channel) ?? [...world.channels.values()].find((each) => each.name === name);
  if (!found) throw new Error(`the workspace has no channel ${channel}`);
  return found;
}

/** The id of the user of that id or name. @throws when there is none. */
export function findUser(world: World, user: string): string {
  const name = user.replace(/^@/, '');
  const found = world.users.get(user) ?? [...world.users.values()].find((each) => each.name === name);
  if (!found) throw new Error(`the workspace has no user ${user}`);
  return found.id;
}

/** Builds in `world`. Everybody is in a channel unless its `members` say who. The app is told of none of it. */
export function createBuilding(world: World): Building {
  const everybodyIn = new Set<Channel>();
  return {
    user: ({ name, tz = 'Europe/Warsaw', isBot = false, email }) => {
      const id = world.newId('U');
      world.users.set(id, { id, name, tz, isBot, email: email ?? null, deleted: false });
      if (!isBot) for (const channel of everybodyIn) channel.members.add(id);
      world.changed();
      return id;
    },
    channel: ({ name, isPrivate = false, members, botIsMember = true }) => {
      const people = [...world.users.values()].filter(({ isBot }) => !isBot).map(({ id }) => id);
      const inside = members?.map((member) => findUser(world, member)) ?? people;
      const creator = inside[0] ?? world.app.userId;
      const channel = addChannel(world, { name, kind: isPrivate ? 'group' : 'channel', creator });
      for (const member of inside) channel.members.add(member);
      if (!members) everybodyIn.add(channel);
      if (botIsMember) channel.members.add(world.app.userId);
      world.changed();
      return channel.id;
    },
    deactivate: (user) => {
      const id = findUser(world, user);
      world.users.set(id, { ...(world.users.get(id) as User), deleted: true });
      for (const channel of world.channels.values()) {
        if (channel.kind === 'im' && channel.members.has(id)) channel.archived = true;
      }
      world.changed();
    },
    createGroup: ({ handle, users, name = handle, disabled = false }) => {
      const id = world.newId('S');
      world.groups.set(id, { id, handle, name, users: users.map((user) => findUser(world, user)), disabled });
      return id;
    },
    archive: (channel) => {
      const found = findChannel(world, channel);
      setArchived(world, found, found.creator, true);
    },
    kickBot: (channel) => leave(world, findChannel(world, channel), world.app.userId),
    inviteBot: (channel) => {
      const found = findChannel(world, channel);
      join(world, found, world.app.userId, found.creator);
    },
  };
}
