import { findChannel, findUser } from './building.ts';
import { join, leave, rename, setArchived } from './membership.ts';
import { addReaction, post, remove, removeReaction, replace, setTopic } from './messages.ts';
import { pin, unpin } from './pins.ts';
import type { Json, StoredFile } from './shapes.ts';
import { richTextOf, typedText } from './typed-text.ts';
import { shownFile } from './web-api/files.ts';
import { emojiName } from './web-api/reactions.ts';
import { directMessageWith, type World } from './world.ts';

/** Where a message stands. */
export type MessageAt = { channel: string; ts: string };

/** What people do in the workspace without the app's doing. Each throws what Slack would show them as an error. */
export type People = {
  /** @throws `already_reacted` when the user has that emoji on the message already. */
  react(user: string, at: MessageAt, emoji: string): void;
  /** @throws `no_reaction` */
  unreact(user: string, at: MessageAt, emoji: string): void;
  /** Says something, mentions as typed (`@ann`, `#war`, `@here`). @returns its `ts`. */
  say(user: string, channel: string, text: string, how?: { threadTs?: string; files?: readonly string[] }): string;
  /** Writes to the app itself. @returns the `ts`. */
  sayToBot(user: string, text: string): string;
  editMessage(at: MessageAt, text: string): void;
  deleteMessage(at: MessageAt): void;
  setTopic(user: string, channel: string, text: string): void;
  joinChannel(user: string, channel: string): void;
  leaveChannel(user: string, channel: string): void;
  inviteToChannel(user: string, channel: string, invited: string): void;
  renameChannel(user: string, channel: string, name: string): void;
  archiveChannel(user: string, channel: string): void;
  unarchiveChannel(user: string, channel: string): void;
  /** @throws `already_pinned` */
  pin(user: string, at: MessageAt): void;
  /** @throws `no_pin` */
  unpin(user: string, at: MessageAt): void;
  /** Opens the app's Home tab. */
  openHome(user: string): void;
};

/** Acts in `world`. */
export function createPeople(world: World): People {
  const at = ({ channel: name, ts }: MessageAt) => {
    const channel = findChannel(world, name);
    const message = channel.messages.get(ts);
    if (!message) throw new Error(`there is no message ${ts} in #${channel.name}`);
    return { channel, message };
  };
  const emoji = (given: string): string => {
    const name = emojiName(given);
    if (name === null) throw new Error(`invalid_name: ${given}`);
    return name;
  };
  const must = (error: string | null) => {
    if (error) throw new Error(error);
  };
  return {
    react: (user, where, name) => must(addReaction(world, at(where), findUser(world, user), emoji(name))),
    unreact: (user, where, name) => must(removeReaction(world, at(where), findUser(world, user), emoji(name))),
    say: (user, channel, text, how = {}) => say(world, { user, channel, text, ...how }),
    sayToBot: (user, text) => {
      const id = findUser(world, user);
      return say(world, { user: id, channel: directMessageWith(world, id).id, text });
    },
    editMessage: (where, text) => {
      const { channel, message } = at(where);
      const { blocks: _blocks, ...rest } = message;
      const edited = { user: message.user, ts: world.nextTs() };
      replace(world, channel, message, { ...rest, text: typedText(world, text), edited });
    },
    deleteMessage: (where) => {
      const { channel, message } = at(where);
      remove(world, channel, message);
    },
    setTopic: (user, channel, text) =>
      setTopic(world, findChannel(world, channel), findUser(world, user), typedText(world, text)),
    joinChannel: (user, channel) => join(world, findChannel(world, channel), findUser(world, user)),
    leaveChannel: (user, channel) => leave(world, findChannel(world, channel), findUser(world, user)),
    inviteToChannel: (user, channel, invited) =>
      join(world, findChannel(world, channel), findUser(world, invited), findUser(world, user)),
    renameChannel: (user, channel, name) => rename(world, findChannel(world, channel), findUser(world, user), name),
    archiveChannel: (user, channel) => setArchived(world, findChannel(world, channel), findUser(world, user), true),
    unarchiveChannel: (user, channel) => setArchived(world, findChannel(world, channel), findUser(world, user), false),
    pin: (user, where) => must(pin(world, at(where), findUser(world, user))),
    unpin: (user, where) => must(unpin(world, at(where), findUser(world, user))),
    openHome: (user) => openHome(world, findUser(world, user)),
  };
}

type Said = { user: string; channel: string; text: string; threadTs?: string; files?: readonly string[] };

function say(world: World, { user: who, channel: where, text, threadTs, files = [] }: Said): string {
  const channel = findChannel(world, where);
  const user = findUser(world, who);
  if (channel.archived) throw new Error('is_archived');
  if (threadTs !== undefined && !channel.messages.has(threadTs)) throw new Error(`there is no thread ${threadTs}`);
  const said = typedText(world, text);
  const inThread = threadTs === undefined ? {} : { thread_ts: threadTs };
  const attached = files.map((name) => attach(world, name));
  const { ts } = post(world, channel, {
    client_msg_id: world.newId('M'),
    user,
    text: said,
    blocks: [richTextOf(world, said)],
    ...inThread,
    ...(files.length > 0 ? { subtype: 'file_share', files: attached.map(shownFile) } : {}),
  });
  for (const { shares } of attached) shares?.push({ channel: channel.id, ts });
  if (said.includes(`<@${world.app.userId}>`)) {
    const mention: Json = { type: 'app_mention', user, text: said, ts, team: world.team.id, ...inThread };
    world.emit({ ...mention, channel: channel.id, event_ts: ts }, channel);
  }
  return ts;
}

function attach(world: World, name: string): StoredFile {
  const content = Buffer.from(name);
  const file: StoredFile = { id: world.newId('F'), name, title: name, length: content.length, content, shares: [] };
  world.files.set(file.id, file);
  return file;
}

function openHome(world: World, user: string): void {
  const channel = directMessageWith(world, user);
  const view = world.homes.get(user);
  const event = { type: 'app_home_opened', user, channel: channel.id, tab: 'home', event_ts: world.nextTs() };
  world.emit(view ? { ...event, view } : event);
}
