import { dutyWords, type RotationName, rotationNames } from '../shift.ts';
import { stroke } from './marks.ts';
import type { ShownShift } from './month.ts';
import { shades } from './month-day.ts';
import { type Look, MOVED } from './shift-box.ts';
import { element, ink, outsideText, words } from './svg.ts';

const COLUMNS = 4;
const COLUMN = 332;
const ROW = 28;
const SIGNS = 36;

/** Who is in the legend: everybody with a shift in the month, and nobody when there is a gap. */
export type LegendLine = { member: string | null; counts: Readonly<Record<RotationName, number>> };

/** How many shifts of which duty everybody has; nobody first, then in the order of `people`. */
export function legendLines(shifts: readonly ShownShift[], people: readonly string[]): LegendLine[] {
  const byMember = Map.groupBy(shifts, ({ member }) => member);
  return [null, ...people].flatMap((member) => {
    const theirs = byMember.get(member);
    if (!theirs) return [];
    const countOf = (rotation: RotationName) => theirs.filter((shift) => shift.rotation === rotation).length;
    return [{ member, counts: { ic: countOf('ic'), oncall: countOf('oncall') } }];
  });
}

/** How high a legend of so many lines is. */
export const legendHeight = (lines: number): number => SIGNS + Math.ceil(lines / COLUMNS) * ROW;

type Shown = Pick<Look, 'nameOf' | 'markOf'> & { x: number; y: number };

/** What the signs mean, and who has how many shifts, column by column. */
export function legend(lines: readonly LegendLine[], { x, y, ...shown }: Shown): string {
  const rows = Math.ceil(lines.length / COLUMNS);
  const drawn = lines.map((line, index) => {
    const place = { x: x + Math.floor(index / rows) * COLUMN, y: y + SIGNS + (index % rows) * ROW };
    return legendLine(line, { ...shown, ...place });
  });
  return signs(x, y) + drawn.join('');
}

function legendLine({ member, counts }: LegendLine, { x, y, nameOf, markOf }: Shown): string {
  const counted = rotationNames.filter((rotation) => counts[rotation] > 0);
  const has = counted.map((rotation) => `${dutyWords[rotation]} ${counts[rotation]}`).join(' · ');
  const name = { x: x + 14, y: y + 15, size: 13, bold: true };
  const count = words(has, { x: x + COLUMN - 24, y: y + 15, size: 13, anchor: 'end' });
  const nobody = words('nobody', { ...name, x: x + 28, fill: ink.alarm });
  if (member === null) return swatch('url(#gap)', x, y + 2) + nobody + count;
  const who = outsideText(nameOf(member), { ...name, width: COLUMN - 154, fill: ink.strong });
  return stroke(markOf(member), { x: x + 2.5, y: y + 1, height: 19 }) + who + count;
}

function signs(x: number, y: number): string {
  const place = { y: y + 14, size: 13, fill: ink.quiet };
  return [
    words(MOVED, { ...place, x, size: 16, fill: ink.strong }),
    words('moved by a cover or a swap', { ...place, x: x + 24 }),
    swatch(shades.weekend, x + 240, y + 1),
    words('weekend', { ...place, x: x + 266 }),
    swatch(shades.holiday, x + 345, y + 1),
    words('public holiday', { ...place, x: x + 371 }),
  ].join('');
}

const swatch = (fill: string, x: number, y: number): string =>
  element('rect', { x, y, width: 18, height: 16, rx: 2, fill, stroke: fill === 'url(#gap)' ? ink.alarm : '#d0d7de' });
