import { TZDate } from '@date-fns/tz';
import { addDays, daysFrom, mondayOf } from '../days.ts';
import { rotationNames, type Shift } from '../shift.ts';

/** A shift as the picture shows it. */
export type ShownShift = Pick<Shift, 'rotation' | 'day' | 'start' | 'end' | 'member' | 'override'>;

/** What the picture of one month shows. Days are `YYYY-MM-DD` in the zone. */
export type MonthPicture = {
  /** `YYYY-MM`. */
  month: string;
  /** The IANA zone in which hours are shown. */
  zone: string;
  /** The day to outline, if any. */
  today: string | null;
  /** Those of the month, on the day they begin; shifts of other months are not shown. */
  shifts: readonly ShownShift[];
  /**
   * What people are called, by member, in the order of the configuration: it gives them their colours, the same in every
   * month. Who is not among them is called by the member's id.
   */
  names: ReadonlyMap<string, string>;
  /** Public holidays, by day. */
  holidays: ReadonlyMap<string, string>;
};

/** The days of a month, week by week from Monday; null is a day of another month. */
export function weeksOf(month: string): (string | null)[][] {
  const first = `${month}-01`;
  const days = daysFrom(mondayOf(first), addDays(mondayOf(addDays(first, 31)), 6));
  const weeks = Array.from({ length: days.length / 7 }, (_, index) => days.slice(index * 7, index * 7 + 7));
  const ours = (day: string) => day.startsWith(month);
  return weeks.filter((week) => week.some(ours)).map((week) => week.map((day) => (ours(day) ? day : null)));
}

/** The shifts of each day of the month, the earliest first. */
export function shiftsByDay({ month, shifts }: MonthPicture): ReadonlyMap<string, ShownShift[]> {
  const order = (a: ShownShift, b: ShownShift) =>
    a.start.getTime() - b.start.getTime() || rotationNames.indexOf(a.rotation) - rotationNames.indexOf(b.rotation);
  const ours = shifts.filter((shift) => shift.day.startsWith(month)).toSorted(order);
  return Map.groupBy(ours, (shift) => shift.day);
}

/** Everybody in the picture: those with names in their order, then the others by id. */
export function peopleOf({ names, shifts }: MonthPicture): string[] {
  const members = shifts.flatMap(({ member }) => (member === null || names.has(member) ? [] : [member]));
  return [...names.keys(), ...new Set(members.toSorted())];
}

/** The hours of a shift on the wall clock of the zone: `15:00–22:00`; midnight at its end is 24:00. */
export function hoursOf({ start, end }: ShownShift, zone: string): string {
  const timeOf = (at: Date) => new TZDate(at, zone).toISOString().slice(11, 16);
  return `${timeOf(start)}–${timeOf(end).replace('00:00', '24:00')}`;
}

/** The month as people call it: `December 2026`. */
export function titleOf(month: string): string {
  const form = { month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en', form).format(new Date(`${month}-01T00:00:00Z`));
}
