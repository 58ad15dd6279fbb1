import { describe, expect, it } from 'vitest';
import { durationWords } from '../../../src/incidents/rules/duration-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('durationWords', () => {
  it.each([
    [0, 'under a minute'],
    [59_999, 'under a minute'],
    [-5 * MINUTE, 'under a minute'],
    [MINUTE, '1 min'],
    [59 * MINUTE + 59_000, '59 min'],
    [HOUR, '1 h'],
    [HOUR + 5 * MINUTE, '1 h 5 min'],
    [23 * HOUR + 59 * MINUTE, '23 h 59 min'],
    [DAY, '1 d'],
    [2 * DAY + 3 * HOUR + 4 * MINUTE, '2 d 3 h'],
    [2 * DAY + 4 * MINUTE, '2 d'],
    [400 * DAY, '400 d'],
  ])('calls %d ms %s', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });
});
