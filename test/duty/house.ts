import { type Config, configSchema } from '../../src/config/schema.ts';
import { addDays } from '../../src/duty/days.ts';
import { loadHolidays } from '../../src/duty/hours/holidays.ts';
import { createTell } from '../../src/duty/moves/tell-moved.ts';
import type { OverrideParts } from '../../src/duty/overrides/overrides.ts';
import { createSchedule } from '../../src/duty/schedule/schedule.ts';
import { listShifts } from '../../src/duty/schedule/shift-store.ts';
import type { ListedShift, RotationName } from '../../src/duty/shift.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore, type Store } from '../../src/store/open.ts';
import { housesOn, type Open as OpenOne } from '../support/houses.ts';

/** A Monday, 10:00 in Warsaw: the Incident Commander's shift is under way. */
export const MONDAY = new Date('2026-11-23T09:00:00Z');
/** That day. */
export const TODAY = '2026-11-23';

/** What the house can be told: whatever of the configuration is to differ, and when it opens. */
export type HouseOptions = { duty?: Record<string, unknown>; admins?: string[]; timezone?: string; now?: Date };

/** One thing that the outbox held: where it goes, what it says, and its blocks as JSON. */
export type Said = { kind: string; channel: string; text: string; blocks: string; messageId: string | null };

export type House = Awaited<ReturnType<typeof openHouse>>;

/** Three share the Incident Commander's days; a fourth is on call too. */
export const TEAM = ['UADA', 'UBOB', 'UCLEO', 'UDAN'];

function configOf({ duty = {}, admins = ['UADMIN'], timezone = 'Europe/Warsaw' }: HouseOptions): Config {
  const { ic, oncall, ...rest } = duty as { ic?: object; oncall?: object };
  return configSchema.parse({
    timezone,
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    admins,
    duty: {
      ic: { members: TEAM.slice(0, 3), hours: { 'mon-fri': '07:00-15:00' }, ...ic },
      oncall: { members: TEAM, hours: { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' }, ...oncall },
      ...rest,
    },
  });
}

/** The ledger of duty and everything that changes it, over a real database, at a time that a test sets. */
export async function openHouse(address: DatabaseAddress, options: HouseOptions = {}) {
  const store = await openStore(address);
  const time = { now: options.now ?? MONDAY };
  await migrate(store, time.now);
  const clock = { now: () => time.now };
  const { db } = store;
  const outbox = createOutbox({ store, clock });
  const config = configOf(options);
  const { duty, timezone: zone, admins, channels } = config;
  const shown = { times: 0 };
  const tell = createTell({
    ...{ clock, zone, admins, engineering: channels.engineering },
    show: async () => {
      shown.times += 1;
    },
  });
  const holidays = await loadHolidays(duty.country);
  const schedule = createSchedule({
    ...{ duty, zone, holidays, outbox, db, clock },
    tell: (trx, say, changes) => tell(trx, say, { changes, by: null }),
  });
  const overrides: OverrideParts = {
    ...{ schedule, duty, zone, admins, outbox, db, clock, tell },
    engineering: channels.engineering,
  };
  const shift = async (rotation: RotationName, day: string): Promise<ListedShift> => {
    const shifts = await schedule.shifts({ from: day, to: day });
    const found = shifts.find((each) => each.rotation === rotation);
    if (!found) throw new Error(`there is no shift ${rotation} on ${day}`);
    return found;
  };
  return {
    ...{ store, db, time, clock, outbox, config, zone, holidays, schedule, overrides, shown, shift },
    /** Plans so many days from today, and says nothing of it. */
    plan: (days = 28) => schedule.shifts({ from: TODAY, to: addDays(TODAY, days) }),
    /** Makes the plan name somebody for a shift, or nobody. */
    async give(rotation: RotationName, day: string, member: string | null): Promise<void> {
      const { id } = await shift(rotation, day);
      await db.updateTable('shift').set({ member, planned: member, override: 0 }).where('id', '=', id).execute();
    },
    /** Every shift as it stands, without planning more: `oncall 2026-11-28` to its member. */
    async holders(): Promise<Map<string, string | null>> {
      const shifts = await listShifts(db, { from: '2026-01-01', to: '2030-01-01', shadows: () => [] });
      return new Map(shifts.map(({ rotation, day, member }) => [`${rotation} ${day}`, member]));
    },
    /** The history, oldest first. */
    history: () => db.selectFrom('duty_change').selectAll().orderBy('id').execute(),
    /** Empties the outbox as a sender would, and says what was in it, in the order in which it was said. */
    drain: () => drain(store),
    close: () => store.close(),
  };
}

async function drain({ db }: Store): Promise<Said[]> {
  const rows = await db.selectFrom('outbox').selectAll().orderBy('id').execute();
  await db.deleteFrom('outbox').execute();
  return rows.map(({ kind, channel, message_id: messageId, payload }) => {
    const { text = '', blocks = [] } = JSON.parse(payload) as { text?: string; blocks?: unknown };
    return { kind, channel, text, blocks: JSON.stringify(blocks), messageId };
  });
}

/** Opens a house for a test, on an empty database; several in one test are replicas. They are closed after it. */
export type Open = OpenOne<House, HouseOptions>;

/** Runs tests on both engines, or on PostgreSQL, which alone takes several replicas. */
export const { onBothEngines, onPostgres } = housesOn<House, HouseOptions>(openHouse);
