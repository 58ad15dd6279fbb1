import { expect, it } from 'vitest';
import { openAlerts, storms } from '../../src/alerts/open.ts';
import { at, batch, fires } from './event.ts';
import { type House, onBothEngines } from './house.ts';

/** Takes in alerts of that many alarms, which arrive so many minutes after noon. */
async function alarms(house: House, count: number, { minutes, prefix = 'a' }: { minutes: number; prefix?: string }) {
  house.time.now = at(minutes);
  await house.intake(
    batch(Array.from({ length: count }, (_, index) => fires(minutes, { alarm: `${prefix}${index}` }))),
  );
  await house.drain();
}

const untriaged = (house: House, since: Date, most = 10) => openAlerts(house.db, { state: 'untriaged', since, most });

onBothEngines('open alerts', (open) => {
  it('are the newest that arrived since then, as many as asked for, with how many there are', async () => {
    const house = await open();
    await alarms(house, 1, { minutes: -1, prefix: 'before' });
    await alarms(house, 3, { minutes: 0 });
    await alarms(house, 1, { minutes: -2, prefix: 'late' });
    const { count, alerts } = await untriaged(house, at(-1), 2);
    expect(count).toBe(4);
    expect(alerts.map(({ alert }) => alert.event.alarm)).toEqual(['a2', 'a1']);
    expect(alerts[0]).toMatchObject({ channelId: 'C0ALERTS', ts: '1763640000.000004' });
  });

  it('are of the state that was asked for', async () => {
    const house = await open();
    await alarms(house, 2, { minutes: 0 });
    await house.react({ ts: '1763640000.000001', at: '1763640001.000000', emoji: 'eyes' });
    expect((await untriaged(house, at(0))).alerts.map(({ alert }) => alert.event.alarm)).toEqual(['a1']);
    const looking = await openAlerts(house.db, { state: 'looking', since: at(0), most: 10 });
    expect(looking).toMatchObject({ count: 1, alerts: [{ alert: { stateBy: 'UADA', event: { alarm: 'a0' } } }] });
  });

  it('leave out those in storms', async () => {
    const house = await open({ storm: { alerts: 2, within: 60_000 } });
    await alarms(house, 5, { minutes: 0 });
    expect(await untriaged(house, at(0))).toMatchObject({ count: 2, alerts: [{}, {}] });
  });
});

onBothEngines('storms', (open) => {
  it('are those that went on since then, and older ones while they are open', async () => {
    const house = await open({ storm: { alerts: 1, within: 60_000 } });
    await alarms(house, 3, { minutes: -60, prefix: 'old' });
    await alarms(house, 4, { minutes: 0, prefix: 'new' });
    const sizes = async (since: Date, openSince: Date) =>
      (await storms(house.db, { since, openSince })).map(({ alerts }) => alerts);
    expect(await sizes(at(-60), at(0))).toEqual([3, 2]);
    expect(await sizes(at(-59), at(-59))).toEqual([3]);
    expect(await sizes(at(-59), at(-60))).toEqual([3, 2]);
    await house.react({ ts: '1763640000.000002', at: '1763640001.000000', emoji: 'heavy_check_mark' });
    expect(await sizes(at(-59), at(-60))).toEqual([3]);
    const closed = (await storms(house.db, { since: at(-60), openSince: at(0) })).at(-1);
    expect(closed).toMatchObject({ state: 'fixed', stateBy: 'UADA', startedAt: at(-60), channelId: 'C0ALERTS' });
  });
});
