import { tzOffset } from '@date-fns/tz/tzOffset';
import type { ShiftTime } from '../shift.ts';

const HOUR_MS = 3_600_000;

/**
 * `25 hours: the clocks change` for a shift within which they do, for its times do not tell how long it is then; null for
 * all others.
 */
export function clockNote({ start, end }: ShiftTime, zone: string): string | null {
  if (tzOffset(zone, start) === tzOffset(zone, end)) return null;
  const hours = (end.getTime() - start.getTime()) / HOUR_MS;
  return `${Number(hours.toFixed(2))} hours: the clocks change`;
}
