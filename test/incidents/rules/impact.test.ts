import { describe, expect, it } from 'vitest';
import { impactEmoji, impactOf, impacts, impactWords } from '../../../src/incidents/rules/impact.ts';

describe('impactOf', () => {
  it('knows the five impacts by their numbers', () => {
    expect([1, 2, 3, 4, 5].map(impactOf)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each([0, 6, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('knows none of %d', (number) => {
    expect(impactOf(number)).toBeNull();
  });
});

describe('impacts', () => {
  it('have words and a sign each, from the worst on', () => {
    expect(impacts.map((impact) => `${impactEmoji[impact]} ${impactWords[impact]}`)).toEqual([
      '🔴 Critical',
      '🟠 High',
      '🟡 Medium',
      '🔵 Low',
      '⚪ No impact',
    ]);
  });
});
