import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fields, merge, type Sides } from '../../../src/incidents/rules/merge.ts';

const minute = (count: number) => new Date(Date.UTC(2026, 10, 20, 9, count));
const all = (at: Date) => ({ title: at, impact: at, summary: at, state: at });
const before: Fields = { title: 'Down', impact: 2, summary: 'S', state: 'open' };
const sides = (more: Partial<Sides> = {}): Sides => ({
  ours: before,
  oursAt: all(minute(1)),
  seen: before,
  theirs: before,
  theirsAt: minute(2),
  ...more,
});

describe('merge', () => {
  it('does nothing where nothing changed', () => {
    expect(merge(sides())).toEqual({ fields: before, push: [], pulled: [], lost: [] });
  });

  it('pushes what changed here alone, however old that is', () => {
    const ours: Fields = { ...before, title: 'Slow', impact: 3 };
    expect(merge(sides({ ours }))).toEqual({ fields: ours, push: ['title', 'impact'], pulled: [], lost: [] });
  });

  it('takes over what changed there alone, however old that is', () => {
    const theirs: Fields = { ...before, state: 'resolved' };
    expect(merge(sides({ theirs, theirsAt: minute(0) }))).toEqual({
      fields: theirs,
      push: [],
      pulled: [{ field: 'state', from: 'open', to: 'resolved' }],
      lost: [],
    });
  });

  it('keeps both edits when they are in different fields', () => {
    const ours: Fields = { ...before, title: 'Slow' };
    const theirs: Fields = { ...before, summary: 'T' };
    expect(merge(sides({ ours, theirs }))).toEqual({
      fields: { ...before, title: 'Slow', summary: 'T' },
      push: ['title'],
      pulled: [{ field: 'summary', from: 'S', to: 'T' }],
      lost: [],
    });
  });

  it.each([
    ['ours when it is newer', minute(3), 'Ours', { field: 'title', value: 'Theirs', side: 'theirs' }],
    ['ours when both are of one instant', minute(2), 'Ours', { field: 'title', value: 'Theirs', side: 'theirs' }],
    ['theirs when it is newer', minute(1), 'Theirs', { field: 'title', value: 'Ours', side: 'ours' }],
  ])('takes of two edits of one field %s, and tells what is lost', (_sentence, at, title, lost) => {
    const given = sides({
      ours: { ...before, title: 'Ours' },
      theirs: { ...before, title: 'Theirs' },
      oursAt: { ...all(minute(0)), title: at },
    });
    const merged = merge(given);
    expect(merged.fields).toEqual({ ...before, title });
    expect(merged.lost).toEqual([lost]);
    expect(merged.push).toEqual(title === 'Ours' ? ['title'] : []);
    expect(merged.pulled).toEqual(title === 'Ours' ? [] : [{ field: 'title', from: 'Ours', to: 'Theirs' }]);
  });

  it('sees no conflict where both made the same edit', () => {
    const same: Fields = { ...before, state: 'resolved' };
    expect(merge(sides({ ours: same, theirs: same }))).toEqual({ fields: same, push: [], pulled: [], lost: [] });
  });

  it('goes by time alone where theirs was never seen', () => {
    const given = sides({
      seen: null,
      ours: { ...before, title: 'Ours' },
      oursAt: { ...all(minute(1)), title: minute(3) },
    });
    expect(merge(given)).toMatchObject({ fields: { title: 'Ours' }, push: ['title'], lost: [{ side: 'theirs' }] });
  });
});

describe('any two sides', () => {
  const fields = fc.record<Fields>({
    title: fc.constantFrom('a', 'b', 'c'),
    impact: fc.constantFrom(1, 2, 3),
    summary: fc.constantFrom('', 'x', 'y'),
    state: fc.constantFrom('open', 'resolved'),
  });
  const time = fc.integer({ min: 0, max: 5 }).map(minute);
  const anySides = fc.record<Sides>({
    ours: fields,
    oursAt: fc.record({ title: time, impact: time, summary: time, state: time }),
    seen: fc.option(fields),
    theirs: fields,
    theirsAt: time,
  });
  const names = ['title', 'impact', 'summary', 'state'] as const;

  it('come to one, of which each side gets what it lacks', () => {
    fc.assert(
      fc.property(anySides, (given) => {
        const { fields: merged, push, pulled, lost } = merge(given);
        for (const field of names) {
          expect([given.ours[field], given.theirs[field]]).toContain(merged[field]);
          expect(push.includes(field)).toBe(merged[field] !== given.theirs[field]);
          expect(pulled.some((each) => each.field === field)).toBe(merged[field] !== given.ours[field]);
        }
        for (const { field, value, side } of lost) {
          expect(value).toBe(given[side][field]);
          expect(value).not.toBe(merged[field]);
        }
      }),
    );
  });

  it('stay as they came out, whether the other side knows it yet or not, and nothing is lost again', () => {
    fc.assert(
      fc.property(anySides, (given) => {
        const { fields: merged, push } = merge(given);
        const unsent = merge({ ...given, ours: merged, seen: given.theirs });
        expect(unsent).toEqual({ fields: merged, push, pulled: [], lost: [] });
        const sent = merge({ ...given, ours: merged, seen: given.theirs, theirs: merged });
        expect(sent).toEqual({ fields: merged, push: [], pulled: [], lost: [] });
      }),
    );
  });

  it('come to the same from either side, where no two edits are of one instant', () => {
    fc.assert(
      fc.property(anySides, time, (given, at) => {
        const odd = new Date(at.getTime() + 1);
        const here = merge({ ...given, oursAt: all(at), theirsAt: odd });
        const there = merge({ ...given, ours: given.theirs, theirs: given.ours, oursAt: all(odd), theirsAt: at });
        expect(there.fields).toEqual(here.fields);
        expect(there.push).toEqual(here.pulled.map(({ field }) => field));
        expect(there.lost.map(({ field, value }) => [field, value])).toEqual(
          here.lost.map(({ field, value }) => [field, value]),
        );
      }),
    );
  });
});
