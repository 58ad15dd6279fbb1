import { TZDate } from '@date-fns/tz';
import type { ListedShift, RotationName } from '../shift.ts';

/** A shift as scripts see it: `watchbill duty --json`. Times are ISO 8601 with the offset of the configured zone. */
export type ListedDuty = {
  rotation: RotationName;
  /** Null is a gap. */
  member: string | null;
  start: string;
  end: string;
  override: boolean;
  shadows: string[];
};

/** Shifts for scripts, in their order. */
export function listDuty(shifts: readonly ListedShift[], zone: string): ListedDuty[] {
  const time = (at: Date) => new TZDate(at, zone).toISOString();
  return shifts.map(({ rotation, member, start, end, override, shadows }) => {
    return { rotation, member, start: time(start), end: time(end), override, shadows };
  });
}
