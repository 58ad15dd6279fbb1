import { subDays } from 'date-fns/subDays';
import { expect, it } from 'vitest';
import { dayOf } from '../../src/reports/day.ts';
import { fires, NOON } from '../alerts/event.ts';
import { type House, onBothEngines } from '../alerts/house.ts';

const openOf = async (house: House, since: Date) =>
  (await dayOf(house.db, { since, now: NOON })).open.map(({ state, count }) => `${count} ${state}`);

onBothEngines('the day', (open) => {
  it('has what is open of a week and, when that is longer, of all the time without an IC', async () => {
    const house = await open();
    for (const days of [10, 8, 6]) {
      house.time.now = subDays(NOON, days);
      await house.tell(fires(0, { alarm: `open-for-${days}` }));
    }
    expect(await openOf(house, subDays(NOON, 1))).toEqual(['1 untriaged']);
    expect(await openOf(house, subDays(NOON, 9))).toEqual(['2 untriaged']);
  });

  it('is empty when nothing happened and nothing is open', async () => {
    const house = await open();
    const nothing = { open: [], closed: [], storms: [], recurring: [] };
    expect(await dayOf(house.db, { since: subDays(NOON, 1), now: NOON })).toEqual(nothing);
  });
});
