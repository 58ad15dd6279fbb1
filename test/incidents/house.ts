import { join } from 'node:path';
import type { AlarmEvent } from '../../src/alerts/alarm-event.ts';
import { createCards } from '../../src/alerts/cards.ts';
import { type ListedAlert, listAlerts } from '../../src/alerts/list.ts';
import { createIntake } from '../../src/alerts/record.ts';
import { type Config, configSchema } from '../../src/config/schema.ts';
import { loadHolidays } from '../../src/duty/hours/holidays.ts';
import { createSchedule } from '../../src/duty/schedule/schedule.ts';
import type { RotationName } from '../../src/duty/shift.ts';
import { type Backend, localBackend } from '../../src/incidents/backend.ts';
import type { Incident } from '../../src/incidents/incident.ts';
import { findIncident, updateIncident } from '../../src/incidents/incident-store.ts';
import { type Draft, openIncident } from '../../src/incidents/open.ts';
import type { IncidentParts } from '../../src/incidents/parts.ts';
import { timelineOf } from '../../src/incidents/timeline.ts';
import { noWatch } from '../../src/incidents/watch.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { openLibrary } from '../../src/playbooks/library.ts';
import { isChannelId } from '../../src/slack/directory.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore, type Store } from '../../src/store/open.ts';
import { alertKind } from '../../src/triage/alert-kind.ts';
import { emojiTable } from '../../src/triage/emoji.ts';
import type { TriageParts } from '../../src/triage/react.ts';
import { batch } from '../alerts/event.ts';
import { channelId } from '../alerts/house.ts';
import { logLines } from '../sources/log-lines.ts';
import { housesOn, type Open as OpenOne } from '../support/houses.ts';
import { root } from '../support/world.ts';

/** A Monday, 10:00 in Warsaw: Ada is Incident Commander, and nobody is on call. */
export const MONDAY = new Date('2026-11-23T09:00:00Z');
/** That day at 18:00: Bob is on call, and nobody is Incident Commander. */
export const EVENING = new Date('2026-11-23T17:00:00Z');
/** That day at 2:00: nobody has any duty. */
export const NIGHT = new Date('2026-11-23T01:00:00Z');
/** The Monday as the schedule names it. */
export const TODAY = '2026-11-23';

export const ADA = 'U0000ADA';
export const BOB = 'U0000BOB';
export const CLEO = 'U000CLEO';
export const DAN = 'U0000DAN';
/** In no rotation. */
export const EVE = 'U0000EVE';
export const ADMIN = 'U00ADMIN';

/**
 * What the house can be told: sections of the configuration laid over the usual ones, when it opens, the folder of
 * playbooks, and where incidents are kept besides.
 */
export type HouseOptions = {
  incidents?: Record<string, unknown>;
  duty?: { ic?: object; oncall?: object; [key: string]: unknown };
  admins?: string[];
  alarms?: object;
  deployments?: string[];
  now?: Date;
  playbooks?: string;
  backend?: Backend;
};

/** One thing that the outbox held: new (`post`), shown anew (`rewrite`), or what else it is; `blocks` are JSON. */
export type Said = {
  kind: 'post' | 'rewrite' | 'whisper' | 'topic' | 'group' | 'file';
  channel: string;
  threadOf: string | null;
  messageId: string | null;
  text: string;
  blocks: string;
};

/** An errand that somebody asked for. */
export type Asked = { kind: string; line: string; payload: unknown };

export type House = Awaited<ReturnType<typeof openHouse>>;

function configOf({
  incidents = {},
  alarms = {},
  duty = {},
  admins = [ADMIN],
  deployments = [],
}: HouseOptions): Config {
  const { ic, oncall, ...rest } = duty;
  return configSchema.parse({
    timezone: 'Europe/Warsaw',
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    ...{ admins, incidents, alarms, deployments },
    duty: {
      ic: { members: [ADA, BOB, CLEO], hours: { 'mon-fri': '07:00-15:00' }, ...ic },
      oncall: {
        members: [ADA, BOB, CLEO, DAN],
        hours: { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' },
        ...oncall,
      },
      ...rest,
    },
  });
}

/** Everything that incidents are made of over a real database, at a time that a test sets. Nothing is sent or called. */
export async function openHouse(address: DatabaseAddress, options: HouseOptions = {}) {
  const { playbooks = join(root, 'playbooks'), backend = localBackend } = options;
  const store = await openStore(address);
  const time = { now: options.now ?? MONDAY };
  await migrate(store, time.now);
  const clock = { now: () => time.now };
  const { db } = store;
  const outbox = createOutbox({ store, clock });
  const config = configOf(options);
  const { duty, timezone: zone } = config;
  const holidays = await loadHolidays(duty.country);
  const schedule = createSchedule({ ...{ duty, zone, holidays, outbox, db, clock }, tell: async () => {} });
  const library = await openLibrary({ dir: playbooks, baseUrl: 'https://git.example.com/playbooks', db });
  const cards = createCards(config, library);
  const parts: IncidentParts = { config, outbox, db, clock, schedule, library, cards, backend, watch: noWatch };
  const isBot = async (user: string) => user.startsWith('UBOT');
  const triage: TriageParts = {
    ...{ outbox, db, clock, isBot, kinds: [alertKind(cards)], emoji: emojiTable({}), afterSending: async () => {} },
  };
  const { log, lines } = logLines();
  const { repeat_window: repeatWindow, storm } = config.alarms;
  const intake = createIntake({
    ...{ ...cards, outbox, clock, log, repeatWindow, storm },
    onEvent: () => {},
    onRejected: () => {},
  });
  /** Makes the plan name somebody for a shift, or nobody. */
  async function give(rotation: RotationName, member: string | null, day = TODAY): Promise<void> {
    const row = db.updateTable('shift').set({ member, planned: member, override: 0 });
    const given = row.where('rotation', '=', rotation).where('day', '=', day);
    if ((await given.executeTakeFirst()).numUpdatedRows !== 1n) throw new Error(`there is no shift ${rotation} ${day}`);
  }
  const isFirst = (await db.selectFrom('shift').select('id').limit(1).execute()).length === 0;
  await schedule.refresh();
  if (isFirst && !options.duty) await Promise.all([give('ic', ADA), give('oncall', BOB)]);
  const known = db.insertInto('setting').values({ name: 'team_url', value: 'https://acme.slack.com/' });
  await known.onConflict((conflict) => conflict.doNothing()).execute();
  const incident = async (id: number): Promise<Incident> => {
    const found = await findIncident(db, id);
    if (!found) throw new Error(`there is no incident ${id}`);
    return found;
  };
  return {
    ...{ store, db, time, clock, zone, outbox, config, schedule, library, cards, parts, triage, lines },
    ...{ give, incident },
    /** Lets so many milliseconds pass. */
    pass(ms: number) {
      time.now = new Date(time.now.getTime() + ms);
    },
    /** Opens an incident that Eve asks for: `Checkout is down`, of high impact, unless the draft says otherwise. */
    async open(draft: Partial<Draft> = {}): Promise<Incident> {
      const usual = { title: 'Checkout is down', impact: 2, summary: '', plan: null, source: 'form', by: EVE } as const;
      const asked = { askedAs: `test ${crypto.randomUUID()}`, ...usual, deployments: [], alerts: [], items: [] };
      const opened = await openIncident({ ...asked, ...draft }, parts);
      if ('problem' in opened) throw new Error(opened.problem);
      return opened;
    },
    /** Gives an incident the channel of its own that it waits for, with its card, and nothing else. */
    async makeRoom({ id }: Pick<Incident, 'id'>): Promise<Incident> {
      const room = `C0000INC${id}`;
      return outbox.commit(async (trx, say) => {
        const card_id = say.post({ lane: 'alert', channel: room, content: { text: 'the card', blocks: [] } });
        return updateIncident(trx, id, { room, card_id });
      });
    },
    /** Its timeline, as `by: text`. */
    timeline: async (id: number) => (await timelineOf(db, id)).map(({ by, text }) => `${by ?? 'Watchbill'}: ${text}`),
    /** Takes in what alarms did, one by one. */
    async tell(...events: AlarmEvent[]) {
      for (const event of events) await intake(batch([event]));
    },
    alerts: (): Promise<ListedAlert[]> => listAlerts(db, { since: new Date(0), state: null, zone }),
    /** Empties the outbox as a sender would, and says what was in it, in the order in which it was said. */
    drain: () => drain(store),
    /** Takes away the errands that were asked for since, as their runner would, and says what they are. */
    errands: () => takeErrands(store),
    close: () => store.close(),
  };
}

async function drain({ db }: Store): Promise<Said[]> {
  const rows = await db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .selectAll('outbox')
    .select('message.ts')
    .orderBy('outbox.id')
    .execute();
  for (const { id: row, kind, message_id: id, channel, ts } of rows) {
    if (kind !== 'message' || id === null || ts !== null) continue;
    const place = {
      channel_id: isChannelId(channel) ? channel : channelId(channel),
      ts: `1763640000.${String(row).padStart(6, '0')}`,
    };
    await db.updateTable('message').set(place).where('id', '=', id).execute();
  }
  await db.deleteFrom('outbox').execute();
  return rows.map(({ kind, channel, thread_of: threadOf, message_id: messageId, payload, ts }) => {
    const { text = '', blocks = [], ...rest } = JSON.parse(payload) as { text?: string; blocks?: unknown };
    const shown =
      kind === 'message' ? { text, blocks: JSON.stringify(blocks) } : { text, blocks: JSON.stringify(rest) };
    const isNew = ts === null ? 'post' : 'rewrite';
    return { kind: kind === 'message' ? isNew : (kind as Said['kind']), channel, threadOf, messageId, ...shown };
  });
}

async function takeErrands({ db }: Store): Promise<Asked[]> {
  const rows = await db.selectFrom('errand').selectAll().orderBy('id').execute();
  await db.deleteFrom('errand').execute();
  return rows.map(({ kind, line, payload }) => ({ kind, line, payload: JSON.parse(payload) as unknown }));
}

/** Opens a house for a test, on an empty database; several in one test are replicas. They are closed after it. */
export type Open = OpenOne<House, HouseOptions>;

/** Runs tests on both engines, or on PostgreSQL, which alone takes several replicas. */
export const { onBothEngines, onPostgres } = housesOn<House, HouseOptions>(openHouse);
