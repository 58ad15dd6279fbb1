import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AlarmStand, alarmId, isLate, placeInOrder, type Told } from '../../src/alerts/stand.ts';
import type { AlertRow } from '../../src/alerts/store.ts';
import { change, fires, losesData, NOON, recovers } from './event.ts';

const WINDOW = 30 * 60_000;
const told = (event: Told['event']): Told => ({
  event,
  delivery: { road: 'sqs', receivedAt: NOON, messageId: null },
});

function placed(...events: Told['event'][]) {
  const stands = new Map<string, AlarmStand>();
  return { stands, placed: placeInOrder(events.map(told), stands, WINDOW) };
}

describe('placeInOrder', () => {
  it('gathers what happens to one alarm within the window in one alert', () => {
    const { placed: all } = placed(fires(0), recovers(5), fires(10), losesData(12));
    expect(new Set(all.map(({ alert }) => alert)).size).toBe(1);
    expect(all[0]?.alert).toMatchObject({
      standing: { repeats: 1, condition: 'no_data' },
      joined: [{ id: fires(10).id }],
    });
  });

  it('keeps alarms apart, also those of two sources under one key', () => {
    const { placed: all } = placed(fires(0), fires(1, { alarm: 'other' }), fires(2, { source: 'alertmanager' }));
    expect(new Set(all.map(({ alert }) => alert)).size).toBe(3);
  });

  it('makes two alerts of two firings far apart, the second of which knows the first', () => {
    const { placed: all, stands } = placed(fires(0), fires(31));
    expect(all[1]?.alert?.previous).toBe(all[0]?.alert);
    expect(stands.get(alarmId(fires(0)))?.latest).toBe(all[1]?.alert);
  });

  it('shows the newest firing, and no recovery', () => {
    expect(placed(fires(0), fires(5), recovers(9)).placed[0]?.alert?.event.id).toBe(fires(5).id);
  });

  it('remembers recoveries without an alert, and what was last heard of the alarm', () => {
    const { placed: all, stands } = placed(recovers(0), losesData(3));
    expect(all.map(({ alert }) => alert)).toEqual([null, null]);
    expect(stands.get(alarmId(fires(0)))?.alarm).toMatchObject({ condition: 'no_data', alert_id: null });
  });

  it('joins the alert that the database holds, unless it was called fixed', () => {
    const again = (state: string) => {
      const times = { fired_at: fires(0).at.toISOString(), active_at: fires(0).at.toISOString(), recovered_at: null };
      const row = { id: 7, state, condition: 'firing', repeats: 0, ...times } as AlertRow;
      const standing = {
        state: state as 'looking',
        condition: 'firing' as const,
        firedAt: NOON.getTime(),
        activeAt: NOON.getTime(),
        recoveredAt: null,
        repeats: 0,
      };
      const latest = { row, standing, event: fires(0), joined: [], previous: null };
      const alarm = {
        source: 'cloudwatch',
        key: fires(0).key,
        name: 'cpu-high',
        condition: 'firing',
        last_event_at: '',
        alert_id: 7,
      };
      return placeInOrder([told(fires(5))], new Map([[alarmId(fires(0)), { alarm, latest }]]), WINDOW)[0]?.alert?.row;
    };
    expect(again('looking')?.id).toBe(7);
    expect(again('fixed')).toBeNull();
  });

  it('puts every event somewhere, counts every firing once, and ends with the newest condition', () => {
    const anyEvent = fc.tuple(
      fc.constantFrom('firing' as const, 'recovered' as const, 'no_data' as const),
      fc.integer({ min: 0, max: 500 }),
    );
    fc.assert(
      fc.property(fc.uniqueArray(anyEvent, { selector: ([, minute]) => minute, maxLength: 12 }), (given) => {
        const events = given.toSorted((a, b) => a[1] - b[1]).map(([condition, minute]) => change(condition, minute));
        const { placed: all, stands } = placed(...events);
        const alerts = [...new Set(all.flatMap(({ alert }) => alert ?? []))];
        const firings = events.filter(({ condition }) => condition === 'firing').length;
        expect(alerts.reduce((sum, { standing }) => sum + 1 + standing.repeats, 0)).toBe(firings);
        expect(stands.get(alarmId(fires(0)))?.alarm.condition).toBe(events.at(-1)?.condition);
        if (firings > 0)
          expect(all.findLast(({ alert }) => alert)?.alert?.standing.condition).toBe(events.at(-1)?.condition);
      }),
    );
  });
});

describe('isLate', () => {
  const { stands } = placed(fires(10));

  it.each([
    ['an event before the newest one of its alarm', fires(9), true],
    ['an event at the same instant', recovers(10), false],
    ['an event after it', recovers(11), false],
    ['an event of an alarm that was never heard of', fires(0, { alarm: 'other' }), false],
  ])('judges %s', (_sentence, event, late) => {
    expect(isLate(event, stands)).toBe(late);
  });
});
