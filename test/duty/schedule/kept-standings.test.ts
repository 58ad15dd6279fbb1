import { expect, it } from 'vitest';
import { keptStandings } from '../../../src/duty/schedule/kept-standings.ts';
import { aroundToday } from '../../../src/duty/schedule/schedule.ts';
import { standings } from '../../../src/duty/standing.ts';
import { onBothEngines } from '../house.ts';

onBothEngines('where duty stands by the schedule as it is kept', (open) => {
  it('can be asked inside a transaction, and is what the schedule says', async () => {
    const { outbox, schedule, clock, zone } = await open();
    const now = clock.now();
    const planned = standings(await schedule.shifts(aroundToday(now, zone)), now);
    const kept = await outbox.commit((trx) => keptStandings(trx, now, zone));
    expect(kept.ic.now?.member).toBe(planned.ic.now?.member);
    expect(kept.oncall.next?.id).toBe(planned.oncall.next?.id);
    expect(kept.ic.now).not.toBeNull();
  });
});
