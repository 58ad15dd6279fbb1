import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AlarmEvent } from '../../src/alerts/alarm-event.ts';
import { batch, change, fires, losesData, recovers } from './event.ts';
import { type House, onBothEngines } from './house.ts';

/** Every order of some things. */
function orders<T>(things: readonly T[]): T[][] {
  if (things.length <= 1) return [[...things]];
  return things.flatMap((first, index) => orders(things.toSpliced(index, 1)).map((rest) => [first, ...rest]));
}

const conditions = async (house: House) => (await house.alerts()).map(({ condition }) => condition);

onBothEngines('an event that comes late', (open) => {
  it('makes one alert of an alarm whose recovery came first, posted once, as recovered', async () => {
    const house = await open();
    await house.tell(recovers(5), fires(0));
    expect(await house.alerts()).toMatchObject([
      {
        condition: 'recovered',
        repeats: 0,
        firedAt: '2026-11-20T13:00:00.000+01:00',
        recoveredAt: '2026-11-20T13:05:00.000+01:00',
      },
    ]);
    const said = await house.drain();
    expect(said).toHaveLength(1);
    expect(said[0]?.text).toMatch(/recovered/i);
  });

  it('of two firings far apart, told in any order with their ends, makes two alerts that have recovered', async () => {
    const house = await open();
    for (const [index, order] of orders(['F0', 'O10', 'F120', 'O130']).entries()) {
      const alarm = `a${index}`;
      const events = order.map((name) => (name[0] === 'F' ? fires : recovers)(Number(name.slice(1)), { alarm }));
      await house.tell(...events);
      const mine = (await house.alerts()).filter((alert) => alert.alarm === alarm);
      expect(mine, order.join(' ')).toMatchObject([
        { condition: 'recovered', repeats: 0, recoveredAt: '2026-11-20T15:10:00.000+01:00' },
        { condition: 'recovered', repeats: 0, recoveredAt: '2026-11-20T13:10:00.000+01:00' },
      ]);
    }
  });

  it('counts a firing that comes after later ones, with a line in the thread of its alert', async () => {
    const house = await open();
    await house.tell(fires(0), fires(20));
    const [card] = await house.drain();
    await house.tell(fires(10));
    expect(await house.alerts()).toMatchObject([{ repeats: 2, title: fires(20).title, condition: 'firing' }]);
    expect(await house.drain()).toMatchObject([
      { kind: 'rewrite', messageId: card?.messageId },
      { kind: 'post', threadOf: card?.messageId },
    ]);
  });

  it('is shown when it is the newest firing of its alert', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(25), fires(20));
    expect(await house.alerts()).toMatchObject([{ repeats: 1, title: fires(20).title, condition: 'recovered' }]);
  });

  it('moves the beginning of an alert back when it fired before', async () => {
    const house = await open();
    await house.tell(fires(20), fires(0));
    expect(await house.alerts()).toMatchObject([
      { repeats: 1, firedAt: '2026-11-20T13:00:00.000+01:00', title: fires(20).title },
    ]);
  });

  it('is a new alert after one that was called fixed, and knows what became of that', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(5));
    await house.drain();
    const ts = (await house.alerts())[0]?.ts ?? '';
    await house.react({ ts, at: '1763640001.000000', emoji: 'heavy_check_mark' });
    await house.tell(recovers(12), fires(10));
    expect(await house.alerts()).toMatchObject([
      { state: 'untriaged', condition: 'recovered', recoveredAt: '2026-11-20T13:12:00.000+01:00' },
      { state: 'fixed', condition: 'recovered', recoveredAt: '2026-11-20T13:05:00.000+01:00' },
    ]);
    const rows = await house.db.selectFrom('alert').select(['id', 'previous_id']).orderBy('id').execute();
    expect(rows[1]?.previous_id).toBe(rows[0]?.id);
  });

  it('leaves the alarm with its newest alert, which the next firing joins', async () => {
    const house = await open();
    await house.tell(fires(100), fires(0), fires(110));
    expect((await house.alerts()).map(({ repeats }) => repeats)).toEqual([1, 0]);
  });

  it('of a loss of data does not outdo a recovery after it', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(5), losesData(3));
    expect(await conditions(house)).toEqual(['recovered']);
    await house.tell(losesData(-1));
    expect(await conditions(house)).toEqual(['recovered']);
  });

  const anyEvents = (most: number) =>
    fc.uniqueArray(
      fc.tuple(
        fc.constantFrom('firing' as const, 'firing' as const, 'recovered' as const, 'no_data' as const),
        fc.integer({ min: 0, max: most }),
      ),
      { selector: ([, minute]) => minute, minLength: 1, maxLength: 8 },
    );
  /** Events in any order, some of them twice, cut into batches. */
  const delivered = (most: number) =>
    anyEvents(most).chain((events) =>
      fc.record({
        events: fc.constant(events),
        order: fc
          .shuffledSubarray([...events, ...events], { minLength: events.length })
          .map((some) => [...some, ...events]),
        cuts: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 24, maxLength: 24 }),
      }),
    );

  async function deliver(house: House, alarm: string, order: [AlarmEvent['condition'], number][], cuts: number[]) {
    const events = order.map(([condition, minute]) => change(condition, minute, { alarm }));
    for (const cut of cuts) if (events.length > 0) await house.intake(batch(events.splice(0, cut)));
    const rows = await house.db
      .selectFrom('alert')
      .selectAll()
      .where('alarm', '=', alarm)
      .orderBy('fired_at')
      .execute();
    const alarms = await house.db.selectFrom('alarm').selectAll().where('name', '=', alarm).execute();
    return { rows, alarm: alarms[0] };
  }

  it('changes neither the number of firings nor what the alarm came to, in whatever order and however often events come', async () => {
    const house = await open({ storm: { alerts: 1_000_000, within: 1 } });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(delivered(120), async ({ events, order, cuts }) => {
        runs += 1;
        const { rows, alarm } = await deliver(house, `any${runs}`, order, cuts);
        const inOrder = events.toSorted((a, b) => a[1] - b[1]);
        const firings = events.filter(([condition]) => condition === 'firing').length;
        expect(rows.reduce((sum, row) => sum + 1 + row.repeats, 0)).toBe(firings);
        expect(alarm?.condition).toBe(inOrder.at(-1)?.[0]);
        if (firings > 0) expect(rows.at(-1)?.condition).toBe(inOrder.at(-1)?.[0]);
        expect(alarm?.alert_id ?? null).toBe(rows.at(-1)?.id ?? null);
      }),
      { numRuns: 25 },
    );
  });

  it('makes one alert of whatever happens within one window, in any order', async () => {
    const house = await open({ storm: { alerts: 1_000_000, within: 1 } });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(delivered(30), async ({ events, order, cuts }) => {
        runs += 1;
        const { rows } = await deliver(house, `one${runs}`, order, cuts);
        const firings = events.filter(([condition]) => condition === 'firing').map(([, minute]) => minute);
        expect(rows).toHaveLength(Math.min(1, firings.length));
        if (rows[0]) expect(Date.parse(rows[0].fired_at)).toBe(change('firing', Math.min(...firings)).at.getTime());
      }),
      { numRuns: 25 },
    );
  });
});
