import { dutyWords } from '../shift.ts';
import { type Mark, stroke } from './marks.ts';
import { hoursOf, type ShownShift } from './month.ts';
import { element, ink, outsideText, words } from './svg.ts';

/** The size of a shift's box. */
export const SHIFT_WIDTH = 178;
export const SHIFT_HEIGHT = 40;

/** The sign of a shift that people, and not the plan, gave to its member. */
export const MOVED = '↔';

/** How people are shown, and the zone of the hours. */
export type Look = { zone: string; nameOf(member: string): string; markOf(member: string): Mark };

type Corner = { x: number; y: number };

/** A shift: its member, or nobody, above its duty and hours. */
export function shiftBox(shift: ShownShift, { zone, nameOf, markOf }: Look, { x, y }: Corner): string {
  const { member, rotation, override } = shift;
  const loud = member === null ? { fill: ink.alarm, bold: true, halo: true } : {};
  const duty = words(`${dutyWords[rotation]} ${hoursOf(shift, zone)}`, { x: x + 13, y: y + 33, size: 12, ...loud });
  const sign = { x: x + SHIFT_WIDTH - 8, y: y + 18, size: 16, fill: ink.strong, anchor: 'end' as const };
  const moved = override ? words(MOVED, sign) : '';
  if (member === null) return nobody({ x, y }) + duty + moved;
  const name = { x: x + 13, y: y + 17, size: 14, bold: true, fill: ink.strong, width: override ? 138 : 161 };
  return tinted(markOf(member), { x, y }) + outsideText(nameOf(member), name) + duty + moved;
}

const boxAt = ({ x, y }: Corner) => ({ x, y, width: SHIFT_WIDTH, height: SHIFT_HEIGHT, rx: 3 });

/** White below the tint makes a person's colour the same on every ground; the line around it parts the two. */
function tinted(mark: Mark, { x, y }: Corner): string {
  const box = boxAt({ x, y });
  const tint = { fill: mark.colour, 'fill-opacity': 0.18, stroke: mark.colour, 'stroke-opacity': 0.4 };
  const white = element('rect', { ...box, fill: '#ffffff' });
  return white + element('rect', { ...box, ...tint }) + stroke(mark, { x: x + 2.5, y, height: SHIFT_HEIGHT });
}

function nobody({ x, y }: Corner): string {
  const box = element('rect', { ...boxAt({ x, y }), fill: 'url(#gap)', stroke: ink.alarm, 'stroke-width': 2 });
  return box + words('nobody', { x: x + 13, y: y + 17, size: 14, bold: true, fill: ink.alarm, halo: true });
}
