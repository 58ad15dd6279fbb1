import { describe, expect, it } from 'vitest';
import type { ListedShift } from '../../src/duty/shift.ts';
import { nowOrNext, standings, whoIsOnDuty } from '../../src/duty/standing.ts';
import { someShift } from './some-shift.ts';

const MONDAY = '2026-11-23';
const ada = someShift('ic', MONDAY, { member: 'UADA' });
const bob = someShift('oncall', MONDAY, { member: 'UBOB' });
const night = someShift('oncall', MONDAY, { member: 'UCY', hours: '22:00-06:00' });

/** Where both rotations stand at a time of Monday in Warsaw. */
const standAt = (shifts: readonly ListedShift[], time: string) =>
  standings(shifts, new Date(`${MONDAY}T${time}:00+01:00`));

describe('the one on duty', () => {
  it.each<[sentence: string, time: string, who: string | null]>([
    ['is nobody before the first shift', '06:59', null],
    ['is the Incident Commander from the first instant of the shift', '07:00', 'UADA'],
    ['is whoever is on call from its last instant on', '15:00', 'UBOB'],
    ['is nobody when all are over', '22:00', null],
  ])('%s', (_sentence, time, who) => {
    expect(whoIsOnDuty(standAt([ada, bob], time))).toBe(who);
  });

  it('is the Incident Commander where both have the hour, and whoever is on call where the Incident Commander’s is a gap', () => {
    const early = someShift('oncall', MONDAY, { member: 'UBOB', hours: '07:00-22:00' });
    expect(whoIsOnDuty(standAt([ada, early], '12:00'))).toBe('UADA');
    expect(whoIsOnDuty(standAt([{ ...ada, member: null }, early], '12:00'))).toBe('UBOB');
  });

  it('of a night is the same after midnight', () => {
    expect(whoIsOnDuty(standings([night], new Date('2026-11-24T05:59:00+01:00')))).toBe('UCY');
    expect(whoIsOnDuty(standings([night], new Date('2026-11-24T06:00:00+01:00')))).toBeNull();
  });
});

describe('where a rotation stands', () => {
  it('is the shift under way, the next to begin, and the next that somebody has', () => {
    const gap = someShift('ic', '2026-11-24', { member: null });
    const cy = someShift('ic', '2026-11-25', { member: 'UCY' });
    expect(standAt([ada, gap, cy], '12:00').ic).toEqual({ now: ada, next: gap, nextHeld: cy });
    expect(standAt([ada, gap, cy], '15:00').ic).toEqual({ now: null, next: gap, nextHeld: cy });
    expect(standAt([], '12:00').ic).toEqual({ now: null, next: null, nextHeld: null });
  });

  it('names who has it now or, past gaps, who has it next', () => {
    const cy = someShift('ic', '2026-11-25', { member: 'UCY' });
    expect(nowOrNext(standAt([ada, cy], '12:00').ic)).toBe('UADA');
    expect(nowOrNext(standAt([{ ...ada, member: null }, cy], '12:00').ic)).toBe('UCY');
    expect(nowOrNext(standAt([], '12:00').ic)).toBeNull();
  });
});
