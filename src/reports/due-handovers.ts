import { isUserId } from '../config/names.ts';
import { daysBetween } from '../duty/days.ts';
import type { Shift } from '../duty/shift.ts';

/** The part of a shift that handing over depends on. */
export type HandoverShift = Pick<Shift, 'day' | 'start' | 'end' | 'member'>;

/**
 * A report to be handed over at `at`, about everything after `since`: at the end of a shift, or at the start of one
 * after days without any. `next` is null when none is planned.
 */
export type Handover = { at: Date; since: Date } & (
  | { kind: 'end'; leaving: HandoverShift; next: HandoverShift | null }
  | { kind: 'start'; next: HandoverShift }
);

/**
 * The handovers of one rotation that are due, of its shifts in order. A report of a shift's end begins where the shift
 * before ended, so that nothing falls between, and after days without a shift where it began itself. Each is of use
 * until the next shift has ended.
 */
export function dueHandovers(shifts: readonly HandoverShift[], now: Date): Handover[] {
  return shifts.flatMap((shift, index): Handover[] => {
    const before = shifts[index - 1];
    const next = shifts[index + 1] ?? null;
    const isFirst = before === undefined || daysBetween(before.day, shift.day) > 1;
    const isUnderWay = shift.start <= now && now < shift.end;
    const isUseful = shift.end <= now && (next === null || now < next.end);
    return [
      ...(isFirst && before && isUnderWay
        ? [{ kind: 'start' as const, at: shift.start, since: before.end, next: shift }]
        : []),
      ...(isUseful
        ? [{ kind: 'end' as const, at: shift.end, since: isFirst ? shift.start : before.end, leaving: shift, next }]
        : []),
    ];
  });
}

/** Who gets a report: whoever leaves and whoever comes next, as far as Slack knows them; `admins` when that is nobody. */
export function recipients(handover: Handover, admins: readonly string[]): string[] {
  const shifts = handover.kind === 'end' ? [handover.leaving, handover.next] : [handover.next];
  const people = shifts.flatMap((shift) => (shift?.member && isUserId(shift.member) ? [shift.member] : []));
  return [...new Set(people.length > 0 ? people : admins)];
}
