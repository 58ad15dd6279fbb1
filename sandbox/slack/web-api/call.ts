import { textOf } from '../arguments.ts';
import type { Tier } from '../limits.ts';
import type { Grants } from '../manifest.ts';
import type { Channel, Json, Message } from '../shapes.ts';
import { directMessageWith, type World } from '../world.ts';

/** Slack says no: `{ ok: false, error }`, with whatever else the answer holds. */
export class Refusal extends Error {
  readonly error: string;
  readonly more: Json;

  constructor(error: string, more: Json = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** One call of a method by the app. `baseUrl` is the sandbox's own address, without a slash at its end. */
export type Call = { world: World; grants: Grants; args: Json; baseUrl: string };

/** Any one of these scopes will do; by kind of channel where Slack asks for another one each. */
export type Scopes = readonly string[] | Readonly<Record<Channel['kind'], readonly string[]>>;

/** A method of the Web API. `run` returns what the answer holds beside `ok`. */
export type Method = { tier: Tier; token?: 'app'; scopes?: Scopes; run: (call: Call) => Json };

/** The scopes of one family for each kind of channel, such as `channels:history`, `groups:history`, `im:history`. */
export function byKind(right: string): Readonly<Record<Channel['kind'], readonly string[]>> {
  return { channel: [`channels:${right}`], group: [`groups:${right}`], im: [`im:${right}`] };
}

/** @throws {Refusal} `missing_scope` when the manifest gives none of `anyOf`. */
export function needScope({ grants }: Pick<Call, 'grants'>, anyOf: readonly string[]): void {
  if (!grants.scopes || anyOf.length === 0 || anyOf.some((scope) => grants.scopes?.has(scope))) return;
  throw new Refusal('missing_scope', { needed: anyOf.join(','), provided: [...grants.scopes].join(',') });
}

/** An argument that must be there. @throws {Refusal} `invalid_arguments`. */
export function required({ args }: Call, name: string): string {
  const value = textOf(args, name);
  if (value === undefined) throw invalidArguments([`missing required field: ${name}`]);
  return value;
}

/** The refusal of arguments that cannot be, with Slack's lines about why. */
export function invalidArguments(problems: readonly string[], error = 'invalid_arguments'): Refusal {
  return new Refusal(error, { response_metadata: { messages: problems.map((line) => `[ERROR] ${line}`) } });
}

/**
 * The channel an argument names by id. `member`: the app must be in it. `writable`: it must not be archived.
 * @throws {Refusal} `channel_not_found` also for private channels that the app is not in, as Slack does.
 */
export function channelOf(call: Call, must: { member?: boolean; writable?: boolean; argument?: string } = {}): Channel {
  const { world } = call;
  const channel = world.channels.get(required(call, must.argument ?? 'channel'));
  const inside = channel?.members.has(world.app.userId) ?? false;
  if (!channel || (channel.kind !== 'channel' && !inside)) throw new Refusal('channel_not_found');
  if (must.writable && channel.archived) throw new Refusal('is_archived');
  if (must.member && !inside) throw new Refusal('not_in_channel');
  return channel;
}

/** The channel to post to: an id, a public channel's name, or a user for the direct messages with them. */
export function destinationOf(call: Call): Channel {
  const { world, args } = call;
  const to = required(call, 'channel');
  if (world.users.get(to)?.deleted) throw new Refusal('channel_not_found');
  if (world.users.has(to)) return readable(call, directMessageWith(world, to));
  if (!world.channels.has(to)) {
    const named = [...world.channels.values()].find(({ name, kind }) => kind !== 'im' && name === to.replace(/^#/, ''));
    if (named) args['channel'] = named.id;
  }
  const channel = channelOf(call, { writable: true });
  if (!channel.members.has(world.app.userId)) {
    if (call.grants.scopes && !call.grants.scopes.has('chat:write.public')) throw new Refusal('not_in_channel');
  }
  return readable(call, channel);
}

/** Direct messages stand in the app's Messages tab. @throws {Refusal} `messages_tab_disabled` when it has none. */
function readable({ grants }: Call, channel: Channel): Channel {
  if (channel.kind === 'im' && !grants.messagesTab) throw new Refusal('messages_tab_disabled');
  return channel;
}

/** The message an argument names by its time. @throws {Refusal} `message_not_found`, also for what was deleted. */
export function messageOf(call: Call, channel: Channel, argument: string): Message {
  const message = channel.messages.get(required(call, argument));
  if (!message || message.subtype === 'tombstone') throw new Refusal('message_not_found');
  return message;
}

/** A whole number within bounds. @throws {Refusal} `invalid_limit` (or `error`). */
export function wholeOf({ args }: Call, name: string, bounds: { otherwise: number; max: number }): number {
  const given = textOf(args, name);
  if (given === undefined) return bounds.otherwise;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new Refusal('invalid_limit');
  return Math.min(value, bounds.max);
}

/** One page of `items`, by a cursor that counts from the start. @throws {Refusal} `invalid_cursor`. */
export function pageOf<Item>(
  call: Call,
  items: readonly Item[],
  bounds: { otherwise: number; max: number },
): {
  page: readonly Item[];
  hasMore: boolean;
  cursor: Json;
} {
  const limit = wholeOf(call, 'limit', bounds);
  const cursor = textOf(call.args, 'cursor');
  const match = cursor === undefined ? ['', '0'] : /^from:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString());
  if (!match) throw new Refusal('invalid_cursor');
  const start = Number(match[1]);
  const end = start + limit;
  const hasMore = end < items.length;
  const next = hasMore ? Buffer.from(`from:${end}`).toString('base64') : '';
  return { page: items.slice(start, end), hasMore, cursor: { response_metadata: { next_cursor: next } } };
}
