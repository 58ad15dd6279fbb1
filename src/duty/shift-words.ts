import type { DaySpan } from '../config/day.ts';
import { dayWords, hoursWords } from './day-words.ts';
import { clockNote } from './hours/clock-note.ts';
import { dutyWords, type RotationName, type Shift } from './shift.ts';

/** What tells a shift from all others, by the clocks of a zone: `IC · Thu 24 Dec · 07:00-15:00`. */
export function shiftWords(shift: Shift, zone: string): string {
  const note = clockNote(shift, zone);
  const hours = `${hoursWords(shift, zone)}${note === null ? '' : ` (${note})`}`;
  return `${dutyWords[shift.rotation]} · ${dayWords(shift.day)} · ${hours}`;
}

/** A first and a last day, both included: `Thu 24 Dec to Sat 2 Jan`, or one day alone. */
export const spanWords = ({ from, to }: DaySpan): string =>
  from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`;

/** The rotation in the middle of a sentence. */
export const rotationWords: Readonly<Record<RotationName, string>> = {
  ic: 'the IC rotation',
  oncall: 'the on-call rotation',
};
