import { TZDate } from '@date-fns/tz';
import type { MonthPicture, ShownShift } from '../../../src/duty/picture/month.ts';
import { monthSvg } from '../../../src/duty/picture/month-svg.ts';
import { readSvg, type Seen, textsOf } from './svg-reading.ts';

export const ZONE = 'Europe/Warsaw';

/** An instant by the wall clock in Warsaw: `2026-12-01 07:00`. */
export const at = (wallClock: string): Date => {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = wallClock.split(/\D/).map(Number);
  return new Date(new TZDate(year, month - 1, day, hour, minute, ZONE).getTime());
};

/** Ann's shift on call in the evening of a day, or what is given of it. */
export const shift = (day: string, more: Partial<ShownShift> = {}): ShownShift => ({
  rotation: 'oncall',
  day,
  start: at(`${day} 15:00`),
  end: at(`${day} 22:00`),
  member: 'U1ANN',
  override: false,
  ...more,
});

/** December 2026 without shifts, with Ann, Ben and Cleo, or what is given of it. */
export const month = (more: Partial<MonthPicture> = {}): MonthPicture => ({
  month: '2026-12',
  zone: ZONE,
  today: null,
  shifts: [],
  names: new Map([
    ['U1ANN', 'Ann'],
    ['U2BEN', 'Ben'],
    ['U3CLEO', 'Cleo'],
  ]),
  holidays: new Map(),
  ...more,
});

/** The picture's days as they are seen: the ground of each, by its number, with everything that is drawn on it. */
export function daysOf(picture: MonthPicture): ReadonlyMap<string, { ground: Seen; on: Seen[]; texts: string[] }> {
  const seen = readSvg(monthSvg(picture));
  const grounds = seen.filter(({ attributes }) => attributes.get('stroke') === '#d0d7de' && side(attributes) === 190);
  const days = grounds.map((ground) => {
    const on = seen.filter((other) => isOn(other, ground));
    const texts = textsOf(on);
    return [texts[0] ?? '', { ground, on, texts: texts.slice(1) }] as const;
  });
  return new Map(days.filter(([number]) => number !== ''));
}

/** What the legend says of people, line by line: `Ann IC 1 · On call 2`. */
export function legendOf(picture: MonthPicture): string[] {
  const texts = textsOf(readSvg(monthSvg(picture)));
  const lines = texts.slice(texts.indexOf('public holiday') + 1);
  return lines.flatMap((name, index) => (index % 2 === 0 ? [`${name} ${lines[index + 1]}`] : []));
}

const side = (attributes: Seen['attributes']) => Number(attributes.get('width'));

function isOn({ x, y }: Seen, ground: Seen): boolean {
  const height = Number(ground.attributes.get('height'));
  return x >= ground.x && x < ground.x + side(ground.attributes) && y >= ground.y && y < ground.y + height;
}
