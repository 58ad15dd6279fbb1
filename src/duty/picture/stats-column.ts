import { type Column, type MemberStats, totalOf } from './stats.ts';
import { element, ink, words } from './svg.ts';

/** The height of a member's row, and of the bar in it. */
export const ROW = 28;
const BAR = 16;
/** From this height on a part of a bar is wide enough for its number. */
const ROOM_FOR_NUMBER = 24;

/** The members of a column: `all` make the scale and the mean, `shown` get bars. `top` is where their rows begin. */
export type Rows = { all: readonly MemberStats[]; shown: readonly MemberStats[]; top: number };

/**
 * A column: title, mean, a bar a member, and a dashed line at the mean of all. Its longest bar is as wide as the column.
 */
export function drawColumn(column: Column, { all, shown, top }: Rows): string {
  const totals = all.map((member) => totalOf(column, member));
  const unit = column.width / totals.reduce((most, total) => Math.max(most, total), 1);
  const mean = totals.reduce((sum, total) => sum + total, 0) / all.length;
  const bars = shown.map((member, index) => bar(column, member, { unit, y: top + index * ROW }));
  return [
    words(column.title, { x: column.x, y: top - 34, size: 14, bold: true, fill: ink.strong }),
    words(mean > 0 ? `mean ${mean.toFixed(1)}` : 'none', { x: column.x, y: top - 16, size: 12, fill: ink.quiet }),
    ...bars,
    mean > 0 ? meanLine(column.x + mean * unit, top, top + shown.length * ROW) : '',
    // Above the line, which else would strike them out.
    ...shown.map((member, index) => number(totalOf(column, member), { unit, x: column.x, y: top + index * ROW })),
  ].join('');
}

/** The bar of a member: its parts side by side. Where there are several, each has its number in it. */
function bar(column: Column, member: MemberStats, { unit, y }: { unit: number; y: number }): string {
  const drawn: string[] = [];
  let x = column.x;
  for (const part of column.parts) {
    const count = part.countOf(member);
    const width = count * unit;
    drawn.push(element('rect', { x, y: y + (ROW - BAR) / 2, width, height: BAR, fill: part.colour }));
    const middle = { x: x + width / 2, y: y + 18, size: 12, fill: part.ink, anchor: 'middle' as const };
    if (column.parts.length > 1 && width >= ROOM_FOR_NUMBER) drawn.push(words(String(count), middle));
    x += width;
  }
  return drawn.join('');
}

/** The total at the end of a bar; nothing is a quiet 0. */
function number(total: number, { unit, x, y }: { unit: number; x: number; y: number }): string {
  if (total === 0) return words('0', { x, y: y + 19, size: 13, fill: ink.quiet, halo: true });
  const end = { x: x + total * unit + 6, y: y + 19, size: 13 };
  return words(String(total), { ...end, bold: true, fill: ink.strong, halo: true });
}

function meanLine(x: number, top: number, bottom: number): string {
  const dashed = { stroke: ink.normal, 'stroke-width': 1.2, 'stroke-dasharray': '4 3' };
  return element('line', { x1: x, y1: top - 8, x2: x, y2: bottom + 4, ...dashed });
}
