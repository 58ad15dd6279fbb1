import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingAlone } from '../../src/alerts/storm.ts';

const rule = { alerts: 20, within: 60_000 };

describe('standingAlone', () => {
  it.each([
    ['lets the first ones stand alone', 5, 0, 5],
    ['lets exactly so many stand alone', 20, 0, 20],
    ['gathers those after them', 25, 0, 20],
    ['counts those born shortly before', 5, 18, 2],
    ['gathers all once enough were born', 5, 20, 0],
    ['gathers all when more than enough were', 5, 100, 0],
  ])('%s', (_sentence, born, recent, alone) => {
    expect(standingAlone(born, recent, rule)).toBe(alone);
  });

  it('never lets more than the limit stand alone, however they are split into batches', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 8 }), (batches) => {
        let recent = 0;
        let alone = 0;
        for (const born of batches) {
          alone += standingAlone(born, recent, rule);
          recent += born;
        }
        expect(alone).toBe(Math.min(recent, rule.alerts));
      }),
    );
  });
});
