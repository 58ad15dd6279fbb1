import { dutyWords } from '../shift.ts';
import { type Column, inOrder, type MemberStats, type Part, type StatsPicture } from './stats.ts';
import { drawColumn, ROW } from './stats-column.ts';
import { drawing, element, ink, outsideText, words } from './svg.ts';

const WIDTH = 1400;
const MARGIN = 35;
const TOP = 166;
/** Beyond so many rows nobody reads the picture, and it would grow without bounds. */
const MOST = 80;

const IC: Part = { colour: '#0b4f7d', ink: '#ffffff', countOf: (member) => member.ic };
const ON_CALL: Part = { colour: '#f0b545', ink: ink.strong, countOf: (member) => member.oncall };
const one = (countOf: Part['countOf']): readonly Part[] => [{ colour: '#97a3b0', ink: ink.strong, countOf }];

/** Right of each column is room for the number at the end of its longest bar. */
const COLUMNS: readonly Column[] = [
  { title: 'Shifts', x: 255, width: 400, parts: [IC, ON_CALL] },
  { title: 'Weekend days', x: 715, width: 120, parts: one((member) => member.weekendDays) },
  { title: 'Holidays', x: 890, width: 105, parts: one((member) => member.holidays) },
  { title: 'Nights', x: 1050, width: 105, parts: one((member) => member.nights) },
  { title: 'Alerts handled', x: 1210, width: 110, parts: one((member) => member.alertsHandled) },
];

/**
 * Bars of every member, the one with most shifts first, as SVG 1400 wide. Each column has its own scale, and a line at
 * the mean of all. Only the first 80 members are drawn; how many are left out is said. The same figures give the same text.
 */
export function statsSvg({ span, members }: StatsPicture): string {
  if (members.length === 0) {
    return drawing(WIDTH, 170, heading(span) + words('Nobody is in the rotations.', { x: MARGIN, y: 125, size: 18 }));
  }
  const all = inOrder(members);
  const shown = all.slice(0, MOST);
  const rows = shown.map(rowOf);
  const columns = COLUMNS.map((column) => drawColumn(column, { all, shown, top: TOP }));
  const bottom = TOP + shown.length * ROW + 36;
  const below = leftOut(all.length - MOST, bottom);
  return drawing(WIDTH, bottom, [heading(span), key(), ...rows, ...columns, below].join(''));
}

function heading(span: string): string {
  const title = words('Who had how much duty', { x: MARGIN, y: 60, size: 30, bold: true, fill: ink.strong });
  return title + outsideText(span, { x: MARGIN, y: 88, size: 15, width: 700, fill: ink.quiet });
}

/** What the two colours of a shift's bar mean. */
function key(): string {
  const signs = [
    { part: IC, name: dutyWords.ic, x: 345 },
    { part: ON_CALL, name: dutyWords.oncall, x: 400 },
  ];
  const drawn = signs.map(({ part, name, x }) => {
    const swatch = element('rect', { x, y: TOP - 45, width: 12, height: 12, fill: part.colour });
    return swatch + words(name, { x: x + 18, y: TOP - 34, size: 13 });
  });
  return drawn.join('');
}

/** A member's name; every other row is shaded, to lead the eye across. */
function rowOf({ name }: MemberStats, index: number): string {
  const y = TOP + index * ROW;
  const band = { x: MARGIN - 10, y, width: WIDTH - MARGIN * 2 + 20, height: ROW, fill: '#f5f7f9' };
  const shade = index % 2 === 0 ? element('rect', band) : '';
  return shade + outsideText(name, { x: MARGIN, y: y + 19, size: 14, width: 205, fill: ink.strong });
}

function leftOut(count: number, bottom: number): string {
  if (count <= 0) return '';
  const text = `and ${count} more, with no more shifts than those above`;
  return words(text, { x: MARGIN, y: bottom - 12, size: 13, fill: ink.quiet });
}
