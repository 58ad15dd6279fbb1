import { addDays, daysFrom, mondayOf } from '../days.ts';
import { canTake, type Roster } from './roster.ts';

/** A time for which a rotation is planned as a whole, first and last day included. `members` take turns in that order. */
export type Cycle = { start: string; end: string; members: readonly string[] };

/** The cycle that begins on a day: as many weeks as there are members who can take a shift at some time in it. */
export function cycleFrom({ members, turn }: Roster, start: string): Cycle {
  let team = members;
  for (;;) {
    const end = endOf(start, team.length, turn);
    const days = daysFrom(start, end);
    const there = team.filter((member) => days.some((day) => canTake(member, { day, lastDay: day })));
    if (there.length === team.length) return { start, end, members: team.map(({ user }) => user) };
    team = there;
  }
}

/** With weekly turns a cycle ends on a Sunday, and what is left of its first week counts as a week. */
function endOf(start: string, members: number, turn: Roster['turn']): string {
  return addDays(turn === 'week' ? mondayOf(start) : start, 7 * Math.max(1, members) - 1);
}

/** Whether a cycle has the members of another that went to its end: then it can go on in the same way. */
export function goesOn(cycle: Cycle, last: Cycle, { turn }: Roster): boolean {
  const isWhole = last.end === endOf(last.start, last.members.length, turn);
  return (
    isWhole &&
    cycle.members.length === last.members.length &&
    cycle.members.every((user) => last.members.includes(user))
  );
}
