import { post } from './messages.ts';
import type { Channel } from './shapes.ts';
import type { World } from './world.ts';

/** Brings a user into a channel, once; `inviter` is whoever brought them. */
export function join(world: World, channel: Channel, user: string, inviter?: string): void {
  if (channel.members.has(user)) return;
  channel.members.add(user);
  post(world, channel, { subtype: 'channel_join', user, text: `<@${user}> has joined the channel` });
  const event = { type: 'member_joined_channel', user, channel: channel.id, channel_type: letterOf(channel) };
  const by = inviter === undefined ? {} : { inviter };
  world.emit({ ...event, team: world.team.id, ...by, event_ts: world.nextTs() }, channel);
  world.changed();
}

/** Takes a user out of a channel. The app learns of its own removal by `channel_left` (`group_left`). */
export function leave(world: World, channel: Channel, user: string): void {
  if (!channel.members.delete(user)) return;
  const event_ts = world.nextTs();
  if (user === world.app.userId) {
    const type = channel.kind === 'group' ? 'group_left' : 'channel_left';
    world.emit({ type, channel: channel.id, actor_id: channel.creator, event_ts }, channel);
  } else {
    const left = { type: 'member_left_channel', user, channel: channel.id, channel_type: letterOf(channel) };
    world.emit({ ...left, team: world.team.id, event_ts }, channel);
  }
  world.changed();
}

/** Closes a channel, or opens it again. */
export function setArchived(world: World, channel: Channel, user: string, archived: boolean): void {
  channel.archived = archived;
  const type = `${channel.kind === 'group' ? 'group' : 'channel'}_${archived ? 'archive' : 'unarchive'}`;
  world.emit({ type, channel: channel.id, user, event_ts: world.nextTs() }, channel);
  world.changed();
}

/** Gives a channel another name, with the line in it that tells of it. */
export function rename(world: World, channel: Channel, user: string, name: string): void {
  const old_name = channel.name;
  channel.name = name;
  const text = `<@${user}> has renamed the channel from "${old_name}" to "${name}"`;
  post(world, channel, { subtype: 'channel_name', user, name, old_name, text });
  const type = channel.kind === 'group' ? 'group_rename' : 'channel_rename';
  const renamed = { id: channel.id, name, name_normalized: name, created: channel.created };
  world.emit({ type, channel: renamed, event_ts: world.nextTs() }, channel);
  world.changed();
}

function letterOf({ kind }: Channel): 'C' | 'G' {
  return kind === 'group' ? 'G' : 'C';
}
