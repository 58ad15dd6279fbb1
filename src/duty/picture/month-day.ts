import { weekdayOf } from '../days.ts';
import type { ShownShift } from './month.ts';
import { type Look, SHIFT_HEIGHT, SHIFT_WIDTH, shiftBox } from './shift-box.ts';
import { element, ink, outsideText, words } from './svg.ts';

const INSET = 6;
const HEAD = 34;
const GAP = 4;

/** The width of a day. */
export const DAY_WIDTH = SHIFT_WIDTH + INSET * 2;

/** The grounds of days; `outside` is for those of other months. */
export const shades = { workday: '#ffffff', weekend: '#eef0f3', holiday: '#fdf0d0', outside: '#fafbfc' } as const;

/** What is shown of one day. `holiday` is the name of the public holiday that it is. */
export type ShownDay = Look & { day: string; shifts: readonly ShownShift[]; holiday: string | null; isToday: boolean };

/** How high a day with so many shifts is. */
export const dayHeight = (shifts: number): number => HEAD + shifts * (SHIFT_HEIGHT + GAP) + 2;

/** A day in its box: number, holiday and shifts. */
export function dayBox(shown: ShownDay, { x, y, height }: { x: number; y: number; height: number }): string {
  const shifts = shown.shifts.map((shift, index) =>
    shiftBox(shift, shown, { x: x + INSET, y: y + HEAD + index * (SHIFT_HEIGHT + GAP) }),
  );
  return ground(shadeOf(shown), { x, y, height }) + head(shown, x, y) + shifts.join('');
}

/** The ground of a day with the thin line around it. */
export function ground(fill: string, { x, y, height }: { x: number; y: number; height: number }): string {
  return element('rect', { x, y, width: DAY_WIDTH, height, fill, stroke: '#d0d7de' });
}

/** The thick line around today, to be drawn above all days. */
export function todayFrame({ x, y, height }: { x: number; y: number; height: number }): string {
  const line = { fill: 'none', stroke: ink.strong, 'stroke-width': 3 };
  return element('rect', { x, y, width: DAY_WIDTH, height, rx: 2, ...line });
}

function shadeOf({ day, holiday }: ShownDay): string {
  if (holiday !== null) return shades.holiday;
  return weekdayOf(day) > 5 ? shades.weekend : shades.workday;
}

function head({ day, holiday, isToday }: ShownDay, x: number, y: number): string {
  const number = { x: x + INSET, y: y + 23, size: 15, fill: ink.strong, bold: true };
  const shown = String(Number(day.slice(8)));
  const pill = element('rect', { x: x + INSET, y: y + 7, width: 30, height: 22, rx: 11, fill: ink.strong });
  const today = () => pill + words(shown, { ...number, x: x + INSET + 15, fill: '#ffffff', anchor: 'middle' });
  const name = { x: x + INSET + 36, y: y + 22, size: 12, fill: '#7a4a00', width: SHIFT_WIDTH - 36 };
  return (isToday ? today() : words(shown, number)) + (holiday === null ? '' : outsideText(holiday, name));
}
