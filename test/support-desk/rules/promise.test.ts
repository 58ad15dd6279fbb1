import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueAt, promiseWords, remindAt, type Span } from '../../../src/support/rules/promise.ts';

const HOUR = 3_600_000;
const within = { critical: HOUR, high: 24 * HOUR, medium: 24 * HOUR, low: 24 * HOUR };
const at = (text: string) => new Date(`${text}:00Z`);
const span = (start: string, end: string): Span => ({ start: at(start), end: at(end) });

/** Ten hours on each of three days. */
const hours = [
  span('2026-11-23T08:00', '2026-11-23T18:00'),
  span('2026-11-24T08:00', '2026-11-24T18:00'),
  span('2026-11-25T08:00', '2026-11-25T18:00'),
];

describe('by when somebody looks', () => {
  it.each([
    ['a critical ticket is answered within an hour by the clock', 1, '2026-11-23T23:30', '2026-11-24T00:30'],
    ['a high one within a day by the clock', 2, '2026-11-23T23:30', '2026-11-24T23:30'],
    ['a medium one in hours that a rotation covers', 3, '2026-11-23T12:00', '2026-11-25T16:00'],
    ['a low one too, from when the next hours begin', 4, '2026-11-22T20:00', '2026-11-25T12:00'],
    ['where the hours known do not suffice, the clock counts on', 3, '2026-11-25T17:00', '2026-11-26T17:00'],
  ] as const)('%s', (_what, impact, opened, due) => {
    expect(dueAt({ impact, openedAt: at(opened) }, { within, hours })).toEqual(at(due));
  });

  it('nothing is promised for what has no impact, or where that is switched off', () => {
    expect(dueAt({ impact: 5, openedAt: at('2026-11-23T12:00') }, { within, hours })).toBeNull();
    expect(
      dueAt({ impact: 3, openedAt: at('2026-11-23T12:00') }, { within: { ...within, medium: 0 }, hours }),
    ).toBeNull();
  });

  const spans = fc
    .array(fc.record({ start: fc.integer({ min: 0, max: 500 }), lasts: fc.integer({ min: 1, max: 40 }) }), {
      maxLength: 20,
    })
    .map((all) =>
      all.map(({ start, lasts }) => ({ start: new Date(start * HOUR), end: new Date((start + lasts) * HOUR) })),
    );

  it('counts each hour once, however the rotations overlap, and in whatever order they come', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 0, max: 300 }), (some, opened) => {
        const openedAt = new Date(opened * HOUR);
        const due = dueAt({ impact: 3, openedAt }, { within, hours: some }) as Date;
        const covered = Array.from({ length: 600 }, (_, hour) => hour * HOUR).filter((hour) =>
          some.some(({ start, end }) => start.getTime() <= hour && hour < end.getTime()),
        );
        const counted = covered.filter((hour) => hour >= openedAt.getTime() && hour < due.getTime());
        const last = Math.max(openedAt.getTime(), ...some.map(({ end }) => end.getTime()));
        if (due.getTime() <= last) expect(counted).toHaveLength(24);
        else expect(counted.length * HOUR + (due.getTime() - last)).toBe(24 * HOUR);
        expect(dueAt({ impact: 3, openedAt }, { within, hours: some.toReversed() })).toEqual(due);
      }),
    );
  });

  it('is reminded of a quarter of the time before, but never earlier than an hour before', () => {
    const openedAt = at('2026-11-23T12:00');
    expect(remindAt({ openedAt, dueAt: at('2026-11-23T13:00') })).toEqual(at('2026-11-23T12:45'));
    expect(remindAt({ openedAt, dueAt: at('2026-11-24T12:00') })).toEqual(at('2026-11-24T11:00'));
  });

  it('is told to those who choose an impact', () => {
    expect([1, 2, 5].map((impact) => promiseWords(impact as 1, within))).toEqual([
      'production down, answer within an hour',
      'general guidance, answer within 24 hours',
      '',
    ]);
  });
});
