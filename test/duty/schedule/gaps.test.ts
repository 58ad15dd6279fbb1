import { expect, it } from 'vitest';
import { countGaps } from '../../../src/duty/schedule/gaps.ts';
import { MONDAY, onBothEngines } from '../house.ts';

onBothEngines('the count of gaps', (open) => {
  it('has the shifts of now and the next two weeks that nobody has, and none that are over or later', async () => {
    const { db, plan, give } = await open();
    await plan();
    expect(await countGaps(db, MONDAY)).toEqual([
      ['ic', 0],
      ['oncall', 0],
    ]);
    await give('ic', '2026-11-23', null);
    await give('oncall', '2026-11-28', null);
    await give('oncall', '2026-12-05', null);
    await give('oncall', '2026-12-08', null);
    expect(await countGaps(db, MONDAY)).toEqual([
      ['ic', 1],
      ['oncall', 2],
    ]);
    expect(await countGaps(db, new Date('2026-11-23T14:00:00Z'))).toEqual([
      ['ic', 0],
      ['oncall', 2],
    ]);
  });
});
