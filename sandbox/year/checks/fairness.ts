import { daysFrom, weekdayOf } from '../../../src/duty/days.ts';
import type { RotationName } from '../../../src/duty/shift.ts';
import { wantedHours } from '../calendar.ts';
import { type Case, nameOf } from '../case.ts';
import type { KeptCycle, KeptShift } from '../evidence.ts';
import { type Check, checkEach } from './check.ts';

const HOUR_MS = 3_600_000;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** How far two members who were equally available are apart in one cycle, as it was planned. Hours beyond the longest shift. */
export type CycleSpread = {
  cycle: KeptCycle;
  people: number;
  shifts: number;
  weekendDays: number;
  weekdays: number;
  hours: number;
};

/** Every cycle as it was planned first, and the widest spread among those who were equally available in it. */
export function cycleSpreads(all: Case): CycleSpread[] {
  const isCut = (cycle: KeptCycle) =>
    all.cycles.some(
      ({ rotation, start, end }) => rotation === cycle.rotation && start === cycle.start && end > cycle.end,
    );
  const whole = all.cycles.filter((cycle) => cycle.start >= all.from && cycle.end <= all.to && !isCut(cycle));
  return whole.map((cycle) => {
    const days = daysFrom(cycle.start, cycle.end).filter((day) => wantedHours(cycle.rotation, day) !== null);
    const equals = Map.groupBy(membersThen(all, cycle), (user) =>
      days.map((day) => Number(all.known.isAble(user, { rotation: cycle.rotation, day }, cycle.at))).join(''),
    );
    const groups = [...equals]
      .filter(([key, users]) => key.includes('1') && users.length > 1)
      .map(([, users]) => users);
    const widest = (count: (shift: KeptShift) => number) =>
      Math.max(0, ...groups.map((users) => spread(all, { cycle, users, count })));
    const longest = Math.max(...shiftsOf(all, cycle).map(hoursOf));
    return {
      cycle,
      people: Math.max(0, ...groups.map((users) => users.length)),
      shifts: widest(() => 1),
      weekendDays: widest(({ day }) => Number(weekdayOf(day) > 5)),
      weekdays: Math.max(...WEEKDAYS.map((weekday) => widest(({ day }) => Number(weekdayOf(day) === weekday)))),
      hours: Math.max(0, widest(hoursOf) - longest),
    };
  });
}

const hoursOf = ({ start, end }: KeptShift): number => (end.getTime() - start.getTime()) / HOUR_MS;

const shiftsOf = ({ shifts }: Case, { rotation, start, end }: KeptCycle): KeptShift[] =>
  shifts.filter((shift) => shift.rotation === rotation && shift.day >= start && shift.day <= end);

const membersThen = ({ configs }: Case, { rotation, at }: KeptCycle): string[] =>
  configs.findLast(({ since }) => since <= at)?.config.duty[rotation].members.map(({ user }) => user) ?? [];

/** The most that one has of something beyond another, as it was planned. */
function spread(
  all: Case,
  { cycle, users, count }: { cycle: KeptCycle; users: readonly string[]; count(shift: KeptShift): number },
): number {
  const sums = users.map((user) =>
    shiftsOf(all, cycle)
      .filter((shift) => all.history.holderAt(shift, cycle.at) === user)
      .reduce((sum, shift) => sum + count(shift), 0),
  );
  return Math.max(...sums) - Math.min(...sums);
}

/** Over whole cycles nobody has more than one shift, weekend day or weekday beyond anybody equally available. */
export function fairCycles(all: Case): Check {
  return checkEach('in every whole cycle equals differ by one at most', cycleSpreads(all), (found) => {
    const { cycle, people, shifts, weekendDays, weekdays, hours } = found;
    if (shifts <= 1 && weekendDays <= 1 && weekdays <= 1 && hours === 0) return null;
    const figures = `shifts ${shifts}, weekend days ${weekendDays}, weekdays ${weekdays}, hours ${hours} too many`;
    return `${cycle.rotation} ${cycle.start}..${cycle.end}, ${people} equals: ${figures}`;
  });
}

/** What one member had in all, and what would have been a fair share of the shifts that they were there for. */
export type MemberYear = {
  name: string;
  rotation: RotationName;
  shifts: number;
  planned: number;
  share: number;
  weekendDays: number;
  weekendShare: number;
};

/** Every member's year in one rotation. Whatever people exchanged among themselves is in `shifts` and not in `planned`. */
export function memberYears(all: Case, rotation: RotationName): MemberYear[] {
  const own = all.shifts.filter((shift) => shift.rotation === rotation);
  const shares = own.map((shift) => ({ shift, able: all.known.able(shift, shift.start) }));
  const users = new Set([...shares.flatMap(({ able }) => able), ...own.flatMap(({ member }) => member ?? [])]);
  const isWeekend = ({ day }: KeptShift) => weekdayOf(day) > 5;
  return [...users].map((user) => {
    const share = (wanted: (shift: KeptShift) => boolean) =>
      shares.reduce((sum, { shift, able }) => sum + (wanted(shift) && able.includes(user) ? 1 / able.length : 0), 0);
    return {
      name: nameOf(all, user),
      rotation,
      shifts: own.filter(({ member }) => member === user).length,
      planned: own.filter(({ planned }) => planned === user).length,
      share: share(() => true),
      weekendDays: own.filter((shift) => shift.member === user && isWeekend(shift)).length,
      weekendShare: share(isWeekend),
    };
  });
}
