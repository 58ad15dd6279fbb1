import type { Channel, Ephemeral, Json, ResponseUrl, StoredFile, Trigger, User, UserGroup, View } from './shapes.ts';
import type { Clock } from './time.ts';

/** The workspace the sandbox plays. */
export type Team = { id: string; name: string; domain: string };

/** The app under test as the workspace knows it. */
export type AppIdentity = { id: string; name: string; userId: string; botId: string };

/** Everything the workspace holds, and the three things that all parts of it need: ids, times and the news. */
export type World = {
  readonly team: Team;
  readonly app: AppIdentity;
  readonly clock: Clock;
  readonly users: Map<string, User>;
  readonly channels: Map<string, Channel>;
  readonly groups: Map<string, UserGroup>;
  readonly files: Map<string, StoredFile>;
  /** Open modals by user, the top one last. */
  readonly stacks: Map<string, View[]>;
  /** App Homes by user. */
  readonly homes: Map<string, View>;
  readonly ephemerals: Ephemeral[];
  readonly triggers: Map<string, Trigger>;
  readonly responseUrls: Map<string, ResponseUrl>;
  newId(prefix: string): string;
  /** The next message or event time: unique in the workspace and later than all before it. */
  nextTs(): string;
  /** Tells those who wait for something that the state is another one. */
  changed(): void;
  /** Tells the app, if it asked for events of that kind and sits in `channel`. */
  emit(event: Json, channel?: Channel): void;
};

type WorldOptions = Pick<World, 'clock' | 'changed' | 'emit'> & { appId: string };

/** An empty workspace with nobody in it but the app's bot user. */
export function createWorld({ clock, changed, emit, appId }: WorldOptions): World {
  let ids = 0;
  let lastTs = 0;
  const newId = (prefix: string) => {
    ids += 1;
    return `${prefix}0SB${ids.toString(36).toUpperCase().padStart(6, '0')}`;
  };
  const app = { id: appId, name: 'watchbill', userId: newId('U'), botId: newId('B') };
  const bot: User = { id: app.userId, name: app.name, tz: 'Etc/UTC', isBot: true, email: null, deleted: false };
  return {
    team: { id: newId('T'), name: 'Sandbox', domain: 'sandbox' },
    app,
    clock,
    users: new Map([[bot.id, bot]]),
    channels: new Map(),
    groups: new Map(),
    files: new Map(),
    stacks: new Map(),
    homes: new Map(),
    ephemerals: [],
    triggers: new Map(),
    responseUrls: new Map(),
    newId,
    nextTs: () => {
      lastTs = Math.max(lastTs + 1, clock.now().getTime() * 1000);
      return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
    },
    changed,
    emit,
  };
}

/** Adds an empty conversation. */
export function addChannel(world: World, parts: Pick<Channel, 'name' | 'kind' | 'creator'>): Channel {
  const prefix = parts.kind === 'im' ? 'D' : 'C';
  const channel: Channel = {
    ...parts,
    id: world.newId(prefix),
    archived: false,
    topic: '',
    purpose: '',
    created: Math.floor(world.clock.now().getTime() / 1000),
    members: new Set(),
    messages: new Map(),
    threads: new Map(),
    pins: new Map(),
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** The direct message channel between the app and `user`, opened if there is none. */
export function directMessageWith(world: World, user: string): Channel {
  for (const channel of world.channels.values()) {
    if (channel.kind === 'im' && channel.members.has(user)) return channel;
  }
  const channel = addChannel(world, { name: '', kind: 'im', creator: user });
  channel.members.add(user).add(world.app.userId);
  return channel;
}

/** The open modal with that id, and whose it is. */
export function openView(world: World, id: string): { user: string; view: View } | undefined {
  for (const [user, stack] of world.stacks) {
    const view = stack.find((each) => each.id === id);
    if (view) return { user, view };
  }
  return undefined;
}
