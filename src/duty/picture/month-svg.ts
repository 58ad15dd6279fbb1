import { marksOf } from './marks.ts';
import { type MonthPicture, peopleOf, shiftsByDay, titleOf, weeksOf } from './month.ts';
import { DAY_WIDTH, dayBox, dayHeight, ground, shades, todayFrame } from './month-day.ts';
import { legend, legendHeight, legendLines } from './month-legend.ts';
import { drawing, ink, words } from './svg.ts';

const MARGIN = 35;
const WIDTH = MARGIN * 2 + DAY_WIDTH * 7;
const TOP = 112;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The calendar of one month as SVG, 1400 wide and as high as its weeks need. The same month gives the same text. */
export function monthSvg(month: MonthPicture): string {
  const people = peopleOf(month);
  const byDay = shiftsByDay(month);
  const nameOf = (member: string) => month.names.get(member) ?? member;
  const look = { zone: month.zone, nameOf, markOf: marksOf(people) };
  const boxes = boxesOf(month.month, byDay);
  const days = boxes.map(({ day, ...box }) => {
    if (day === null) return ground(shades.outside, box);
    const holiday = month.holidays.get(day) ?? null;
    const shifts = byDay.get(day) ?? [];
    return dayBox({ ...look, day, shifts, holiday, isToday: day === month.today }, box);
  });
  const frames = boxes.filter(({ day }) => day !== null && day === month.today).map(todayFrame);
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  const lines = legendLines([...byDay.values()].flat(), people);
  const below = legend(lines, { ...look, x: MARGIN, y: bottom + 24 });
  const height = bottom + 24 + legendHeight(lines.length) + 20;
  return drawing(WIDTH, height, [heading(month), ...days, ...frames, below].join(''));
}

/** Where each day stands. A week is as high as its fullest day, and never lower than one with two shifts. */
function boxesOf(month: string, byDay: ReadonlyMap<string, readonly unknown[]>) {
  let y = TOP;
  return weeksOf(month).flatMap((week) => {
    const height = dayHeight(Math.max(2, ...week.map((day) => (day && byDay.get(day)?.length) || 0)));
    const boxes = week.map((day, index) => ({ day, x: MARGIN + index * DAY_WIDTH, y, height }));
    y += height;
    return boxes;
  });
}

function heading({ month, zone }: MonthPicture): string {
  const days = WEEKDAYS.map((name, index) =>
    words(name, { x: MARGIN + index * DAY_WIDTH + 6, y: TOP - 12, size: 13, fill: ink.quiet, bold: true }),
  );
  const title = words(titleOf(month), { x: MARGIN, y: 60, size: 30, fill: ink.strong, bold: true });
  const times = { x: WIDTH - MARGIN, y: 60, size: 14, fill: ink.quiet, anchor: 'end' as const };
  return title + words(`Times in ${zone}`, times) + days.join('');
}
