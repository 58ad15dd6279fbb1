/** Clocks as Intl shows them: what the code under test is held against, reached by another road than its own. */

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
const FIRST = Date.UTC(2024, 0, 1);
const LAST = Date.UTC(2031, 0, 1);

const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(zone: string): Intl.DateTimeFormat {
  const style = { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23', timeZone: zone } as const;
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', style);
  formats.set(zone, format);
  return format;
}

/** What the zone's clocks show at an instant (in milliseconds), as `2026-03-29 03:00:00`. */
export const shownAt = (at: number, zone: string): string => formatIn(zone).format(at);

/** What clocks show as a number: the instant at which clocks in UTC show the same. */
export const wallAt = (at: number, zone: string): number => Date.parse(`${shownAt(at, zone).replace(' ', 'T')}Z`);

/** A change of the clocks: `at` is the first instant of the new time, `jump` by how much they went forward. Milliseconds. */
export type Change = { zone: string; at: number; jump: number };

const offsetAt = (at: number, zone: string): number => wallAt(at, zone) - at;

/** The change between two instants, of which only the first has the old offset, to the minute. */
function changeBetween(from: number, to: number, zone: string): Change {
  if (to - from <= MINUTE_MS) return { zone, at: to, jump: offsetAt(to, zone) - offsetAt(from, zone) };
  const middle = from + Math.floor((to - from) / MINUTE_MS / 2) * MINUTE_MS;
  return offsetAt(middle, zone) === offsetAt(from, zone)
    ? changeBetween(middle, to, zone)
    : changeBetween(from, middle, zone);
}

/** All changes of a zone's clocks from 2024 to 2030. No zone changes them twice within a week. */
export function changesIn(zone: string): Change[] {
  const changes: Change[] = [];
  for (let at = FIRST; at < LAST; at += 7 * DAY_MS) {
    const next = Math.min(at + 7 * DAY_MS, LAST);
    if (offsetAt(at, zone) !== offsetAt(next, zone)) changes.push(changeBetween(at, next, zone));
  }
  return changes;
}

/** Every IANA zone. */
export const zones: readonly string[] = Intl.supportedValuesOf('timeZone');

/** All changes of all zones' clocks from 2024 to 2030. */
export const changes: readonly Change[] = zones.flatMap(changesIn);

/** The calendar day of a number that `wallAt` gave. */
export const dayOf = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** The minute since midnight of a number that `wallAt` gave. */
export const minuteOf = (wall: number): number => Math.floor((wall % DAY_MS) / MINUTE_MS);
