import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callSecondary } from '../../../src/incidents/runbook/call-secondary.ts';
import { nextSecondary } from '../../../src/incidents/runbook/secondary.ts';
import { ADA, BOB, CLEO, DAN, EVE, EVENING, onBothEngines, TODAY } from '../house.ts';
import { pagedBy, pageTyped } from '../paging/pagers.ts';

describe('who is called for help', () => {
  const members = [ADA, BOB, CLEO, DAN];

  it('has on-call soonest, of those who are left; without shifts the rotation counts', () => {
    const nextShifts = [BOB, null, CLEO, ADA].map((member) => ({ member }));
    expect(nextSecondary({ nextShifts, members, passed: [] })).toBe(BOB);
    expect(nextSecondary({ nextShifts, members, passed: [BOB] })).toBe(CLEO);
    expect(nextSecondary({ nextShifts, members, passed: [ADA, BOB, CLEO] })).toBe(DAN);
    expect(nextSecondary({ nextShifts, members, passed: members })).toBe(null);
  });

  it('is in the rotation, and never somebody who was passed', () => {
    const some = fc.subarray([...members, EVE]);
    fc.assert(
      fc.property(some, some, some, (shifts, rotation, passed) => {
        const nextShifts = shifts.map((member) => ({ member }));
        const called = nextSecondary({ nextShifts, members: rotation, passed });
        if (called === null) expect(rotation.filter((member) => !passed.includes(member))).toEqual([]);
        else expect(rotation.includes(called) && !passed.includes(called)).toBe(true);
      }),
    );
  });
});

onBothEngines('calling the secondary', (open) => {
  const opened = async () => {
    const house = await open({ now: EVENING });
    for (const [day, member] of [
      ['2026-11-24', CLEO],
      ['2026-11-25', DAN],
      ['2026-11-26', ADA],
    ] as const) {
      await house.give('oncall', member, day);
    }
    const { id } = await house.open();
    const incident = await house.makeRoom({ id });
    await house.drain();
    const call = async (by = EVE) => {
      const outcome = await callSecondary({ id, by }, house.parts);
      return { outcome, paged: pagedBy(await house.drain()) };
    };
    return { house, incident, call };
  };

  it('pages the next on call who was not paged yet, one at a time', async () => {
    const { call } = await opened();
    expect((await call()).paged).toEqual([CLEO]);
    expect((await call()).paged).toEqual([DAN]);
    expect((await call()).paged).toEqual([ADA]);
    const { outcome, paged } = await call();
    expect(paged).toEqual([]);
    expect(outcome).toEqual({
      problem: 'Everybody on call who can come is paged already. `/incident page` calls others.',
    });
  });

  it('passes whoever asks, was paged by hand, or is away', async () => {
    const { house, incident, call } = await opened();
    await pageTyped(house, incident, `<@${CLEO}>`);
    const absence = { member: ADA, from_day: TODAY, to_day: TODAY, by: ADA, at: EVENING.toISOString() };
    await house.db
      .insertInto('absence')
      .values({ ...absence, cancelled_at: null, cancelled_by: null })
      .execute();
    await house.drain();
    expect((await call(DAN)).outcome).toHaveProperty('problem');
    expect((await call(EVE)).paged).toEqual([DAN]);
    expect((await call(EVE)).outcome).toHaveProperty('problem');
  });
});
