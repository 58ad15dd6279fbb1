import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysFrom, weekdayOf } from '../../../src/duty/days.ts';
import { monthSvg } from '../../../src/duty/picture/month-svg.ts';
import { at, daysOf, legendOf, month, shift } from './months.ts';
import { readSvg, type Seen, textsOf } from './svg-reading.ts';

const fills = (seen: readonly Seen[] = []) => seen.map(({ attributes }) => attributes.get('fill'));
const strokeOf = (seen: readonly Seen[] = []) => {
  const line = seen.find(({ name }) => name === 'line')?.attributes;
  return [line?.get('stroke'), line?.get('stroke-dasharray')].join();
};

describe('the picture of a month', () => {
  it('is titled with the month and names the zone of its hours', () => {
    const texts = textsOf(readSvg(monthSvg(month())));
    expect(texts).toContain('December 2026');
    expect(texts).toContain('Times in Europe/Warsaw');
  });

  it('shows of each shift who has which duty at which hours, the earliest first', () => {
    const evening = shift('2026-12-01');
    const day = {
      rotation: 'ic',
      start: at('2026-12-01 07:00'),
      end: at('2026-12-01 15:00'),
      member: 'U2BEN',
    } as const;
    const texts = daysOf(month({ shifts: [evening, shift('2026-12-01', day)] })).get('1')?.texts;
    expect(texts).toEqual(['Ben', 'IC 07:00–15:00', 'Ann', 'On call 15:00–22:00']);
  });

  it('shows a duty that begins before the other first, whichever it is', () => {
    const night = shift('2026-12-01', { start: at('2026-12-01 00:00'), end: at('2026-12-01 07:00') });
    const day = shift('2026-12-01', { rotation: 'ic' });
    expect(daysOf(month({ shifts: [day, night] })).get('1')?.texts[1]).toBe('On call 00:00–07:00');
  });

  it('shows a night on the day it begins, to the last of the month', () => {
    const night = { start: at('2026-12-31 22:00'), end: at('2027-01-01 06:00') };
    const days = daysOf(month({ shifts: [shift('2026-12-31', night)] }));
    expect(days.get('31')?.texts).toEqual(['Ann', 'On call 22:00–06:00']);
    expect(days.get('1')?.texts).toEqual([]);
  });

  it('calls midnight 24:00 where a shift ends with it', () => {
    const whole = { start: at('2026-12-05 00:00'), end: at('2026-12-06 00:00') };
    expect(daysOf(month({ shifts: [shift('2026-12-05', whole)] })).get('5')?.texts[1]).toBe('On call 00:00–24:00');
  });

  it('shows the hours of the wall clock when it changes', () => {
    const night = { start: at('2026-10-24 22:00'), end: at('2026-10-25 06:00') };
    expect(night.end.getTime() - night.start.getTime()).toBe(9 * 3_600_000);
    const days = daysOf(month({ month: '2026-10', shifts: [shift('2026-10-24', night)] }));
    expect(days.get('24')?.texts[1]).toBe('On call 22:00–06:00');
  });

  it('leaves out the shifts of other months', () => {
    const strangers = [shift('2026-11-30'), shift('2027-01-01')];
    expect(monthSvg(month({ shifts: strangers }))).toBe(monthSvg(month()));
  });

  it('makes a gap loud by its words, its pattern and its colour', () => {
    const day = daysOf(month({ shifts: [shift('2026-12-08', { member: null })] })).get('8');
    expect(day?.texts).toEqual(['nobody', 'On call 15:00–22:00']);
    expect(fills(day?.on)).toContain('url(#gap)');
    const words = day?.on.filter(({ name, y }) => name === 'text' && y > day.ground.y + 34);
    expect(fills(words)).toEqual(['#b3001b', '#b3001b']);
  });

  it('marks the shifts that people moved and no others', () => {
    const days = daysOf(month({ shifts: [shift('2026-12-08', { override: true }), shift('2026-12-09')] }));
    expect(days.get('8')?.texts).toContain('↔');
    expect(days.get('9')?.texts).not.toContain('↔');
  });

  it('clips a name before the sign of a moved shift', () => {
    const on = daysOf(month({ shifts: [shift('2026-12-08', { override: true })] })).get('8')?.on;
    const sign = on?.find(({ text }) => text === '↔');
    const name = on?.find((element) => element.name === 'svg');
    expect((name?.x ?? 0) + Number(name?.attributes.get('width'))).toBeLessThan((sign?.x ?? 0) - 16);
  });

  it('marks a gap that people made, too', () => {
    const gap = shift('2026-12-08', { override: true, member: null });
    expect(daysOf(month({ shifts: [gap] })).get('8')?.texts).toContain('↔');
  });

  it('outlines today alone', () => {
    const framed = (today: string | null) => {
      const seen = readSvg(monthSvg(month({ today })));
      return seen.filter(
        ({ attributes }) => attributes.get('stroke-width') === '3' && attributes.get('fill') === 'none',
      );
    };
    const ground = daysOf(month({ today: '2026-12-09' })).get('9')?.ground;
    expect(framed('2026-12-09').map(({ x, y }) => ({ x, y }))).toEqual([{ x: ground?.x, y: ground?.y }]);
    expect(framed('2027-01-09')).toEqual([]);
    expect(framed(null)).toEqual([]);
  });

  it('shades weekends and holidays, and names the holidays', () => {
    const holidays = new Map([['2026-12-25', 'Christmas & more']]);
    const days = daysOf(month({ holidays }));
    const groundOf = (number: string) => days.get(number)?.ground.attributes.get('fill');
    expect(days.get('25')?.texts).toEqual(['Christmas & more']);
    expect(groundOf('26')).toBe(groundOf('27'));
    expect(new Set([groundOf('24'), groundOf('25'), groundOf('26')]).size).toBe(3);
    expect(groundOf('24')).toBe(groundOf('28'));
  });

  it('makes room for a day with many shifts', () => {
    const shifts = Array.from({ length: 9 }, (_, hour) => {
      return shift('2026-12-08', { start: at(`2026-12-08 0${hour}:00`), end: at(`2026-12-08 0${hour + 1}:00`) });
    });
    expect(daysOf(month({ shifts })).get('8')?.texts).toHaveLength(18);
  });
});

describe("the picture's marks", () => {
  const names = new Map(Array.from({ length: 36 }, (_, index) => [`U${index}`, `Person ${index}`]));
  const marks = (given: ReadonlyMap<string, string>, member: string, name = '2026-12') =>
    strokeOf(daysOf(month({ month: name, names: given, shifts: [shift(`${name}-08`, { member })] })).get('8')?.on);

  it('are different for each of 36 people', () => {
    expect(new Set([...names.keys()].map((member) => marks(names, member))).size).toBe(36);
  });

  it('stay with people over months, when somebody joins, and beside one who is no longer configured', () => {
    const more = new Map([...names, ['UNEW', 'Aaron']]);
    expect(marks(more, 'U7', '2027-01')).toBe(marks(names, 'U7'));
    const gone = shift('2026-12-07', { member: 'A0GONE' });
    const beside = daysOf(month({ names, shifts: [gone, shift('2026-12-08', { member: 'U7' })] }));
    expect(strokeOf(beside.get('8')?.on)).toBe(marks(names, 'U7'));
  });

  it('are the same on a day and in the legend', () => {
    const seen = readSvg(monthSvg(month({ names, shifts: [shift('2026-12-08', { member: 'U20' })] })));
    const lines = seen.filter(({ name }) => name === 'line').map((line) => strokeOf([line]));
    expect(lines).toEqual([marks(names, 'U20'), marks(names, 'U20')]);
  });
});

describe("the picture's legend", () => {
  const ic = { rotation: 'ic' } as const;

  it('says who has how many of which, in the order of the configuration, and the gaps first', () => {
    const shifts = [
      shift('2026-12-01', { member: 'U2BEN' }),
      shift('2026-12-02', ic),
      shift('2026-12-03', ic),
      shift('2026-12-03'),
      shift('2026-12-04', { member: null }),
      shift('2026-11-30'),
    ];
    expect(legendOf(month({ shifts }))).toEqual(['nobody On call 1', 'Ann IC 2 · On call 1', 'Ben On call 1']);
  });

  it('tells two people of the same name apart', () => {
    const names = new Map([
      ['U1', 'Kim'],
      ['U2', 'Kim'],
    ]);
    const shifts = [shift('2026-12-01', { member: 'U1' }), shift('2026-12-02', { ...ic, member: 'U2' })];
    expect(legendOf(month({ names, shifts }))).toEqual(['Kim On call 1', 'Kim IC 1']);
  });

  it('calls somebody without a name by the id', () => {
    const shifts = [shift('2026-12-01', { member: 'UGONE' })];
    expect(daysOf(month({ shifts })).get('1')?.texts[0]).toBe('UGONE');
    expect(legendOf(month({ shifts }))).toEqual(['UGONE On call 1']);
  });
});

describe('any month', () => {
  const anyMonth = fc
    .record({ year: fc.integer({ min: 2000, max: 2099 }), number: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, number }) => `${year}-${String(number).padStart(2, '0')}`);

  it('has each of its days once, under its weekday', () => {
    fc.assert(
      fc.property(anyMonth, (name) => {
        const days = daysOf(month({ month: name }));
        const expected = daysFrom(`${name}-01`, addDays(`${name}-01`, 30)).filter((day) => day.startsWith(name));
        expect([...days.keys()]).toEqual(expected.map((day) => String(Number(day.slice(8)))));
        for (const day of expected) {
          expect(days.get(String(Number(day.slice(8))))?.ground.x).toBe(35 + (weekdayOf(day) - 1) * 190);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['four', '2027-02', 4],
    ['five', '2026-12', 5],
    ['six', '2026-08', 6],
  ])('has only the weeks in which its days are: %s', (_sentence, name, weeks) => {
    const seen = readSvg(monthSvg(month({ month: name })));
    const grounds = seen.filter(({ attributes }) => attributes.get('width') === '190');
    expect(grounds).toHaveLength(weeks * 7);
  });

  it('is the same text whatever the order of its shifts', () => {
    const shifts = daysFrom('2026-12-01', '2026-12-20').flatMap((day, index) => [
      shift(day, { member: `U${index}` }),
      shift(day, { rotation: 'ic', member: `U${index + 50}` }),
    ]);
    const expected = monthSvg(month({ shifts }));
    fc.assert(
      fc.property(fc.shuffledSubarray(shifts, { minLength: shifts.length }), (shuffled) => {
        expect(monthSvg(month({ shifts: shuffled }))).toBe(expected);
      }),
      { numRuns: 20 },
    );
  });
});
