import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Override, planOverrides, type Turn } from '../../../../src/incidents/aws/mirror/override-plan.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 23, hour));
const turn = (contact: string, from: number, to: number): Turn => ({ contact, from: at(from), to: at(to) });
const override = (id: string, contact: string, from: number, to: number): Override => ({
  ...{ id, contacts: [contact], from: at(from), to: at(to) },
});
const plan = (turns: Turn[], overrides: Override[], { own = [], now = 0 }: { own?: string[]; now?: number } = {}) => {
  const { remove, create } = planOverrides({ turns, overrides, own: new Set(own), now: at(now) });
  return { remove: remove.map(({ id }) => id), create };
};

describe('the overrides of a rotation', () => {
  it('are created for turns that have none', () => {
    expect(plan([turn('ada', 8, 16), turn('bob', 16, 22)], [override('o', 'ada', 8, 16)])).toEqual({
      remove: [],
      create: [turn('bob', 16, 22)],
    });
  });

  it('are left when they say who has the turn, whoever made them', () => {
    const longer = override('o', 'ada', 6, 20);
    expect(plan([turn('ada', 8, 16)], [longer])).toEqual({ remove: [], create: [] });
  });

  it('are replaced when they say somebody else has it, whoever made them', () => {
    const other = override('o', 'bob', 15, 20);
    expect(plan([turn('ada', 8, 16)], [other])).toEqual({ remove: ['o'], create: [turn('ada', 8, 16)] });
    const two = { ...override('o', 'ada', 8, 16), contacts: ['ada', 'bob'] };
    expect(plan([turn('ada', 8, 16)], [two])).toEqual({ remove: ['o'], create: [turn('ada', 8, 16)] });
  });

  it('are replaced when they leave a part of the turn to somebody else', () => {
    const short = override('o', 'ada', 8, 15);
    expect(plan([turn('ada', 8, 16)], [short])).toEqual({ remove: ['o'], create: [turn('ada', 8, 16)] });
  });

  it('of a turn that is no more are removed when we made them, and left when somebody else did', () => {
    const overrides = [override('ours', 'ada', 8, 16), override('theirs', 'bob', 17, 18)];
    expect(plan([], overrides, { own: ['ours'] })).toEqual({ remove: ['ours'], create: [] });
  });

  it('that we made are as long as the turn, and no longer', () => {
    const overrides = [override('ours', 'ada', 8, 18)];
    expect(plan([turn('ada', 8, 16)], overrides, { own: ['ours'] })).toEqual({
      remove: ['ours'],
      create: [turn('ada', 8, 16)],
    });
  });

  it('of a turn under way are made for what is left of it, and are right when they were', () => {
    expect(plan([turn('ada', 8, 16)], [], { now: 10 }).create).toEqual([turn('ada', 10, 16)]);
    const made = [override('ours', 'ada', 10, 16)];
    expect(plan([turn('ada', 8, 16)], made, { own: ['ours'], now: 12 })).toEqual({ remove: [], create: [] });
  });

  it('of what is over are left as they are', () => {
    const made = [override('ours', 'bob', 8, 16)];
    expect(plan([turn('ada', 8, 16)], made, { own: ['ours'], now: 16 })).toEqual({ remove: [], create: [] });
  });

  const people = fc.constantFrom('ada', 'bob', 'cleo');
  const turns = fc
    .array(fc.tuple(people, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 6 })), { maxLength: 8 })
    .map((parts) => {
      let hour = 0;
      return parts.map(([contact, gap, hours]) => {
        const from = hour + gap;
        hour = from + hours;
        return turn(contact, from, hour);
      });
    });
  const mirror = fc.record({
    turns,
    // As AWS has them: none overlaps with another.
    overrides: turns.map((some) =>
      some.map(({ contact, ...times }, index) => ({ id: `${index}`, contacts: [contact], ...times })),
    ),
    own: fc.uniqueArray(fc.integer({ min: 0, max: 7 })).map((ids) => new Set(ids.map(String))),
    now: fc.integer({ min: 0, max: 20 }).map(at),
  });

  it('say after it, at every hour to come, who has the turn, and never overlap', () => {
    fc.assert(
      fc.property(mirror, ({ turns, overrides, own, now }) => {
        const { remove, create } = planOverrides({ turns, overrides, own, now });
        const made = create.map(({ contact, ...times }, index) => ({
          id: `new ${index}`,
          contacts: [contact],
          ...times,
        }));
        const after = [...overrides.filter((each) => !remove.includes(each)), ...made];
        const inForce = (time: Date) => after.filter(({ from, to }) => from <= time && time < to);
        for (let hour = 0; hour < 100; hour += 1) {
          expect(inForce(at(hour)).length).toBeLessThan(2);
          const due = turns.find(({ from, to }) => from <= at(hour) && at(hour) < to);
          if (due && at(hour) >= now)
            expect(inForce(at(hour)).map(({ contacts }) => contacts)).toEqual([[due.contact]]);
        }
        const again = planOverrides({
          turns,
          overrides: after,
          own: new Set([...own, ...made.map(({ id }) => id)]),
          now,
        });
        expect(again).toEqual({ remove: [], create: [] });
      }),
    );
  });

  it('of others that contradict no turn are never touched', () => {
    fc.assert(
      fc.property(mirror, ({ turns, overrides, now }) => {
        const { remove } = planOverrides({ turns, overrides, own: new Set(), now });
        for (const { from, to } of remove)
          expect(turns.some((each) => from < each.to && to > each.from && each.to > now)).toBe(true);
      }),
    );
  });
});
