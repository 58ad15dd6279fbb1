import type { Config } from '../../src/config/schema.ts';
import type { RotationName } from '../../src/duty/shift.ts';
import { rotationNames } from '../../src/duty/shift.ts';
import type { Db } from '../../src/store/tables.ts';
import type { Message, SlackSandbox } from '../slack/sandbox.ts';

/** What others saw of the duties at an instant. `isByHand`: somebody had just written over the topic of #bugs. */
export type Sighting = {
  at: Date;
  isByHand: boolean;
  topics: Readonly<Record<'bugs' | 'war', string>>;
  groups: Readonly<Record<RotationName | 'duty', readonly string[]>>;
};

/** A shift as it stood at the end. */
export type KeptShift = {
  rotation: RotationName;
  day: string;
  start: Date;
  end: Date;
  member: string | null;
  planned: string | null;
};

/** A line of the history. */
export type KeptChange = {
  at: Date;
  rotation: RotationName;
  day: string;
  from: string | null;
  to: string | null;
  cause: string;
  ref: number | null;
};

/** That somebody is away; `cancelledAt` is when they took it back. */
export type KeptAbsence = { id: number; member: string; from: string; to: string; at: Date; cancelledAt: Date | null };

/** A cycle, and when it was first seen. */
export type KeptCycle = { rotation: RotationName; start: string; end: string; at: Date };

/** Everything by which a span of days is judged, first and last day included: the database and what Slack got. */
export type Evidence = {
  from: string;
  to: string;
  /** Everybody's name, by user id. */
  names: ReadonlyMap<string, string>;
  admins: readonly string[];
  /** The configuration, from each instant on. */
  configs: readonly { since: Date; config: Config }[];
  /** When the bot was down. */
  down: readonly { from: Date; until: Date }[];
  shifts: readonly KeptShift[];
  /** In the order in which they happened. */
  changes: readonly KeptChange[];
  cycles: readonly KeptCycle[];
  absences: readonly KeptAbsence[];
  sightings: readonly Sighting[];
  engineering: readonly Message[];
  /** What the bot wrote to each, by user id. */
  direct: ReadonlyMap<string, readonly Message[]>;
  /** How often what was done, and how often refused. */
  acts: ReadonlyMap<string, number>;
};

/** Reads the shifts that begin on days, and all history, as they stand. */
export async function readLedger(
  db: Db,
  { from, to }: { from: string; to: string },
): Promise<Pick<Evidence, 'shifts' | 'changes' | 'absences'>> {
  const shifts = await db.selectFrom('shift').selectAll().where('day', '>=', from).where('day', '<=', to).execute();
  const changes = await db.selectFrom('duty_change').selectAll().orderBy('id').execute();
  const absences = await db.selectFrom('absence').selectAll().orderBy('id').execute();
  return {
    shifts: shifts
      .map(({ rotation, day, start_at, end_at, member, planned }) => {
        const times = { start: new Date(start_at), end: new Date(end_at) };
        return { rotation: rotation as RotationName, day, ...times, member, planned };
      })
      .sort((a, b) => a.start.getTime() - b.start.getTime()),
    changes: changes.map(({ at, rotation, day, from_member, to_member, cause, ref }) => {
      const hands = { from: from_member, to: to_member };
      return { at: new Date(at), rotation: rotation as RotationName, day, ...hands, cause, ref };
    }),
    absences: absences.map(({ id, member, from_day, to_day, at, cancelled_at }) => {
      const cancelledAt = cancelled_at === null ? null : new Date(cancelled_at);
      return { id, member, from: from_day, to: to_day, at: new Date(at), cancelledAt };
    }),
  };
}

/** The cycles that are planned, with the instant at which they were seen. */
export async function readCycles(db: Db, at: Date): Promise<KeptCycle[]> {
  const rows = await db.selectFrom('duty_cycle').select(['rotation', 'start_day', 'end_day']).execute();
  return rows.map(({ rotation, start_day: start, end_day: end }) => {
    return { rotation: rotation as RotationName, start, end, at };
  });
}

/** What others see now. */
export function lookAround(slack: SlackSandbox, at: Date, isByHand: boolean): Sighting {
  const [ic, oncall] = rotationNames.map((handle) => slack.groupMembers(handle));
  return {
    at,
    isByHand,
    topics: { bugs: slack.topicOf('bugs'), war: slack.topicOf('war') },
    groups: { ic: ic as string[], oncall: oncall as string[], duty: slack.groupMembers('duty') },
  };
}

/** When a message was sent. */
export const sentAt = ({ ts }: Message): Date => new Date(Math.floor(Number(ts) * 1000));
