import { hoursWords, weekdayWords } from '../duty/day-words.ts';
import { clockNote } from '../duty/hours/clock-note.ts';
import { dutyWords, type ListedShift } from '../duty/shift.ts';
import { printable } from './printable.ts';

/**
 * What the table is of: all shifts of the days `from` to `to`. `admins` are to be asked while nobody has a duty; `names`
 * are those of people, as far as they are known.
 */
export type TableOf = {
  zone: string;
  admins: readonly string[];
  from: string;
  to: string;
  holidayOn(day: string): string | null;
  names: ReadonlyMap<string, string>;
};

/** Shifts for people at a terminal, a line each, gaps loudly. Ends in a line break. */
export function dutyTable(
  listed: readonly ListedShift[],
  { zone, admins, from, to, holidayOn, names }: TableOf,
): string {
  if (listed.length === 0) return `No shifts from ${from} to ${to}.\n`;
  const called = (user: string) => names.get(user) ?? user;
  const shifts = listed.map((shift) => withNames(shift, called));
  const width = Math.max(...shifts.map(({ member }) => whoIn(member).length));
  const lines = shifts.map((shift) => {
    const marks = [...marksOf(shift, zone), ...[holidayOn(shift.day)].filter((name) => name !== null)].join('; ');
    const duty = dutyWords[shift.rotation].padEnd(7);
    const line = `${shift.day} ${weekdayWords(shift.day)}  ${duty}  ${hoursWords(shift, zone)}  ${whoIn(shift.member).padEnd(width)}  ${marks}`;
    return line.trimEnd();
  });
  const gaps = shifts.filter(({ member }) => member === null).length;
  const ask = admins.length > 0 ? `ask ${admins.map(called).join(', ')}` : 'and admins names nobody to ask';
  const loud = gaps === 0 ? [] : [`${gaps} ${gaps === 1 ? 'shift has' : 'shifts have'} nobody: ${ask}.`];
  return [`Times in ${zone}.`, ...lines, ...loud].map((line) => `${printable(line)}\n`).join('');
}

const withNames = (shift: ListedShift, called: (user: string) => string): ListedShift => ({
  ...shift,
  member: shift.member === null ? null : called(shift.member),
  planned: shift.planned === null ? null : called(shift.planned),
  shadows: shift.shadows.map(called),
});

const whoIn = (member: string | null): string => member ?? '!! NOBODY !!';

function marksOf(shift: ListedShift, zone: string): string[] {
  const { override, planned, shadows } = shift;
  const note = clockNote(shift, zone);
  return [
    ...(override ? [planned === null ? 'takes a gap' : `for ${planned}`] : []),
    ...(shadows.length > 0 ? [`shadowed by ${shadows.join(', ')}`] : []),
    ...(note === null ? [] : [note]),
  ];
}
