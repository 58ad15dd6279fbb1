import { addDays } from '../days.ts';
import { type Cycle, cycleFrom, goesOn } from './cycle.ts';
import { plainPlans } from './plain-plans.ts';
import type { Roster } from './roster.ts';
import { type OpenShift, type OtherDuty, shareOut } from './share-out.ts';

/** A shift as the plan knows it; `pinned` is who keeps it whatever is planned. */
export type CycleShift = Omit<OpenShift, 'wishes' | 'counted' | 'kept'> & { pinned?: string };

/** What a cycle is planned from. `before` are the shifts that were, oldest first; `planned` is whom the plan named. */
export type CycleParts = {
  roster: Roster;
  start: string;
  /** The shifts that begin on the days given, both included. */
  shifts(from: string, to: string): CycleShift[];
  before: readonly (CycleShift & { member: string | null; planned: string | null })[];
  last: Cycle | null;
  other: OtherDuty;
};

/**
 * Plans the next cycle. With the members of the last one it goes on as that one did; with others the one who had no
 * shift for the longest time begins, and who is new comes last.
 * @returns the cycle, and the member of each of its shifts by day (null: nobody can).
 */
export function planCycle({ roster, start, before, last, other, ...parts }: CycleParts): {
  cycle: Cycle;
  members: Map<string, string | null>;
} {
  const next = cycleFrom(roster, start);
  const again = last !== null && goesOn(next, last, roster);
  const cycle = { ...next, members: again ? last.members : byLastShift(next.members, before) };
  const shifts = parts.shifts(start, cycle.end);
  const plans = plainPlans(cycle, roster, { days: shifts.map(({ day }) => day), holder: other.holder });
  const past = new Map(before.map(({ day, planned }) => [day, planned]));
  const asBefore = (day: string) => past.get(addDays(day, -7 * cycle.members.length)) ?? null;
  const open = shifts.map(({ pinned, ...shift }): OpenShift => {
    const plain = plans.map((plan) => plan(shift.day));
    const kept = pinned === undefined ? {} : { kept: { member: pinned, team: cycle.members } };
    return { ...shift, ...kept, wishes: again ? [asBefore(shift.day), ...plain] : plain, counted: true };
  });
  // A round before is enough to see how near a turn is to somebody's last.
  const near = cycle.members.length * 7;
  const context = (near === 0 ? [] : before.slice(-near)).map(({ member, planned: _, ...shift }): OpenShift => {
    return { ...shift, kept: { member, team: last?.members ?? [] }, wishes: [], counted: false };
  });
  const members = shareOut([...context, ...open], roster, other).slice(context.length);
  return { cycle, members: new Map(shifts.map(({ day }, index) => [day, members[index] ?? null])) };
}

function byLastShift(team: readonly string[], before: CycleParts['before']): string[] {
  const last = new Map(before.map(({ member, day }) => [member, day]));
  // Letters come after digits: who never had one is not made to catch up.
  const key = (user: string) => last.get(user) ?? (last.size > 0 ? 'new' : '');
  return team.toSorted((a, b) => (key(a) < key(b) ? -1 : Number(key(a) > key(b))));
}
