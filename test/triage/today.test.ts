import { expect, it } from 'vitest';
import { today } from '../../src/alerts/today.ts';
import { at, batch, fires } from '../alerts/event.ts';
import { type House, onBothEngines } from '../alerts/house.ts';

const page = (house: House, number: number, size = 12, zone = 'Europe/Warsaw') =>
  today(house.db, { now: house.clock.now(), zone, page: number, size });
const some = (from: number, to: number, minute = 0) =>
  Array.from({ length: to - from }, (_, index) =>
    fires(minute, { alarm: `a${String(from + index).padStart(2, '0')}` }),
  );

async function triage(house: House, alarm: string, emoji: string) {
  const ts = (await house.alerts()).find((alert) => alert.alarm === alarm)?.ts ?? '';
  await house.react({ ts, at: '1763640001.000000', emoji });
}

onBothEngines("today's list", (open) => {
  it('is by state, untriaged first, each with its count', async () => {
    const house = await open();
    await house.intake(batch(some(0, 6)));
    await house.drain();
    await triage(house, 'a00', 'heavy_check_mark');
    await triage(house, 'a01', 'eyes');
    await triage(house, 'a02', 'eyes');
    const { groups, shown } = await page(house, 0);
    expect(groups.filter(({ count }) => count > 0).map(({ state, count }) => `${state} ${count}`)).toEqual([
      'untriaged 3',
      'looking 2',
      'fixed 1',
    ]);
    expect(shown.map(({ group, alerts }) => [group.state, alerts.length])).toEqual([
      ['untriaged', 3],
      ['looking', 2],
      ['fixed', 1],
    ]);
    expect(shown[0]?.alerts[0]).toMatchObject({ channelId: 'C0ALERTS', ts: expect.any(String) });
  });

  it('keeps what nobody looked at on the days before, and drops what was done then', async () => {
    const house = await open();
    house.time.now = at(-24 * 60);
    await house.intake(batch(some(0, 2)));
    await house.drain();
    await triage(house, 'a00', 'eyes');
    house.time.now = at(0);
    await house.intake(batch(some(5, 6)));
    const { shown } = await page(house, 0);
    expect(shown.map(({ group, alerts }) => [group.earlier, alerts.map(({ alert }) => alert.event.alarm)])).toEqual([
      [false, ['a05']],
      [true, ['a01']],
    ]);
  });

  it('begins at midnight in the configured zone', async () => {
    const house = await open();
    house.time.now = new Date('2026-11-19T22:59:00Z'); // one minute to midnight in Warsaw
    await house.intake(batch(some(0, 1)));
    house.time.now = new Date('2026-11-19T23:00:00Z');
    await house.intake(batch(some(1, 2)));
    const counts = async (zone: string) =>
      (await page(house, 0, 12, zone)).groups.slice(0, 2).map(({ count }) => count);
    expect(await counts('Europe/Warsaw')).toEqual([1, 1]);
    expect(await counts('UTC')).toEqual([2, 0]);
  });

  it('comes in pages that hold every alert once, though all came at one instant', async () => {
    const house = await open({ storm: { alerts: 100, within: 1 } });
    await house.intake(batch(some(0, 30)));
    await house.drain();
    for (const alarm of ['a03', 'a17', 'a29']) await triage(house, alarm, 'eyes');
    const pages = await Promise.all([0, 1, 2].map((number) => page(house, number)));
    expect(pages.map(({ page: current, pages: count }) => [current, count])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    const listed = pages.flatMap(({ shown }) =>
      shown.flatMap(({ alerts }) => alerts.map(({ alert }) => alert.event.alarm)),
    );
    expect(listed.toSorted()).toEqual(some(0, 30).map(({ alarm }) => alarm));
    const newestFirst = some(0, 30)
      .map(({ alarm }) => alarm)
      .toReversed();
    const looking = ['a29', 'a17', 'a03'];
    expect(listed).toEqual([...newestFirst.filter((alarm) => !looking.includes(alarm)), ...looking]);
  });

  it('shows the nearest page there is, and an empty one when nothing fired', async () => {
    const house = await open();
    expect(await page(house, 0)).toMatchObject({ shown: [], page: 0, pages: 1 });
    await house.intake(batch(some(0, 3)));
    expect(await page(house, 7, 2)).toMatchObject({ page: 1, pages: 2 });
    expect(await page(house, -1, 2)).toMatchObject({ page: 0 });
  });
});
