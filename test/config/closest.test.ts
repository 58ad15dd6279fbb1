import { describe, expect, it } from 'vitest';
import { closest } from '../../src/config/closest.ts';

const KEYS = ['turn', 'hours', 'members', 'user_group'];

describe('closest', () => {
  it.each([
    ['trun', 'turn'],
    ['hour', 'hours'],
    ['member', 'members'],
    ['user-group', 'user_group'],
    ['UserGroup', 'user_group'],
    ['Turn', 'turn'],
  ])('finds that %s means %s', (typed, meant) => {
    expect(closest(typed, KEYS)).toBe(meant);
  });

  it.each(['colour', 'x', '', 'm'.repeat(5_000)])('finds nothing near %j', (typed) => {
    expect(closest(typed, KEYS)).toBeNull();
  });

  it('finds nothing among nothing', () => {
    expect(closest('turn', [])).toBeNull();
  });
});
