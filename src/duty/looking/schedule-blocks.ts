import type { ActionsBlock } from '@slack/types';
import { clip } from '../../clip.ts';
import type { DutyHours } from '../../config/hours.ts';
import type { Reply } from '../../slack/reply.ts';
import { type Piece, rich, spoken } from '../../slack/rich.ts';
import { dayWords, hoursWords, weekdayWords } from '../day-words.ts';
import { addDays, dayIn, daysFrom, mondayOf, weekdayOf } from '../days.ts';
import { clockNote } from '../hours/clock-note.ts';
import { usualHours, usualTimes } from '../hours/usual-hours.ts';
import { people, person, whomToAsk } from '../person-pieces.ts';
import { dutyWords, type ListedShift, type RotationName } from '../shift.ts';

/** The button for a picture; its value is the month, `YYYY-MM`. */
export const MONTH_PICTURE = 'duty.month_picture';

/** What is shown, to whom, and what one has to know to read it. */
export type ScheduleView = {
  rotations: readonly RotationName[];
  /** The last day shown; the first is today. */
  to: string;
  now: Date;
  zone: string;
  reader: string;
  admins: readonly string[];
  hours: Readonly<Record<RotationName, readonly DutyHours[]>>;
  /** The name of the public holiday that a day is. */
  holidayOn(day: string): string | null;
};

type Line = readonly Piece[];

/** Shadows named beside a shift. */
const MOST_SHADOWS = 3;
const MOST_SPOKEN = 3500;

/** A calendar, week by week with a line a day, of the shifts given, in order. What is usual is told once, above it. */
export function scheduleReply(shifts: readonly ListedShift[], view: ScheduleView): Reply {
  const shown = shifts.filter(({ rotation }) => view.rotations.includes(rotation));
  const heading = headingLines(shown, view);
  const weeks = weeksOf(shown, view);
  const lines = [...heading, ...weeks.flat()];
  return {
    text: clip(lines.map((line) => spoken(line, view.zone)).join('\n'), MOST_SPOKEN),
    blocks: [rich(heading), ...weeks.map(rich), pictureButton(view)],
  };
}

function headingLines(
  shifts: readonly ListedShift[],
  { rotations, hours, to, now, zone, admins }: ScheduleView,
): Line[] {
  const gaps = shifts.filter(({ member, end }) => member === null && end > now).length;
  const loud = `🚨 ${gaps === 1 ? '1 shift has nobody.' : `${gaps} shifts have nobody.`}`;
  return [
    [{ bold: 'Duty' }, ` from ${dayWords(dayIn(now, zone))} to ${dayWords(to)}, times in ${zone}`],
    ...rotations.map((rotation) => [`${dutyWords[rotation]}: ${usualHours(hours[rotation])}`]),
    ...(gaps > 0 ? [[{ bold: loud }, ' ', ...whomToAsk(admins)]] : []),
    ...(shifts.some(({ override }) => override) ? [['↔ taken over from somebody']] : []),
    ...(shifts.some(({ shadows }) => shadows.length > 0) ? [['(+ …) shadows']] : []),
  ];
}

/** The days with shifts, and today, under the heading of each week. */
function weeksOf(shifts: readonly ListedShift[], view: ScheduleView): Line[][] {
  const today = dayIn(view.now, view.zone);
  const byDay = Map.groupBy(shifts, ({ day }) => day);
  const days = daysFrom(addDays(today, -1), view.to).filter((day) => byDay.has(day) || day === today);
  return [...Map.groupBy(days, mondayOf)].map(([monday, ofWeek]) => [
    [{ bold: `${dayWords(monday)} – ${dayWords(addDays(monday, 6))}` }],
    ...ofWeek.map((day) => dayLine(day, byDay.get(day) ?? [], view)),
  ]);
}

function dayLine(day: string, shifts: readonly ListedShift[], view: ScheduleView): Line {
  const isToday = day === dayIn(view.now, view.zone);
  const holiday = view.holidayOn(day);
  const short = `${weekdayWords(day)} ${Number(day.slice(8))}`;
  const name = isToday ? { bold: `▸ ${short} (today)` } : short;
  const entries = shifts.map((shift) => shiftPieces(shift, view));
  return [
    name,
    ...(holiday === null ? [] : [`, ${clip(holiday, 60)}`]),
    ': ',
    ...(entries.length === 0 ? ['no shifts'] : entries.flatMap((entry, at) => (at > 0 ? [' · ', ...entry] : entry))),
  ];
}

function shiftPieces(shift: ListedShift, { rotations, hours, zone, reader }: ScheduleView): Line {
  const { rotation, day, member, planned, override, shadows } = shift;
  const usual = hours[rotation].find((each) => each.day === weekdayOf(day));
  const times = hoursWords(shift, zone);
  const note = clockNote(shift, zone);
  return [
    ...(rotations.length > 1 ? [`${dutyWords[rotation]} `] : []),
    ...(member === null
      ? [{ bold: '🚨 nobody' }]
      : member === reader
        ? [person(member), { bold: ' (you)' }]
        : [person(member)]),
    ...(override ? [' ↔', ...(planned === null ? [] : [' for ', person(planned)])] : []),
    ...(shadows.length > 0 ? [' (+ ', ...people(shadows, MOST_SHADOWS), ')'] : []),
    ...(usual && usualTimes(usual) === times ? [] : [` ${times}`]),
    ...(note === null ? [] : [` (${note})`]),
  ];
}

function pictureButton({ now, zone }: ScheduleView): ActionsBlock {
  const text = { type: 'plain_text', text: 'Picture of the month' } as const;
  return {
    type: 'actions',
    elements: [{ type: 'button', action_id: MONTH_PICTURE, text, value: dayIn(now, zone).slice(0, 7) }],
  };
}
