import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Act, inferChanges, isNews, standingAct } from '../../src/triage/acts.ts';

const stamp = (second: number) => `${1_763_640_000 + second}.000100`;
const act = (id: number, second: number, more: Partial<Act> = {}): Act => ({
  id,
  state: 'looking',
  by: 'UADA',
  at: stamp(second),
  undoneAt: null,
  ...more,
});

describe('standingAct', () => {
  it.each<[string, Act[], number | null]>([
    ['is nothing where nobody acted', [], null],
    ['is the newest by its own time, in whatever order they were kept', [act(1, 9), act(2, 5)], 1],
    [
      'falls back to the newest left when the newest was undone',
      [act(1, 1), act(2, 2), act(3, 3, { undoneAt: stamp(4) })],
      2,
    ],
    ['is nothing when all were undone', [act(1, 1, { undoneAt: stamp(2) })], null],
    ['is the one kept last among those of one instant', [act(1, 1), act(2, 1)], 2],
  ])('%s', (_sentence, acts, id) => {
    expect(standingAct(acts)?.id ?? null).toBe(id);
  });

  it('depends on no order, and undoing it uncovers the one that stood before it', () => {
    const anyActs = fc.uniqueArray(fc.record({ id: fc.nat(50), second: fc.nat(20), undone: fc.boolean() }), {
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(anyActs, (given) => {
        const acts = given.map(({ id, second, undone }) => act(id, second, { undoneAt: undone ? stamp(99) : null }));
        const newest = standingAct(acts);
        expect(standingAct(acts.toReversed())).toEqual(newest);
        if (newest)
          expect(standingAct(acts.map((each) => (each === newest ? { ...each, undoneAt: stamp(99) } : each)))).toEqual(
            standingAct(acts.filter((each) => each !== newest)),
          );
      }),
    );
  });
});

describe('isNews', () => {
  const known = (changedAt: string) => ({ present: true, changedAt, inferred: false });

  it.each([
    ['whatever comes first', null, true],
    ['what comes later', known(stamp(4)), true],
    ['not the same again', known(stamp(5)), false],
    ['not what is older', known(stamp(6)), false],
    ['what comes when no event was ever told of', known(''), true],
  ])('is %s', (_sentence, before, news) => {
    expect(isNews({ added: true, at: stamp(5) }, before)).toBe(news);
  });
});

describe('inferChanges', () => {
  const eyes = (...users: string[]) => ({ emoji: 'eyes', users, complete: true });
  const check = (...users: string[]) => ({ emoji: 'heavy_check_mark', users, complete: true });
  const known = (emoji: string, user: string) => ({ emoji, user });

  it('finds nothing where nothing changed', () => {
    expect(inferChanges([eyes('UADA')], [known('eyes', 'UADA')])).toEqual([]);
  });

  it('takes what is new in the order of Slack, whose last thereby wins', () => {
    expect(inferChanges([eyes('UADA'), check('UBOB', 'UADA')], [])).toEqual([
      { emoji: 'eyes', user: 'UADA', added: true },
      { emoji: 'heavy_check_mark', user: 'UBOB', added: true },
      { emoji: 'heavy_check_mark', user: 'UADA', added: true },
    ]);
  });

  it('puts what is gone before what is new', () => {
    expect(inferChanges([check('UADA')], [known('eyes', 'UADA')])).toEqual([
      { emoji: 'eyes', user: 'UADA', added: false },
      { emoji: 'heavy_check_mark', user: 'UADA', added: true },
    ]);
  });

  it('takes nobody for gone whom Slack may have left out of a long list', () => {
    expect(inferChanges([{ ...eyes('UADA'), complete: false }], [known('eyes', 'UBOB')])).toEqual([
      { emoji: 'eyes', user: 'UADA', added: true },
    ]);
    expect(inferChanges([eyes('UADA')], [known('eyes', 'UBOB'), known('eyes', 'UADA')])).toEqual([
      { emoji: 'eyes', user: 'UBOB', added: false },
    ]);
  });

  it('leads from what was known to what Slack shows, whatever these are', () => {
    const some = fc.uniqueArray(
      fc.tuple(fc.constantFrom('eyes', 'repeat', 'no_entry'), fc.constantFrom('UA', 'UB', 'UC')),
      { selector: String },
    );
    fc.assert(
      fc.property(some, some, (before, now) => {
        const byEmoji = Map.groupBy(now, ([emoji]) => emoji);
        const seen = [...byEmoji].map(([emoji, pairs]) => ({
          emoji,
          users: pairs.map(([, user]) => user),
          complete: true,
        }));
        const result = new Set(before.map(String));
        for (const { emoji, user, added } of inferChanges(
          seen,
          before.map(([emoji, user]) => known(emoji, user)),
        )) {
          if (added) result.add(`${emoji},${user}`);
          else result.delete(`${emoji},${user}`);
        }
        expect([...result].toSorted()).toEqual(now.map(String).toSorted());
      }),
    );
  });
});
