import { expect, it } from 'vitest';
import { MAKE_ROOM } from '../../src/incidents/room.ts';
import { onBothEngines } from './house.ts';

const response_plans = {
  database: { impact: 1 },
  small: { impact: 4, room: 'war' },
  large: { impact: 2, room: 'channel' },
};

onBothEngines('a response plan of our own', (open) => {
  it('gives its impact to an incident for which nobody chose one', async () => {
    const house = await open({ incidents: { response_plans } });
    expect(await house.open({ plan: 'database', impact: null })).toMatchObject({ impact: 1 });
    expect(await house.open({ plan: 'database', impact: 3 })).toMatchObject({ impact: 3 });
    expect(await house.open({ impact: null })).toMatchObject({ impact: 2 });
  });

  it.each([
    ['channel', 'small', 'war', 0],
    ['channel', 'database', null, 1],
    ['war', 'large', null, 1],
    ['war', 'database', 'war', 0],
  ])('where incidents have the room %s, that of the plan %s is %s', async (room, plan, expected, made) => {
    const house = await open({ incidents: { response_plans, room } });
    expect(await house.open({ plan })).toMatchObject({ room: expected });
    expect((await house.errands()).filter(({ kind }) => kind === MAKE_ROOM)).toHaveLength(made);
  });
});
