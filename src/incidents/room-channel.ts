import type { ConversationsListResponse, WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { SlackError } from '../errors.ts';
import type { Db } from '../store/tables.ts';
import { findByRoom } from './incident-store.ts';
import { answerTo, wordOf } from './room-calls.ts';

/** The channel to make: `nameFor` gives its name when so many before it were taken, `since` is when it was asked for. */
export type ChannelWanted = {
  nameFor(taken: number): string;
  since: Date;
  /** How many tries failed: maybe for a name that is taken though nobody shows it to us, as those of private channels. */
  failed: number;
};

export type ChannelParts = { client: WebClient; db: Db; clock: Clock };

type Channel = NonNullable<ConversationsListResponse['channels']>[number];

/** Names that may be taken before it is given up. */
const MOST_TAKEN = 200;
/** Of names that seem free so many are tried, one after the other. */
const MOST_HIDDEN = 10;
/** While Slack asks to wait people have no place to talk: after so long they get another. */
const PATIENCE_MS = 180_000;
/** How long all channels of a workspace may take to be listed, of the 20 seconds of a try. */
const LIST_MS = 12_000;
/** Clocks differ. */
const SKEW_MS = 60_000;

/**
 * Makes a channel, or finds the one that a try before this made and could not tell of: with two calls that make one at
 * most, of which Slack takes 20 a minute. A name stays taken when its channel is archived.
 * @returns its id.
 * @throws {SlackError} that is not retryable when none can be made in time.
 */
export async function makeChannel(wanted: ChannelWanted, parts: ChannelParts, signal: AbortSignal): Promise<string> {
  const { client, clock } = parts;
  const canWait = clock.now().getTime() - wanted.since.getTime() < PATIENCE_MS;
  const create = async (name: string): Promise<string | null> => {
    signal.throwIfAborted();
    try {
      const { channel } = await answerTo(client.conversations.create({ name }), canWait);
      return channel?.id as string;
    } catch (error) {
      if (wordOf(error) === 'name_taken') return null;
      throw error;
    }
  };
  const first = await create(wanted.nameFor(0));
  if (first !== null) return first;
  const { own, free } = await answerTo(lookAround(wanted, parts, signal), canWait);
  if (own !== null) return own;
  if (free === undefined) throw lasting('all names of its channel are taken');
  const second = await create(free);
  if (second !== null) return second;
  throw new SlackError('Slack answers name_taken', { code: 'name_taken', retryable: canWait });
}

/** Our own channel, which no incident has, or a name that seems free. */
async function lookAround(
  { nameFor, since, failed }: ChannelWanted,
  { client, db, clock }: ChannelParts,
  signal: AbortSignal,
): Promise<{ own: string | null; free: string | undefined }> {
  const { user_id: self } = await client.auth.test();
  const channels = await channelsByName({ client, clock }, signal);
  const names = Array.from({ length: MOST_TAKEN }, (_, taken) => nameFor(taken));
  for (const name of names) {
    const { id, creator, created = 0, is_archived } = channels.get(name) ?? {};
    const isNew = created * 1000 >= since.getTime() - SKEW_MS;
    if (id === undefined || creator !== self || !isNew || is_archived) continue;
    if ((await findByRoom(db, id)) === null) return { own: id, free: undefined };
  }
  const free = names.slice(1).filter((name) => !channels.has(name));
  return { own: null, free: free[failed % Math.min(free.length, MOST_HIDDEN)] };
}

/** All public channels, archived ones too. */
async function channelsByName(
  { client, clock }: Pick<ChannelParts, 'client' | 'clock'>,
  signal: AbortSignal,
): Promise<Map<string | undefined, Channel>> {
  const until = clock.now().getTime() + LIST_MS;
  const byName = new Map<string | undefined, Channel>();
  let cursor: string | undefined;
  do {
    signal.throwIfAborted();
    if (clock.now().getTime() > until) throw lasting('there are too many channels to find a free name for another');
    const page = { types: 'public_channel', limit: 999, ...(cursor && { cursor }) };
    const { channels = [], response_metadata } = await client.conversations.list(page);
    for (const channel of channels) byName.set(channel.name, channel);
    cursor = response_metadata?.next_cursor;
  } while (cursor);
  return byName;
}

const lasting = (message: string): SlackError => new SlackError(message, { code: 'name_taken', retryable: false });
