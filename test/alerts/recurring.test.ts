import { expect, it } from 'vitest';
import { recurring } from '../../src/alerts/recurring.ts';
import { at, fires, recovers } from './event.ts';
import { type House, onBothEngines } from './house.ts';

const DAY = 24 * 60;
/** An alarm fires at these minutes after noon. */
async function firesAt(house: House, alarm: string, minutes: readonly number[]) {
  await house.tell(...minutes.map((minute) => fires(minute, { alarm })));
}

onBothEngines('recurring alarms', (open) => {
  it('are those that fired twice since then, or five times in a week; the most frequent first', async () => {
    const house = await open();
    await firesAt(house, 'twice', [0, 60]);
    await firesAt(house, 'thrice', [0, 60, 120]);
    await firesAt(house, 'once', [-60, 60]);
    await firesAt(house, 'five', [-5 * DAY, -4 * DAY, -3 * DAY, -2 * DAY, 1]);
    await firesAt(house, 'four', [-4 * DAY, -3 * DAY, -2 * DAY, 1]);
    await firesAt(
      house,
      'long-ago',
      [-8, -9, -10, -11, -12].toSorted().map((days) => days * DAY),
    );
    expect(await recurring(house.db, { since: at(0), now: at(180) })).toEqual([
      { alarm: 'thrice', recent: 3, week: 3 },
      { alarm: 'twice', recent: 2, week: 2 },
      { alarm: 'five', recent: 1, week: 5 },
    ]);
  });

  it('are counted by firings, also those that joined one alert, and not by recoveries', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(5), fires(10), recovers(15));
    expect(await house.alerts()).toHaveLength(1);
    expect(await recurring(house.db, { since: at(0), now: at(20) })).toEqual([
      { alarm: 'cpu-high', recent: 2, week: 2 },
    ]);
    expect(await recurring(house.db, { since: at(10), now: at(20) })).toEqual([]);
  });

  it('are counted over more than a week when that is asked for', async () => {
    const house = await open();
    await firesAt(house, 'slow', [-9 * DAY, -8 * DAY]);
    const since = at(-10 * DAY);
    expect(await recurring(house.db, { since, now: at(0) })).toEqual([{ alarm: 'slow', recent: 2, week: 0 }]);
  });
});
