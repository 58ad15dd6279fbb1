import ical, { ICalCalendarMethod, type ICalEventData, ICalEventTransparency } from 'ical-generator';
import { oneLine } from '../../slack/text.ts';
import { dutyWords, type RotationName, type Shift } from '../shift.ts';

/** A shift with what calendars want to know beyond it. */
export type FeedShift = Shift & {
  /** How often it changed: what is newest for a calendar has the higher number. */
  changes: number;
  /** Who shadows its member. */
  shadows: readonly string[];
};

/** How a feed is written. */
export type FeedParts = {
  /** When it is written. The same shifts at the same instant give the same text. */
  now: Date;
  /** What people call a member. It comes from outside. */
  nameOf(member: string): string;
};

/** After so many seconds calendars are asked to look again. Not all heed it. */
const LOOK_AGAIN = 15 * 60;

/** All shifts of one rotation, gaps too, as iCalendar text (RFC 5545). */
export function rotationCalendar(rotation: RotationName, shifts: readonly FeedShift[], parts: FeedParts): string {
  const theirs = shifts.filter((shift) => shift.rotation === rotation);
  return calendar(`${dutyWords[rotation]} duty`, theirs, parts);
}

/** One member's shifts on both duties, as iCalendar text (RFC 5545). */
export function personCalendar(member: string, shifts: readonly FeedShift[], parts: FeedParts): string {
  const theirs = shifts.filter((shift) => shift.member === member);
  return calendar('My duty', theirs, parts);
}

/** @param name the one text that the library does not escape. */
function calendar(name: string, shifts: readonly FeedShift[], parts: FeedParts): string {
  const orderOf = ({ start, rotation }: FeedShift) => `${start.toISOString()} ${rotation}`;
  const inOrder = shifts.toSorted((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const feed = ical({
    prodId: { company: 'Watchbill', product: 'Duty' },
    method: ICalCalendarMethod.PUBLISH,
    name,
    ttl: LOOK_AGAIN,
    events: inOrder.map((shift) => event(shift, parts)),
  });
  return `${feed}\r\n`;
}

/**
 * Times are in UTC: a shift is an instant to an instant, which every calendar shows right in its reader's own zone on
 * either side of a change of the clocks, with no time zone definition to misread.
 */
function event(shift: FeedShift, { now, nameOf }: FeedParts): ICalEventData {
  const duty = dutyWords[shift.rotation];
  // The library escapes what breaks lines, but lets control characters through.
  const name = (member: string) => oneLine(nameOf(member));
  return {
    // Of the day and not of the member, so that whoever takes the shift over changes the event and makes no second one.
    id: `${shift.rotation}-${shift.day}@watchbill`,
    sequence: shift.changes,
    stamp: now,
    start: shift.start,
    end: shift.end,
    summary: `${duty}: ${shift.member === null ? 'nobody (gap)' : name(shift.member)}`,
    description: notes(shift, name),
    categories: [
      { name: duty },
      ...(shift.member === null ? [{ name: 'Gap' }] : []),
      ...(shift.override ? [{ name: 'Override' }] : []),
    ],
    // Having the duty keeps nobody from being asked to meetings.
    transparency: ICalEventTransparency.TRANSPARENT,
  };
}

function notes({ member, planned, override, shadows }: FeedShift, name: (member: string) => string): string | null {
  const lines = [
    ...(member === null ? ['Nobody can take this shift.'] : []),
    ...(override ? [`Changed by hand: the plan has ${planned === null ? 'nobody' : name(planned)}.`] : []),
    ...(shadows.length > 0 ? [`Shadowing: ${shadows.map(name).join(', ')}.`] : []),
  ];
  return lines.length > 0 ? lines.join('\n') : null;
}
