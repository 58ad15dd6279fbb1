import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MonthPicture } from '../../../src/duty/picture/month.ts';
import { monthSvg } from '../../../src/duty/picture/month-svg.ts';
import { monthPicture, statsPicture } from '../../../src/duty/picture/pictures.ts';
import type { StatsPicture } from '../../../src/duty/picture/stats.ts';
import { statsSvg } from '../../../src/duty/picture/stats-svg.ts';
import { ZONE } from './months.ts';
import { readSvg } from './svg-reading.ts';

const part = fc.oneof(
  fc.constantFrom('&', '<', '>', '"', "'", ']]>', '<!--', '</svg>', '&#0;', '<!channel>', '\u0000', '\ufffe', '\ud800'),
  fc.constantFrom(
    '\u202e',
    '\u2069',
    'e\u0301',
    '\u0301'.repeat(40),
    '😀',
    '👩‍👩‍👧',
    'שלום',
    'محمد',
    '张伟',
    '\n',
    ' ',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 30 }),
);
const anyText = fc.array(part, { maxLength: 8 }).map((parts) => parts.join('').slice(0, 80));
const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => `2027-02-${String(day).padStart(2, '0')}`);
const anyInstant = fc.date({ noInvalidDate: true, min: new Date('2027-01-30'), max: new Date('2027-03-02') });
const anyMember = fc.option(fc.constantFrom('U1', 'U2', 'ann@example.com', '<@U3>', '"&'));
const anyShift = fc.record({
  rotation: fc.constantFrom('ic' as const, 'oncall' as const),
  day: anyDay,
  start: anyInstant,
  end: anyInstant,
  member: anyMember,
  override: fc.boolean(),
});
const asMap = (pairs: [string, string][]) => new Map(pairs);
const anyMonth: fc.Arbitrary<MonthPicture> = fc.record({
  month: fc.constant('2027-02'),
  zone: fc.constant(ZONE),
  today: fc.option(anyDay),
  shifts: fc.array(anyShift, { maxLength: 60 }),
  names: fc.array(fc.tuple(fc.oneof(fc.constantFrom('U1', 'U2'), anyText), anyText), { maxLength: 40 }).map(asMap),
  holidays: fc.array(fc.tuple(anyDay, anyText), { maxLength: 4 }).map(asMap),
});
const anyCount = fc.nat(5000);
const anyStats: fc.Arbitrary<StatsPicture> = fc.record({
  span: anyText,
  members: fc.array(
    fc.record({
      name: anyText,
      ic: anyCount,
      oncall: anyCount,
      weekendDays: anyCount,
      holidays: anyCount,
      nights: anyCount,
      alertsHandled: anyCount,
    }),
    { maxLength: 100 },
  ),
});

/** Everything drawn begins within the picture, whose size this is, in dots of the PNG. */
function sizeOf(svg: string) {
  const [picture, ...drawn] = readSvg(svg);
  const [width, height] = ['width', 'height'].map((side) => Number(picture?.attributes.get(side)));
  for (const { x, y } of drawn) {
    expect(x >= 0 && x <= (width ?? 0) && y >= 0 && y <= (height ?? 0), `${x}, ${y}`).toBe(true);
  }
  return { width: (width ?? 0) * 2, height: (height ?? 0) * 2 };
}

const pngSize = (png: Buffer) => ({ width: png.readUInt32BE(16), height: png.readUInt32BE(20) });

describe('any names and figures whatever', () => {
  it('give well-formed SVG, 1400 wide', () => {
    const widthIsFixed = (svg: string) => expect(sizeOf(svg).width).toBe(2800);
    fc.assert(
      fc.property(anyMonth, anyStats, (month, stats) => {
        widthIsFixed(monthSvg(month));
        widthIsFixed(statsSvg(stats));
      }),
      { numRuns: 200 },
    );
  });

  it('give a PNG of a month, with two dots for each unit', async () => {
    await fc.assert(
      fc.asyncProperty(anyMonth, async (month) => {
        expect(pngSize(await monthPicture(month))).toEqual(sizeOf(monthSvg(month)));
      }),
      { numRuns: 12 },
    );
  });

  it('give a PNG of the figures, with two dots for each unit', async () => {
    await fc.assert(
      fc.asyncProperty(anyStats, async (stats) => {
        expect(pngSize(await statsPicture(stats))).toEqual(sizeOf(statsSvg(stats)));
      }),
      { numRuns: 12 },
    );
  });
});

describe('a PNG', () => {
  it('has its signature, and the words in it leave ink', async () => {
    const picture = (name: string) =>
      statsPicture({
        span: '30 days',
        members: [{ name, ic: 1, oncall: 0, weekendDays: 0, holidays: 0, nights: 0, alertsHandled: 0 }],
      });
    const [ann, ben] = await Promise.all([picture('Ann'), picture('Ben')]);
    expect(ann.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect(ann.equals(ben)).toBe(false);
    expect(ann.equals(await picture('Ann'))).toBe(true);
  });
});
