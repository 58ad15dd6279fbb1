import type { Clock } from '../../clock.ts';
import type { DaySpan } from '../../config/day.ts';
import type { Config } from '../../config/schema.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Say } from '../../outbox/say.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { addDays, dayIn } from '../days.ts';
import type { Holidays } from '../hours/holidays.ts';
import { shiftsOf } from '../hours/shifts-of.ts';
import type { Change } from '../plan/ledger.ts';
import { reconcile } from '../plan/reconcile.ts';
import { type Roster, shadowsOn } from '../plan/roster.ts';
import { type ListedShift, type RotationName, rotationNames, type ShiftTime } from '../shift.ts';
import { loadLedger, type Occasion, saveLedger } from './ledger-store.ts';
import { loadRules } from './load-rules.ts';
import { adoptIds, knownPeople, membersOf } from './people.ts';
import { listShifts } from './shift-store.ts';

/** What the schedule is made of. `tell` says to people that shifts changed hands, in the transaction that did it. */
export type ScheduleParts = {
  duty: Config['duty'];
  zone: string;
  holidays: Holidays;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  tell(trx: Trx, say: Say, changes: readonly Change[]): Promise<void>;
};

/** Both rotations, planned, and kept as they were planned. */
export type Schedule = {
  /**
   * The shifts that begin on days, both included, those of both rotations in order of their start. What is not planned
   * yet is planned first, and stays as it was shown.
   */
  shifts(span: DaySpan): Promise<ListedShift[]>;
  /** The hours that either rotation covers on days, both included, whoever has them; nothing is planned for it. */
  hours(span: DaySpan): ShiftTime[];
  /** Who takes turns in a rotation, by the ids that shifts have, with all absences. */
  members(rotation: RotationName): Promise<Roster['members']>;
  /**
   * Brings the ledger up to date in a transaction, with what that changed before (absences, say), and tells whoever's
   * shifts move; with the occasion, which the history keeps, nobody is told: whoever gives it tells them.
   */
  settle(trx: Trx, say: Say, occasion?: Occasion): Promise<Change[]>;
  /** What would change hands if somebody were away; nothing is changed. */
  foresee(away: DaySpan & { member: string }): Promise<Change[]>;
  /** Brings the ledger up to date, and tells whoever's shifts moved. */
  refresh(): Promise<void>;
};

/** The name of the lock under which the ledger changes. */
export const DUTY_LOCK = 'duty';

/** What the plan does of itself. */
const itself: Occasion = { by: null, ref: null };

/** The schedule of a configuration over the ledger in the database. */
export function createSchedule(parts: ScheduleParts): Schedule {
  const { duty, zone, outbox, db, clock, tell } = parts;
  const today = () => dayIn(clock.now(), zone);
  let settledOn: string | null = null;

  async function update(trx: Trx, until: string, occasion: Occasion = itself): Promise<Change[]> {
    const naming = await knownPeople(trx);
    for (const rotation of rotationNames) await adoptIds(trx, duty[rotation].members, naming);
    const now = clock.now();
    const before = await loadLedger(trx, today());
    const fixed = dayIn(new Date(now.getTime() + duty.fixed_for), zone);
    const moment = { now, until: until > fixed ? until : fixed };
    const { ledger: after, changes } = reconcile(before, await loadRules(trx, parts), moment);
    await saveLedger(trx, { before, after, changes, now, ...occasion });
    return changes;
  }

  async function refreshUntil(until: string): Promise<void> {
    await outbox.commit(async (trx, say) => {
      const changes = await update(trx, until);
      if (changes.length > 0) await tell(trx, say, changes);
    }, DUTY_LOCK);
    settledOn = today();
  }

  const members = async (rotation: RotationName) => membersOf(db, duty[rotation].members, await knownPeople(db));

  return {
    hours: ({ from, to }) =>
      rotationNames.flatMap((rotation) =>
        shiftsOf(duty[rotation].hours, { from, to, zone, isHoliday: (day) => parts.holidays.nameOf(day) !== null }),
      ),
    members,
    async shifts({ from, to }) {
      const isPlanned = settledOn === today() && to <= (await plannedUntil(db));
      if (!isPlanned) await refreshUntil(to);
      const people = { ic: await members('ic'), oncall: await members('oncall') };
      return listShifts(db, { from, to, shadows: (rotation, day) => shadowsOn(people[rotation], day) });
    },
    async settle(trx, say, occasion) {
      const changes = await update(trx, today(), occasion);
      if (changes.length > 0 && !occasion) await tell(trx, say, changes);
      return changes;
    },
    async foresee({ member, from, to }) {
      const rules = await loadRules(db, parts);
      const away = (roster: Roster): Roster => ({
        ...roster,
        members: roster.members.map((each) =>
          each.user === member ? { ...each, away: [...each.away, { from, to }] } : each,
        ),
      });
      const rosters = { ic: away(rules.rosters.ic), oncall: away(rules.rosters.oncall) };
      const moment = { now: clock.now(), until: today() };
      return reconcile(await loadLedger(db, today()), { ...rules, rosters }, moment).changes;
    },
    refresh: () => refreshUntil(today()),
  };
}

/** The last day that is planned for both rotations; none is before everything. */
async function plannedUntil(db: Db): Promise<string> {
  const ends = await db
    .selectFrom('duty_cycle')
    .select(({ fn }) => ['rotation', fn.max('end_day').as('end')])
    .groupBy('rotation')
    .execute();
  return ends.length < rotationNames.length ? '' : (ends.map(({ end }) => end).sort()[0] ?? '');
}

/** From yesterday, for a night that is not over, to so far ahead that every rotation has a shift. */
export const aroundToday = (now: Date, zone: string): DaySpan => {
  const today = dayIn(now, zone);
  return { from: addDays(today, -1), to: addDays(today, 14) };
};
