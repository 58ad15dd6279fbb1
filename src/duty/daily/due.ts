import type { DaySpan } from '../../config/day.ts';
import { isUserId } from '../../config/names.ts';
import type { Config } from '../../config/schema.ts';
import { addDays, dayIn, mondayOf, weekdayOf } from '../days.ts';
import { instantOf } from '../hours/wall-time.ts';
import { type ListedShift, type RotationName, rotationNames } from '../shift.ts';
import { type Turn, turnsOf } from './turns.ts';

/** What is to be told. `name` and `due` tell a run from all others, so that it happens once. */
export type DutyRun = { name: string; due: string } & (
  | { kind: 'announcement'; day: string; rotations: readonly RotationName[] }
  | { kind: 'signs' }
  /** `since` is when the message was to go: whoever got the shift after it was told of that. */
  | { kind: 'notice' | 'start'; turn: Turn; since: Date }
);

type Moment = { config: Config; now: Date };

/** The days whose shifts decide what is due: from yesterday, for nights, to the end of the week of the last notice. */
export function daysToLookAt({ config: { duty, timezone: zone }, now }: Moment): DaySpan {
  const yesterday = addDays(dayIn(now, zone), -1);
  const noticed = dayIn(new Date(now.getTime() + duty.notice), zone);
  const last = [noticed, addDays(yesterday, 15)].sort()[1] as string;
  return { from: yesterday, to: addDays(mondayOf(last), 6) };
}

/**
 * What is due at an instant and still of use, by the shifts of `daysToLookAt`, whether it happened already or not: the
 * day's announcement, until the day is over; the signs as of their newest change; notices of turns that have not begun;
 * and the start of turns with a shift under way. Who is known by an e-mail address alone cannot be told.
 */
export function dueRuns(shifts: readonly ListedShift[], moment: Moment): DutyRun[] {
  const turns = turnsOf(shifts, moment.config.duty).filter(({ member }) => isUserId(member));
  return [
    ...announcementDue(moment),
    signsDue(shifts, moment),
    ...turns.flatMap((turn) => noticeDue(turn, moment)),
    ...turns.flatMap((turn) => startDue(turn, moment)),
  ];
}

/** Of the day and not of the instant, so that another `announce_at` makes no second one. */
function announcementDue({ config: { duty, timezone: zone }, now }: Moment): DutyRun[] {
  const day = dayIn(now, zone);
  const rotations = rotationNames.filter((rotation) =>
    duty.announce_days[rotation].some((weekday) => weekday === weekdayOf(day)),
  );
  if (rotations.length === 0 || now < instantOf(day, duty.announce_at, zone)) return [];
  return [{ kind: 'announcement', name: 'duty announcement', due: day, day, rotations }];
}

function signsDue(shifts: readonly ListedShift[], { config: { duty, timezone: zone }, now }: Moment): DutyRun {
  const today = dayIn(now, zone);
  const mornings = [addDays(today, -1), today].map((day) => instantOf(day, duty.announce_at, zone));
  const instants = [...mornings, ...shifts.flatMap(({ start, end }) => [start, end])].filter((at) => at <= now);
  const newest = new Date(Math.max(...instants.map((at) => at.getTime())));
  return { kind: 'signs', name: 'duty signs', due: newest.toISOString() };
}

function noticeDue(turn: Turn, { config, now }: Moment): DutyRun[] {
  const { start } = turn.shifts[0];
  const since = new Date(start.getTime() - config.duty.notice);
  return now >= since && now < start ? [{ kind: 'notice', ...idOf('notice', turn), turn, since }] : [];
}

function startDue(turn: Turn, { now }: Moment): DutyRun[] {
  if (!turn.shifts.some(({ start, end }) => start <= now && now < end)) return [];
  return [{ kind: 'start', ...idOf('start', turn), turn, since: turn.shifts[0].start }];
}

const idOf = (kind: string, { rotation, key, member }: Turn) => ({
  name: `duty ${kind} ${rotation} ${member}`,
  due: key,
});
