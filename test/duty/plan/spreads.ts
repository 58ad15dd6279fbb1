import { addDays, weekdayOf } from '../../../src/duty/days.ts';
import type { LedgerShift } from '../../../src/duty/plan/ledger.ts';

type Given = Pick<LedgerShift, 'day' | 'start' | 'end' | 'member'>;

/** By how much members differ at most: in shifts, weekend days, any one weekday, and milliseconds. */
export type Spreads = { shifts: number; weekendDays: number; weekday: number; length: number };

export function spreadsOf(shifts: readonly Given[], members: readonly string[]): Spreads {
  const spread = (amountOf: (shift: Given) => number): number => {
    const amounts = new Map(members.map((member) => [member, 0]));
    for (const shift of shifts) {
      const before = amounts.get(shift.member ?? '');
      if (before !== undefined) amounts.set(shift.member ?? '', before + amountOf(shift));
    }
    return members.length === 0 ? 0 : Math.max(...amounts.values()) - Math.min(...amounts.values());
  };
  const on = (weekday: number) => spread(({ day }) => Number(weekdayOf(day) === weekday));
  return {
    shifts: spread(() => 1),
    weekendDays: spread(({ day }) => Number(weekdayOf(day) > 5)),
    weekday: Math.max(...[1, 2, 3, 4, 5, 6, 7].map(on)),
    length: spread(({ start, end }) => end.getTime() - start.getTime()),
  };
}

/** The largest spreads of all windows of so many days, each so many days after the one before. */
export function worstSpreads(
  shifts: readonly Given[],
  members: readonly string[],
  { days, step }: { days: number; step: number },
): Spreads {
  const worst: Spreads = { shifts: 0, weekendDays: 0, weekday: 0, length: 0 };
  const last = shifts.at(-1)?.day ?? '';
  for (let from = shifts[0]?.day ?? ''; addDays(from, days - 1) <= last; from = addDays(from, step)) {
    const to = addDays(from, days);
    const spreads = spreadsOf(
      shifts.filter(({ day }) => day >= from && day < to),
      members,
    );
    for (const kind of Object.keys(worst) as (keyof Spreads)[]) worst[kind] = Math.max(worst[kind], spreads[kind]);
  }
  return worst;
}

/** How often a member has two turns one after the other. */
export const inARow = (holders: readonly (string | null)[]): number =>
  holders.filter((member, turn) => turn > 0 && member !== null && member === holders[turn - 1]).length;
