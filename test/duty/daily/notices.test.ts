import { describe, expect, it } from 'vitest';
import { type House, type Open, onBothEngines } from '../house.ts';
import { directly, pass, planByTurns, runNow, teams, tellNow, withTeams } from './day.ts';

/** Monday, 23:45 in Warsaw, on whose morning the teams begin to take turns. */
const MONDAY_NIGHT = new Date('2026-11-23T22:45:00Z');

/** A house on Monday night which has told what was due before. */
async function openNight(open: Open, duty: object = {}): Promise<House> {
  const house = await open(withTeams({ notice: '1d', ...duty }, { now: MONDAY_NIGHT }));
  await planByTurns(house, '2026-11-23');
  await tellNow(house);
  return house;
}

type Handing = { rotation: 'ic' | 'oncall'; day: string; to: string };

/** Gives a shift to somebody as a cover does, with its row in the history. */
async function hand({ db, clock }: House, { rotation, day, to }: Handing): Promise<void> {
  const shift = db.updateTable('shift').where('rotation', '=', rotation).where('day', '=', day);
  await shift.set({ member: to, override: 1 }).execute();
  const row = { at: clock.now().toISOString(), by: to, rotation, day, from_member: null, to_member: to };
  await db
    .insertInto('duty_change')
    .values({ ...row, cause: 'cover', ref: null })
    .execute();
}

onBothEngines('members are told:', (open) => {
  describe('a direct message', () => {
    it('as a shift begins tells until when, who has the other duty, and who comes next', async () => {
      const house = await openNight(open);
      const told = await pass(house, '2026-11-24T06:00:00Z');
      expect(told.find(({ to }) => to === 'UBOB')?.text.split('\n')).toEqual([
        'You are IC now, until 15:00.',
        'On call: <@UEVE> 15:00-22:00.',
        'After you: <@UCY>, Wed 25 Nov, 07:00-15:00.',
        '`/triage` shows the alerts that nobody has looked at.',
      ]);
    });

    it('shows the hours as the clock of whoever reads it has them', async () => {
      const house = await openNight(open);
      house.time.now = new Date('2026-11-24T06:00:00Z');
      await runNow(house);
      const said = await house.drain();
      expect(said.find(({ channel }) => channel === 'UBOB')?.blocks).toContain('<!date^1795500000^');
    });

    it('reminds of a shift as long before as the configuration says', async () => {
      const house = await openNight(open, { notice: '6h' });
      expect(directly(await pass(house, '2026-11-24T13:45:00Z'))).toEqual([
        'Tue 01:00 UBOB You are IC on Tue 24 Nov, 07:00-15:00.',
        'Tue 07:00 UBOB You are IC now, until 15:00.',
        'Tue 09:00 UEVE You are on call on Tue 24 Nov, 15:00-22:00.',
      ]);
    });

    it('does not remind when that is switched off', async () => {
      const house = await openNight(open, { notice: 0 });
      expect(directly(await pass(house, '2026-11-24T13:45:00Z'))).toEqual([
        'Tue 07:00 UBOB You are IC now, until 15:00.',
      ]);
    });

    it('does not remind whoever just took the shift, and has been told so; but tells when it begins', async () => {
      const house = await openNight(open);
      await hand(house, { rotation: 'ic', day: '2026-11-24', to: 'UCY' });
      expect(directly(await pass(house, '2026-11-24T06:00:00Z'))).toEqual([
        'Tue 07:00 UCY You are IC on Wed 25 Nov, 07:00-15:00.',
        'Tue 07:00 UCY You are IC now, until 15:00.',
      ]);
    });

    it('reminds, when it is time, whoever took the shift long before', async () => {
      const house = await openNight(open);
      await hand(house, { rotation: 'ic', day: '2026-11-26', to: 'UCY' });
      const told = directly(await pass(house, '2026-11-25T06:00:00Z'));
      expect(told.at(-2)).toBe('Wed 07:00 UCY You are IC on Thu 26 Nov, 07:00-15:00.');
    });

    it('does not remind twice of a shift that was given away and taken back', async () => {
      const house = await openNight(open);
      await hand(house, { rotation: 'ic', day: '2026-11-24', to: 'UCY' });
      await tellNow(house);
      await house.db
        .updateTable('shift')
        .set({ member: 'UBOB' })
        .where('day', '=', '2026-11-24')
        .where('rotation', '=', 'ic')
        .execute();
      expect(await tellNow(house)).toEqual([]);
    });

    it('does not tell of a beginning to whoever took over a shift under way', async () => {
      const house = await openNight(open);
      await pass(house, '2026-11-24T06:15:00Z');
      await hand(house, { rotation: 'ic', day: '2026-11-24', to: 'UCY' });
      expect(directly(await pass(house, '2026-11-24T06:45:00Z'))).toEqual([]);
    });

    it('reminds at once of a shift that was planned late', async () => {
      const house = await openNight(open, { notice: '8h' });
      house.time.now = new Date('2026-11-24T05:00:00Z');
      const bob = house.db.updateTable('shift').where('rotation', '=', 'ic').where('day', '=', '2026-11-24');
      await bob.set({ member: 'UADA' }).execute();
      expect(directly(await tellNow(house))).toEqual(['Tue 06:00 UADA You are IC on Tue 24 Nov, 07:00-15:00.']);
    });

    it('is for people only: not for gaps, and not for whom Slack does not know', async () => {
      const ic = { members: ['ada@example.com'] };
      const house = await open(withTeams({ ic, oncall: { members: ['UDAN'] } }, { now: MONDAY_NIGHT }));
      await house.schedule.shifts({ from: '2026-11-24', to: '2026-11-30' });
      const told = await pass(house, '2026-11-24T06:00:00Z');
      expect(new Set(directly(told).map((line) => line.split(' ')[2]))).toEqual(new Set(['UDAN']));
      expect(told.filter(({ to }) => to.includes('@'))).toEqual([]);
    });
  });

  describe('in a rotation that turns weekly, a direct message', () => {
    const weekly = { notice: '3d', ic: { turn: 'week', members: teams.ic }, announce_days: { ic: 'mon' } };

    /** The Thursday before a week that is Ada's. */
    async function openWeekly(duty: object = {}): Promise<House> {
      const house = await open(withTeams({ ...weekly, ...duty }, { now: new Date('2026-11-26T12:00:00Z') }));
      await house.schedule.shifts({ from: '2026-11-26', to: '2026-12-13' });
      const all = house.db.updateTable('shift').where('rotation', '=', 'ic');
      await all.set({ member: 'UBOB' }).execute();
      await all.set({ member: 'UADA' }).where('day', '>=', '2026-11-30').where('day', '<=', '2026-12-06').execute();
      await tellNow(house);
      return house;
    }
    const toAda = (told: Awaited<ReturnType<typeof pass>>) => told.filter(({ to }) => to === 'UADA');

    it('reminds once and tells once that it begins, with all its days', async () => {
      const house = await openWeekly();
      const told = toAda(await pass(house, '2026-12-07T05:00:00Z'));
      expect(told.map(({ at }) => at)).toEqual(['Fri 07:00', 'Mon 07:00']);
      expect(told[0]?.text.split('\n').slice(0, 7)).toEqual([
        'You are IC on these days:',
        '• Mon 30 Nov, 07:00-15:00',
        '• Tue 1 Dec, 07:00-15:00',
        '• Wed 2 Dec, 07:00-15:00',
        '• Thu 3 Dec, 07:00-15:00',
        '• Fri 4 Dec, 07:00-15:00',
        'Can you not be there? Change with somebody by `/duty swap`, or tell it by `/duty away`.',
      ]);
      expect(told[1]?.text).toContain('You are IC now, until 15:00.\nYours again: Tue 1 Dec, 07:00-15:00; Wed 2 Dec');
      expect(told[1]?.text).toContain('After you: <@UBOB>, Mon 7 Dec, 07:00-15:00.');
    });

    it('reminds of all its days also long before', async () => {
      const house = await openWeekly({ notice: '18d' });
      await house.db
        .updateTable('shift')
        .set({ member: 'UCY' })
        .where('day', '>=', '2026-12-14')
        .where('rotation', '=', 'ic')
        .execute();
      const toCy = (await pass(house, '2026-11-26T12:15:00Z')).filter(({ to }) => to === 'UCY');
      expect(toCy.map(({ text }) => text.split('\n').length)).toEqual([7]);
    });

    it('comes to whoever covers a day of it, and not again to its member when that is over', async () => {
      const house = await openWeekly();
      await pass(house, '2026-11-30T12:00:00Z');
      await hand(house, { rotation: 'ic', day: '2026-12-02', to: 'UCY' });
      const told = await pass(house, '2026-12-03T12:00:00Z');
      expect(toAda(told)).toEqual([]);
      expect(directly(told).filter((line) => line.includes('UCY'))).toEqual([
        'Wed 07:00 UCY You are IC now, until 15:00.',
      ]);
    });

    it('comes on a later day of the turn when the bot did not run on the first', async () => {
      const house = await openWeekly();
      house.time.now = new Date('2026-11-30T20:00:00Z');
      expect(toAda(await tellNow(house))).toEqual([]);
      expect(toAda(await pass(house, '2026-12-02T06:00:00Z')).map(({ at }) => at)).toEqual(['Tue 07:00']);
    });
  });
});
