import { daysBetween, mondayOf, weekdayOf } from '../days.ts';
import type { ShiftTime } from '../shift.ts';
import { arrange } from './arrange.ts';
import { canTake, type Roster, type ShiftDays } from './roster.ts';
import { NOBODY, type Turn } from './turn.ts';

/** A shift to be shared out. */
export type OpenShift = ShiftTime &
  ShiftDays & {
    /** Who has it and keeps it, and among whom it was shared out; undefined when it is to be given to somebody. */
    kept?: { member: string | null; team: readonly string[] };
    /** Whom it goes to at best, as each of several wishes has it. */
    wishes: readonly (string | null)[];
    /** False for what lies before or after the time that is shared out. */
    counted: boolean;
  };

/** What else people have to do on a day. */
export type OtherDuty = {
  /** Who has the other duty that day, and cannot have this one too; null when nobody. */
  holder(day: string): string | null;
  /** The only one who could still take the other duty that day, and should not have this one; null when there are more. */
  lastHope(day: string): string | null;
};

/**
 * Shares shifts out among the members of a rotation; with weekly turns the shifts of a week go to one member, where one
 * can take them all.
 * @returns the member of each shift, null where nobody can.
 */
export function shareOut(shifts: readonly OpenShift[], roster: Roster, other: OtherDuty): (string | null)[] {
  const people = peopleOf(shifts, roster);
  const indexOf = new Map(people.map((user, index) => [user, index]));
  const available = shifts.map((shift) =>
    roster.members
      .filter((member) => canTake(member, shift) && (shift.kept?.team.includes(member.user) ?? true))
      .map(({ user }) => indexOf.get(user) as number),
  );
  const candidates = shifts.map(({ day, kept }, index) =>
    kept !== undefined ? [] : candidatesOn(day, available[index] as number[]),
  );

  function candidatesOn(day: string, those: readonly number[]): number[] {
    const holder = indexOf.get(other.holder(day) ?? '');
    const free = those.filter((member) => member !== holder);
    const hope = free.length > 1 ? indexOf.get(other.lastHope(day) ?? '') : undefined;
    return hope === undefined ? free : free.filter((member) => member !== hope);
  }

  const groups = roster.turn === 'day' ? shifts.map((_, index) => [index]) : weeks(shifts, candidates);
  const turns = turnsOf(groups, { shifts, available, candidates, turn: roster.turn });
  const wished = (user: string | null | undefined) => indexOf.get(user ?? '') ?? NOBODY;
  const wishes = Array.from({ length: Math.max(1, ...shifts.map((shift) => shift.wishes.length)) }, (_, wish) =>
    groups.map((group) => {
      const { kept, wishes: own } = shifts[group[0] as number] as OpenShift;
      return wished(kept ? kept.member : own[wish]);
    }),
  );
  const holders = arrange(turns, people.length, wishes);
  const members = new Array<string | null>(shifts.length);
  for (const [turn, group] of groups.entries()) {
    for (const index of group) members[index] = people[holders[turn] as number] ?? null;
  }
  return members;
}

/** Each shift with those who are there for it, and those of them who could have it. */
type Given = {
  shifts: readonly OpenShift[];
  available: readonly (readonly number[])[];
  candidates: readonly (readonly number[])[];
  turn: Roster['turn'];
};

function turnsOf(groups: readonly (readonly number[])[], { shifts, available, candidates, turn }: Given): Turn[] {
  const longest = Math.max(...groups.map((group) => lengthOf(group, shifts)));
  return groups.map((group) => {
    const first = shifts[group[0] as number] as OpenShift;
    return {
      available: commonTo(group, available),
      candidates: commonTo(group, candidates),
      weekday: turn === 'day' ? weekdayOf(first.day) : 0,
      week: Math.floor(daysBetween(shifts[0]?.day ?? first.day, first.day) / 7),
      shifts: group.length,
      weekendDays: group.filter((index) => weekdayOf((shifts[index] as OpenShift).day) > 5).length,
      length: lengthOf(group, shifts) / longest,
      fixed: first.kept !== undefined,
      counted: first.counted,
    };
  });
}

function peopleOf(shifts: readonly OpenShift[], roster: Roster): string[] {
  const kept = shifts.flatMap(({ kept }) => kept?.member ?? []);
  return [...new Set([...roster.members.map(({ user }) => user), ...kept])];
}

const lengthOf = (group: readonly number[], shifts: readonly OpenShift[]): number =>
  group.reduce(
    (sum, index) => sum + (shifts[index] as OpenShift).end.getTime() - (shifts[index] as OpenShift).start.getTime(),
    0,
  );

const commonTo = (group: readonly number[], lists: readonly (readonly number[])[]): number[] =>
  (lists[group[0] as number] as number[]).filter((member) =>
    group.every((index) => (lists[index] as number[]).includes(member)),
  );

/** The shifts of each week together, as far as one member has or can have them all; else one by one. */
function weeks(shifts: readonly OpenShift[], candidates: readonly (readonly number[])[]): number[][] {
  const byWeek = new Map<string, number[]>();
  for (const [index, { day, kept, counted }] of shifts.entries()) {
    const key = `${mondayOf(day)} ${kept?.member} ${counted}`;
    byWeek.set(key, [...(byWeek.get(key) ?? []), index]);
  }
  const whole = [...byWeek.values()].flatMap((group) => {
    const isKept = (shifts[group[0] as number] as OpenShift).kept !== undefined;
    return isKept || commonTo(group, candidates).length > 0 ? [group] : group.map((index) => [index]);
  });
  return whole.toSorted((a, b) => (a[0] as number) - (b[0] as number));
}
