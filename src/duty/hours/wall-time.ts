import { tzOffset } from '@date-fns/tz/tzOffset';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const offsetMs = (at: number, zone: string): number => tzOffset(zone, new Date(at)) * MINUTE_MS;

/**
 * The instant at which the clocks of an IANA zone show a time of day. Where clocks change there may be two such
 * instants: it is the first. There may be none: it is the first instant after the gap. So of two times the later is
 * never the earlier instant.
 * @param day a calendar day of the zone, `YYYY-MM-DD`.
 * @param minute since midnight by the wall clock: 0 to 1440, which is the midnight that ends the day.
 */
export function instantOf(day: string, minute: number, zone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minute * MINUTE_MS;
  // No zone is more than 14 hours from UTC, and none changes its clocks twice in two days.
  const before = offsetMs(wall - DAY_MS, zone);
  const after = offsetMs(wall + DAY_MS, zone);
  if (before === after) return new Date(wall - before);
  // Clocks that are set back show a time first by the offset before, so that is tried first.
  const shown = [before, after].find((offset) => offsetMs(wall - offset, zone) === offset);
  return shown === undefined ? instantOf(day, minute + 1, zone) : new Date(wall - shown);
}
