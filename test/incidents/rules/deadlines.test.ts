import { describe, expect, it } from 'vitest';
import { isReliefDue, isUpdateDue } from '../../../src/incidents/rules/deadlines.ts';

const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const HALF_HOUR = 30 * 60_000;
const EIGHT_HOURS = 8 * 3_600_000;

describe('isUpdateDue', () => {
  const isDue = (now: string, { last = '', reminded = '', every = HALF_HOUR } = {}) =>
    isUpdateDue({
      openedAt: at('09:00:00'),
      lastUpdateAt: last === '' ? null : at(last),
      remindedAt: reminded === '' ? null : at(reminded),
      every,
      now: at(now),
    });

  it('is a span after the opening, to the second', () => {
    expect(isDue('09:29:59')).toBe(false);
    expect(isDue('09:30:00')).toBe(true);
    expect(isDue('13:00:00')).toBe(true);
  });

  it('is a span after the last update', () => {
    expect(isDue('09:49:59', { last: '09:20:00' })).toBe(false);
    expect(isDue('09:50:00', { last: '09:20:00' })).toBe(true);
  });

  it('is once for each span', () => {
    expect(isDue('10:01:59', { reminded: '09:32:00' })).toBe(false);
    expect(isDue('10:02:00', { reminded: '09:32:00' })).toBe(true);
    expect(isDue('10:02:00', { reminded: '09:32:00', last: '09:40:00' })).toBe(false);
  });

  it('is never when it is switched off', () => {
    expect(isDue('23:00:00', { every: 0 })).toBe(false);
  });
});

describe('isReliefDue', () => {
  const isDue = (now: string, { proposed = '', after = EIGHT_HOURS } = {}) =>
    isReliefDue({ since: at('01:00:00'), proposedAt: proposed === '' ? null : at(proposed), after, now: at(now) });

  it('is a span after the commander began', () => {
    expect(isDue('08:59:59')).toBe(false);
    expect(isDue('09:00:00')).toBe(true);
  });

  it('is once for each span', () => {
    expect(isDue('17:00:59', { proposed: '09:01:00' })).toBe(false);
    expect(isDue('17:01:00', { proposed: '09:01:00' })).toBe(true);
  });

  it('does not count what was proposed to the commander before', () => {
    expect(isDue('08:59:59', { proposed: '00:30:00' })).toBe(false);
    expect(isDue('09:00:00', { proposed: '00:30:00' })).toBe(true);
  });

  it('is never when it is switched off', () => {
    expect(isDue('23:00:00', { after: 0 })).toBe(false);
  });
});
