import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Change,
  newborn,
  type Placed,
  place,
  placeLate,
  type Standing,
  standingOf,
} from '../../src/alerts/place.ts';

const WINDOW = 30;
const alert = (more: Partial<Standing> = {}): Standing => ({ ...newborn(0), ...more });
const fires = (at: number): Change => ({ condition: 'firing', at });
const recovers = (at: number): Change => ({ condition: 'recovered', at });
const losesData = (at: number): Change => ({ condition: 'no_data', at });
const of = (alertId: number | null, change: Change): Placed => ({ ...change, alertId });

describe('place', () => {
  it.each<[string, Change, Standing | null, string]>([
    ['gives birth to an alert for an alarm that never fired', fires(0), null, 'born'],
    ['joins a firing at the very end of the window', fires(30), alert(), 'joins'],
    ['gives birth one instant after the window', fires(31), alert(), 'born'],
    ['counts the window from the newest firing', fires(50), alert({ activeAt: 20 }), 'joins'],
    ['counts the window from the recovery', fires(50), alert({ activeAt: 20, recoveredAt: 20 }), 'joins'],
    ['never joins an alert that was called fixed', fires(1), alert({ state: 'fixed' }), 'born'],
    ['joins one that was called a duplicate', fires(1), alert({ state: 'repeat' }), 'joins'],
    ['joins one that is ignored', fires(1), alert({ state: 'ignored' }), 'joins'],
    ['remembers a recovery without an alert', recovers(0), null, 'remembered'],
    ['remembers a loss of data without an alert', losesData(0), null, 'remembered'],
    ['lets an alert recover however late', recovers(10_000), alert(), 'joins'],
  ])('%s', (_sentence, change, latest, kind) => {
    expect(place(change, latest, WINDOW).kind).toBe(kind);
  });

  it('begins an alert untriaged, firing, with no repeats', () => {
    const born = { state: 'untriaged', condition: 'firing', firedAt: 7, activeAt: 7, recoveredAt: null, repeats: 0 };
    expect(place(fires(7), null, WINDOW)).toEqual({ kind: 'born', alert: born });
  });

  it('counts a firing that joins and takes the recovery back', () => {
    const recovered = alert({ condition: 'recovered', activeAt: 5, recoveredAt: 5 });
    const again = { condition: 'firing', activeAt: 9, recoveredAt: null, repeats: 1 };
    expect(place(fires(9), recovered, WINDOW)).toMatchObject({ kind: 'joins', alert: again });
  });

  it('lets only a recovery recover: a loss of data is neither that nor activity', () => {
    const lost = { condition: 'no_data', activeAt: 0, recoveredAt: null };
    expect(place(losesData(5), alert(), WINDOW)).toMatchObject({ alert: lost });
    expect(place(recovers(6), alert(lost as Partial<Standing>), WINDOW)).toMatchObject({
      alert: { condition: 'recovered', activeAt: 6, recoveredAt: 6 },
    });
  });
});

describe('placeLate', () => {
  const rule = { repeatWindow: WINDOW, fixed: false };

  it.each<[string, Change, Placed[], { alertId: number | 'new' | null; absorbs: number[] }]>([
    [
      'makes one alert of an alarm that arrives after its recovery',
      fires(0),
      [of(null, recovers(5))],
      { alertId: 'new', absorbs: [0] },
    ],
    [
      'takes recoveries and losses of data up to the next alert',
      fires(0),
      [of(null, losesData(3)), of(null, recovers(5)), of(7, fires(60))],
      { alertId: 'new', absorbs: [0, 1] },
    ],
    [
      'joins the alert that begins within the window after it',
      fires(0),
      [of(null, recovers(10)), of(7, fires(40))],
      { alertId: 7, absorbs: [0] },
    ],
    [
      'stays apart from one that begins after the window',
      fires(0),
      [of(7, fires(31))],
      { alertId: 'new', absorbs: [] },
    ],
    [
      'joins the alert before it within the window',
      fires(35),
      [of(7, fires(0)), of(7, recovers(5)), of(7, recovers(50))],
      { alertId: 7, absorbs: [] },
    ],
    [
      'joins the alert that fires both before and after it',
      fires(10),
      [of(7, fires(0)), of(7, fires(20))],
      { alertId: 7, absorbs: [] },
    ],
    [
      'takes its recovery back from the alert before it, when that was over',
      fires(120),
      [of(7, fires(0)), of(7, recovers(10)), of(7, recovers(130))],
      { alertId: 'new', absorbs: [2] },
    ],
    [
      'does not count a loss of data as activity',
      fires(35),
      [of(7, fires(0)), of(7, losesData(10))],
      { alertId: 'new', absorbs: [] },
    ],
    [
      'gives a recovery to the alert before it',
      recovers(5),
      [of(7, fires(0)), of(8, fires(60))],
      { alertId: 7, absorbs: [] },
    ],
    ['only remembers a recovery before every alert', recovers(5), [of(8, fires(60))], { alertId: null, absorbs: [] }],
  ])('%s', (_sentence, change, others, placement) => {
    expect(placeLate(change, others, rule)).toEqual(placement);
  });

  it('makes a new alert of a firing after one that was called fixed', () => {
    const others = [of(7, fires(0)), of(7, recovers(5)), of(7, recovers(12))];
    expect(placeLate(fires(10), others, { ...rule, fixed: true })).toEqual({ alertId: 'new', absorbs: [2] });
    expect(placeLate(fires(10), others, rule).alertId).toBe(7);
  });

  it('joins a fixed alert that had fired later still: whoever fixed it knew', () => {
    const others = [of(7, fires(0)), of(7, fires(20))];
    expect(placeLate(fires(10), others, { ...rule, fixed: true }).alertId).toBe(7);
  });
});

describe('standingOf', () => {
  const anyChange = fc.record({
    condition: fc.constantFrom('firing' as const, 'recovered' as const, 'no_data' as const),
    at: fc.integer({ min: 1, max: WINDOW }),
  });

  it('comes to what the same events come to when they are placed one by one', () => {
    fc.assert(
      fc.property(fc.array(anyChange, { maxLength: 8 }), (later) => {
        const changes = [fires(0), ...later.toSorted((a, b) => a.at - b.at)];
        const stepped = changes.slice(1).reduce((standing, change) => {
          const placement = place(change, standing, Number.POSITIVE_INFINITY);
          return placement.kind === 'joins' ? placement.alert : standing;
        }, newborn(0));
        expect(standingOf(changes, 'untriaged')).toEqual(stepped);
      }),
    );
  });

  it('keeps the state that people gave', () => {
    expect(standingOf([fires(0)], 'looking').state).toBe('looking');
  });
});
