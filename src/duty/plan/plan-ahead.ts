import { addDays, dayIn } from '../days.ts';
import { otherThan, type RotationName } from '../shift.ts';
import { cycleFrom } from './cycle.ts';
import type { LedgerShift } from './ledger.ts';
import { type CycleShift, planCycle } from './plan-cycle.ts';
import { otherDutyOf, type Work, withLastDay } from './planning.ts';

/**
 * Plans whole cycles of both rotations until they reach the day. One of them is planned without regard to the other,
 * and always further, so that the other can be fitted in: a rotation of whole weeks, as it is the harder one to fit in,
 * else the Incident Commander's. How far somebody wants to look changes nothing in the plan.
 */
export function planAhead(until: string, work: Work): void {
  const { rosters } = work.rules;
  const leading = rosters.oncall.turn === 'week' && rosters.ic.turn === 'day' ? 'oncall' : 'ic';
  const following = otherThan(leading);
  while (nextStart(leading, work) <= until) planNext(leading, work);
  for (let start = nextStart(following, work); start <= until; start = nextStart(following, work)) {
    const end = cycleFrom(rosters[following], start).end;
    while (nextStart(leading, work) <= end) planNext(leading, work);
    planNext(following, work);
  }
}

/** The day after the last that is planned; today, or yesterday while a shift that began then still runs. */
function nextStart(rotation: RotationName, { ledger, rules, now }: Work): string {
  const today = dayIn(now, rules.zone);
  const yesterday = addDays(today, -1);
  const runs = rules.shiftsOf(rotation, yesterday, yesterday).some(({ end }) => end > now);
  const end = ledger[rotation].cycles.at(-1)?.end;
  const earliest = runs ? yesterday : today;
  return end !== undefined && end >= earliest ? addDays(end, 1) : earliest;
}

function planNext(rotation: RotationName, work: Work): void {
  const { ledger, rules } = work;
  const start = nextStart(rotation, work);
  const own = ledger[rotation];
  const given = new Map(own.shifts.filter(({ day }) => day >= start).map((shift) => [shift.day, shift]));
  const { cycle, members } = planCycle({
    roster: rules.rosters[rotation],
    start,
    shifts: (from, to) =>
      rules.shiftsOf(rotation, from, to).map((time): CycleShift => {
        const pinned = given.get(time.day)?.member ?? undefined;
        return { ...withLastDay(time, rules.zone), ...(pinned !== undefined && { pinned }) };
      }),
    before: own.shifts.filter(({ day }) => day < start).map((shift) => ({ ...shift, lastDay: shift.day })),
    last: own.cycles.at(-1) ?? null,
    other: otherDutyOf(rotation, work),
  });
  const planned = rules.shiftsOf(rotation, cycle.start, cycle.end).map((time): LedgerShift => {
    const member = members.get(time.day) ?? null;
    const before = given.get(time.day);
    return before ? { ...before, ...time } : { ...time, member, planned: member, override: false, announced: false };
  });
  own.shifts = [
    ...own.shifts.filter(({ day }) => day < start),
    ...planned,
    ...own.shifts.filter(({ day }) => day > cycle.end),
  ];
  own.cycles.push(cycle);
}
