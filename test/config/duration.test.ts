import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration } from '../../src/config/duration.ts';

describe('parseDuration', () => {
  it.each([
    ['30s', 30_000],
    ['5m', 300_000],
    ['8h', 28_800_000],
    ['3d', 259_200_000],
    ['0', 0],
    ['0s', 0],
    ['007m', 420_000],
  ])('reads %s as %i milliseconds', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '5', '5 m', ' 5m', '5m ', '1.5h', '-5m', '5M', '1h30m', '5ms', '1w', 'm', '٣m', '1e3s', '5m\n'])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeNull();
    },
  );

  it('is the count times the unit', () => {
    const unit = fc.constantFrom(['s', 1_000], ['m', 60_000], ['h', 3_600_000], ['d', 86_400_000] as const);
    fc.assert(
      fc.property(fc.nat(999_999), unit, (count, [letter, ms]) => {
        expect(parseDuration(`${count}${letter}`)).toBe(count * Number(ms));
      }),
    );
  });
});
