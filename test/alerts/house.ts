import type { AlarmEvent, Received } from '../../src/alerts/alarm-event.ts';
import { type ListedAlert, listAlerts } from '../../src/alerts/list.ts';
import { createIntake, type IntakeParts } from '../../src/alerts/record.ts';
import type { CardParts } from '../../src/alerts/show.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore, type Store } from '../../src/store/open.ts';
import { alertKind } from '../../src/triage/alert-kind.ts';
import { emojiTable } from '../../src/triage/emoji.ts';
import { type Reaction, react, type TriageParts } from '../../src/triage/react.ts';
import type { TriageAsParts } from '../../src/triage/triage-as.ts';
import { logLines } from '../sources/log-lines.ts';
import { housesOn, type Open as OpenOne } from '../support/houses.ts';
import { batch, NOON } from './event.ts';

/** The id that Slack gives the channel of that name. */
export const channelId = (name: string) => `C0${name.replace(/\W/g, '').toUpperCase()}`;

/** One thing that the outbox held: new, rewritten, or whispered to one person. */
export type Said = { messageId: string | null; threadOf: string | null; channel: string; kind: string; text: string };

export type House = Awaited<ReturnType<typeof openHouse>>;

const cards: CardParts = {
  zone: 'Europe/Warsaw',
  channelFor: (source) => (source === 'pingdom' ? 'pingdom' : 'alerts'),
  playbookFor: () => null,
};

/** Everything between the sources and Slack over a real database, at a time that a test sets. */
export async function openHouse(address: DatabaseAddress, more: Partial<IntakeParts> = {}) {
  const store = await openStore(address);
  await migrate(store, NOON);
  const time = { now: NOON };
  const clock = { now: () => time.now };
  const outbox = createOutbox({ store, clock });
  const { log, lines } = logLines();
  const told: AlarmEvent[] = [];
  const ground = { ...cards, outbox, clock, log, repeatWindow: 30 * 60_000, storm: { alerts: 20, within: 60_000 } };
  const intake = createIntake({ ...ground, onEvent: ({ event }) => told.push(event), onRejected: () => {}, ...more });
  const isBot = async (user: string) => user.startsWith('UBOT');
  const afterSending = async () => {};
  const kinds = [alertKind(cards)];
  const triage: TriageParts & TriageAsParts = {
    ...{ outbox, db: store.db, clock, emoji: emojiTable({}), kinds, cards, isBot, afterSending },
  };
  const posts = { count: 0 };
  return {
    ...{ store, db: store.db, time, clock, outbox, cards, log, lines, told, triage },
    intake: (received: Received[]) => intake(received),
    /** Takes in events one by one, each as a batch of its own. */
    async tell(...events: AlarmEvent[]) {
      for (const event of events) await intake(batch([event]));
    },
    alerts: (): Promise<ListedAlert[]> =>
      listAlerts(store.db, { since: new Date(0), state: null, zone: 'Europe/Warsaw' }),
    /** Empties the outbox as a sender would, and says what was in it, in the order in which it was said. */
    drain: () => drain(store, posts),
    react: (reaction: Partial<Reaction> & Pick<Reaction, 'ts' | 'at' | 'emoji'>) =>
      react({ channelId: channelId('alerts'), user: 'UADA', added: true, ...reaction }, triage),
    acts: () => store.db.selectFrom('triage_act').selectAll().orderBy('id').execute(),
    close: () => store.close(),
  };
}

async function drain({ db }: Store, posts: { count: number }): Promise<Said[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .selectAll('outbox')
    .select('message.ts')
    .orderBy('outbox.id')
    .execute();
  for (const { message_id: id, channel, ts } of rows) {
    if (id === null || ts !== null) continue;
    posts.count += 1;
    const place = { channel_id: channelId(channel), ts: `1763640000.${String(posts.count).padStart(6, '0')}` };
    await db.updateTable('message').set(place).where('id', '=', id).execute();
  }
  await db.deleteFrom('outbox').execute();
  return rows.map((row) => ({
    messageId: row.message_id,
    threadOf: row.thread_of,
    channel: row.channel,
    kind: row.kind === 'whisper' ? 'whisper' : row.ts === null ? 'post' : 'rewrite',
    text: row.payload,
  }));
}

/** Opens a house for a test, on an empty database; several in one test are replicas. They are closed after it. */
export type Open = OpenOne<House, Partial<IntakeParts>>;

/** Runs tests on both engines, or on PostgreSQL, which alone takes several replicas. */
export const { onBothEngines, onPostgres } = housesOn<House, Partial<IntakeParts>>(openHouse);
