import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextFree, type Relief } from '../../../src/incidents/rules/relief.ts';

const relief = (more: Partial<Relief> = {}): Relief => ({
  members: ['UA', 'UB', 'UC', 'UD'],
  away: [],
  busy: [],
  leading: 'UB',
  led: new Map(),
  ...more,
});

describe('nextFree', () => {
  it('proposes the next in the order of the rotation', () => {
    expect(nextFree(relief())).toBe('UC');
  });

  it('begins again at the top after the last', () => {
    expect(nextFree(relief({ leading: 'UD' }))).toBe('UA');
  });

  it('passes who is away, and who has the other duty', () => {
    expect(nextFree(relief({ away: ['UC'], busy: ['UD'] }))).toBe('UA');
  });

  it('prefers who led least lately to who is next', () => {
    const led = new Map([
      ['UC', 3_600_000],
      ['UD', 60_000],
      ['UA', 60_000],
    ]);
    expect(nextFree(relief({ led }))).toBe('UD');
    expect(nextFree(relief({ led: new Map([...led, ['UA', 0]]) }))).toBe('UA');
  });

  it('begins with the first when the commander is no member, or nobody leads', () => {
    expect(nextFree(relief({ leading: 'UEVE' }))).toBe('UA');
    expect(nextFree(relief({ leading: null }))).toBe('UA');
  });

  it('proposes nobody when nobody is free', () => {
    expect(nextFree(relief({ members: ['UB'] }))).toBeNull();
    expect(nextFree(relief({ away: ['UA', 'UC', 'UD'] }))).toBeNull();
    expect(nextFree(relief({ members: [] }))).toBeNull();
  });

  it('never proposes the commander or who cannot, and somebody whenever anybody can', () => {
    const some = fc.uniqueArray(fc.constantFrom('UA', 'UB', 'UC', 'UD', 'UE'));
    const led = fc.dictionary(fc.constantFrom('UA', 'UB', 'UC'), fc.nat(3)).map((by) => new Map(Object.entries(by)));
    const leading = fc.constantFrom('UA', 'UB', null);
    fc.assert(
      fc.property(fc.record({ members: some, away: some, busy: some, leading, led }), (given) => {
        const able = given.members.filter((user) => ![...given.away, ...given.busy, given.leading].includes(user));
        const chosen = nextFree(given);
        if (able.length === 0) expect(chosen).toBeNull();
        else expect(able).toContain(chosen);
        const least = Math.min(...able.map((user) => given.led.get(user) ?? 0));
        if (chosen !== null) expect(given.led.get(chosen) ?? 0).toBe(least);
      }),
    );
  });
});
