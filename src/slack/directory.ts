import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { subDays } from 'date-fns/subDays';
import type { Clock } from '../clock.ts';
import { isUserId } from '../config/names.ts';
import { SlackError } from '../errors.ts';
import type { Db } from '../store/tables.ts';

/** Looks up channels and people in Slack, and remembers what it found. */
export type Directory = {
  /**
   * The id of a channel that the configuration names; of a person's direct messages with the bot, by their user id. Ids
   * of channels are taken as they are; the rest is looked up once.
   * @throws {SlackError} `channel_not_found`, or whatever Slack's client throws.
   */
  channelId(channel: string): Promise<string>;
  /** Whether a user is a bot. When Slack does not tell, people are taken for people. */
  isBot(user: string): Promise<boolean>;
  /** How Slack shows a person: by the name they chose. Where Slack does not tell, the id. It is outside text. */
  nameOf(user: string): Promise<string>;
  /** The user id of a member whom the configuration gives by id or by e-mail address; null when Slack knows none. */
  userId(member: string): Promise<string | null>;
};

/** People rarely turn into bots, or change their names; looking again now and then is enough. */
const USER_DAYS = 30;

/** A directory over the Web API that keeps what it learnt in the database, so that a restart asks nothing twice. */
export function createDirectory({ client, db, clock }: { client: WebClient; db: Db; clock: Clock }): Directory {
  const people = new Map<string, Person>();
  const names = new Map<string, Promise<string>>();
  const remembered = (kind: string, name: string, find: () => Promise<string>) => {
    const key = `${kind} ${name}`;
    const known = names.get(key) ?? recall(db, kind, name, find);
    names.set(key, known);
    known.catch(() => names.delete(key));
    return known;
  };
  const person = async (user: string): Promise<Person | null> => {
    const known = people.get(user) ?? (await recallPerson(db, user, clock.now()));
    const found = known ?? (isUserId(user) ? await askFor(client, db, { id: user, now: clock.now() }) : null);
    if (found) people.set(user, found);
    return found;
  };
  return {
    async channelId(channel) {
      if (isChannelId(channel)) return channel;
      if (isUserId(channel)) return remembered('direct', channel, () => openDirect(client, channel));
      return remembered('channel', channel, () => findChannel(client, channel));
    },
    async isBot(user) {
      return (await person(user))?.isBot ?? false;
    },
    async nameOf(user) {
      return (await person(user))?.name ?? user;
    },
    async userId(member) {
      if (!member.includes('@')) return member;
      try {
        return await remembered('email', member, () => findUser(client, member));
      } catch (error) {
        if (error instanceof WebAPIPlatformError) return null;
        throw error;
      }
    },
  };
}

/** Whether the configuration gives a channel by its id; else it is a name. */
export function isChannelId(channel: string): boolean {
  return /^[CGD][A-Z0-9]{6,}$/.test(channel);
}

async function recall(db: Db, kind: string, name: string, find: () => Promise<string>): Promise<string> {
  const known = db.selectFrom('slack_name').select('id').where('kind', '=', kind).where('name', '=', name);
  const row = await known.executeTakeFirst();
  if (row) return row.id;
  const id = await find();
  await db
    .insertInto('slack_name')
    .values({ kind, name, id })
    .onConflict((conflict) => conflict.columns(['kind', 'name']).doUpdateSet({ id }))
    .execute();
  return id;
}

async function findChannel(client: WebClient, name: string): Promise<string> {
  let cursor: string | undefined;
  do {
    const page = {
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 999,
      ...(cursor && { cursor }),
    };
    const answer = await client.conversations.list(page);
    const channel = answer.channels?.find((each) => each.name === name);
    if (channel?.id !== undefined) return channel.id;
    cursor = answer.response_metadata?.next_cursor;
  } while (cursor);
  throw new SlackError(`There is no channel #${name} that the bot can see. Create it, or invite the bot to it.`, {
    code: 'channel_not_found',
    retryable: true,
  });
}

async function openDirect(client: WebClient, user: string): Promise<string> {
  const { channel } = await client.conversations.open({ users: user });
  return channel?.id as string;
}

async function findUser(client: WebClient, email: string): Promise<string> {
  const { user } = await client.users.lookupByEmail({ email });
  return user?.id as string;
}

type Person = { isBot: boolean; name: string };

async function recallPerson(db: Db, id: string, now: Date): Promise<Person | null> {
  const row = await db.selectFrom('slack_user').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row || row.name === null || row.fetched_at < subDays(now, USER_DAYS).toISOString()) return null;
  return { isBot: row.is_bot === 1, name: row.name };
}

async function askFor(client: WebClient, db: Db, { id, now }: { id: string; now: Date }): Promise<Person | null> {
  try {
    const { user } = await client.users.info({ user: id });
    // https://docs.slack.dev/reference/objects/user-object: a display name may be empty.
    const name = user?.profile?.display_name || user?.profile?.real_name || user?.name || id;
    const row = { is_bot: user?.is_bot ? 1 : 0, name, fetched_at: now.toISOString() };
    const known = db.insertInto('slack_user').values({ id, ...row });
    await known.onConflict((conflict) => conflict.column('id').doUpdateSet(row)).execute();
    return { isBot: row.is_bot === 1, name };
  } catch {
    return null;
  }
}
