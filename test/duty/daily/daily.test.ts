import { describe, expect, it } from 'vitest';
import { type House, type Open, onBothEngines, onPostgres } from '../house.ts';
import { directly, pass, planByTurns, type Told, tellNow, toldTo, withTeams } from './day.ts';

/** The Sunday evening before a week, 23:45 in Warsaw. */
const SUNDAY_NIGHT = new Date('2026-11-22T22:45:00Z');
/** 07:00 on the Monday after it. */
const MONDAY_MORNING = new Date('2026-11-23T06:00:00Z');

const GROUPS = { user_group: 'S0DUTY', ic: { user_group: 'S0IC' }, oncall: { user_group: 'S0ONCALL' } };

/** A house whose teams take turns from Monday on, and which has said what there was to say before. */
async function openWeek(open: Open, duty: object = {}): Promise<House> {
  const house = await open(withTeams({ notice: '1d', ...duty }, { now: SUNDAY_NIGHT }));
  await planByTurns(house, '2026-11-23');
  await tellNow(house);
  return house;
}

const firstLines = (told: readonly Told[], to: string) => toldTo(told, to).map((line) => line.split('\n')[0]);

onBothEngines('duty,', (open) => {
  describe('a week, day by day,', () => {
    it('is announced each morning, weekends without the Incident Commander', async () => {
      const house = await openWeek(open);
      const told = await pass(house, '2026-11-30T05:45:00Z');
      expect(firstLines(told, 'engineering')).toEqual([
        'Mon 07:00 *Monday, 23 Nov*',
        'Tue 07:00 *Tuesday, 24 Nov*',
        'Wed 07:00 *Wednesday, 25 Nov*',
        'Thu 07:00 *Thursday, 26 Nov*',
        'Fri 07:00 *Friday, 27 Nov*',
        'Sat 07:00 *Saturday, 28 Nov*',
        'Sun 07:00 *Sunday, 29 Nov*',
      ]);
      expect(toldTo(told, 'engineering')[4]?.split('\n').slice(1)).toEqual([
        '*IC*: <@UBOB>, 07:00-15:00',
        'Next, Mon: <@UBOB>, 07:00-15:00',
        '*On call*: <@UDAN>, 15:00-22:00',
        'Tomorrow: <@UEVE>, 09:00-22:00',
      ]);
      expect(toldTo(told, 'engineering')[5]?.split('\n').slice(1)).toEqual([
        '*On call*: <@UEVE>, 09:00-22:00',
        'Tomorrow: <@UFAY>, 09:00-22:00',
      ]);
    });

    it('shows in the topics of #bugs and #war, which are set in the morning and when a shift begins or ends', async () => {
      const house = await openWeek(open);
      const told = await pass(house, '2026-11-29T22:45:00Z');
      expect(toldTo(told, 'topic war')).toEqual([
        'Mon 07:00 IC: <@UADA> until 15:00 · On call: <@UDAN> 15:00-22:00',
        'Mon 15:00 IC: <@UBOB> Tue 07:00-15:00 · On call: <@UDAN> until 22:00',
        'Mon 22:00 IC: <@UBOB> Tue 07:00-15:00 · On call: <@UEVE> Tue 15:00-22:00',
        'Tue 07:00 IC: <@UBOB> until 15:00 · On call: <@UEVE> 15:00-22:00',
        'Tue 15:00 IC: <@UCY> Wed 07:00-15:00 · On call: <@UEVE> until 22:00',
        'Tue 22:00 IC: <@UCY> Wed 07:00-15:00 · On call: <@UFAY> Wed 15:00-22:00',
        'Wed 07:00 IC: <@UCY> until 15:00 · On call: <@UFAY> 15:00-22:00',
        'Wed 15:00 IC: <@UADA> Thu 07:00-15:00 · On call: <@UFAY> until 22:00',
        'Wed 22:00 IC: <@UADA> Thu 07:00-15:00 · On call: <@UGUS> Thu 15:00-22:00',
        'Thu 07:00 IC: <@UADA> until 15:00 · On call: <@UGUS> 15:00-22:00',
        'Thu 15:00 IC: <@UBOB> Fri 07:00-15:00 · On call: <@UGUS> until 22:00',
        'Thu 22:00 IC: <@UBOB> Fri 07:00-15:00 · On call: <@UDAN> Fri 15:00-22:00',
        'Fri 07:00 IC: <@UBOB> until 15:00 · On call: <@UDAN> 15:00-22:00',
        'Fri 15:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UDAN> until 22:00',
        'Fri 22:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UEVE> Sat 09:00-22:00',
        'Sat 07:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UEVE> 09:00-22:00',
        'Sat 09:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UEVE> until 22:00',
        'Sat 22:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UFAY> Sun 09:00-22:00',
        'Sun 07:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UFAY> 09:00-22:00',
        'Sun 09:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UFAY> until 22:00',
        'Sun 22:00 IC: <@UBOB> Mon 07:00-15:00 · On call: <@UGUS> Mon 15:00-22:00',
      ]);
      expect(toldTo(told, 'topic bugs')).toEqual(toldTo(told, 'topic war'));
    });

    it('shows in the user groups: who has the duty, or has it next', async () => {
      const house = await openWeek(open, GROUPS);
      const told = await pass(house, '2026-11-24T06:00:00Z');
      expect(toldTo(told, 'group S0IC')).toEqual([
        'Mon 07:00 UADA',
        'Mon 15:00 UBOB',
        'Mon 22:00 UBOB',
        'Tue 07:00 UBOB',
      ]);
      expect(toldTo(told, 'group S0ONCALL')).toEqual([
        'Mon 07:00 UDAN',
        'Mon 15:00 UDAN',
        'Mon 22:00 UEVE',
        'Tue 07:00 UEVE',
      ]);
      expect(toldTo(told, 'group S0DUTY')).toEqual([
        'Mon 07:00 UADA UDAN',
        'Mon 15:00 UBOB UDAN',
        'Mon 22:00 UBOB UEVE',
        'Tue 07:00 UBOB UEVE',
      ]);
    });

    it('reminds each member of a shift so long before, and tells when it begins', async () => {
      const house = await openWeek(open);
      const told = await pass(house, '2026-11-24T22:45:00Z');
      expect(directly(told)).toEqual([
        'Mon 07:00 UBOB You are IC on Tue 24 Nov, 07:00-15:00.',
        'Mon 07:00 UADA You are IC now, until 15:00.',
        'Mon 15:00 UEVE You are on call on Tue 24 Nov, 15:00-22:00.',
        'Mon 15:00 UDAN You are on call now, until 22:00.',
        'Tue 07:00 UCY You are IC on Wed 25 Nov, 07:00-15:00.',
        'Tue 07:00 UBOB You are IC now, until 15:00.',
        'Tue 15:00 UFAY You are on call on Wed 25 Nov, 15:00-22:00.',
        'Tue 15:00 UEVE You are on call now, until 22:00.',
      ]);
    });
  });

  describe('what was missed while nobody ran', () => {
    it('is made up for once, as it is now, when the bot is back on the same day', async () => {
      const house = await openWeek(open, GROUPS);
      house.time.now = new Date('2026-11-23T10:20:00Z');
      const told = await tellNow(house);
      expect(firstLines(told, 'engineering')).toEqual(['Mon 11:20 *Monday, 23 Nov*']);
      expect(toldTo(told, 'topic bugs')).toEqual(['Mon 11:20 IC: <@UADA> until 15:00 · On call: <@UDAN> 15:00-22:00']);
      expect(toldTo(told, 'group S0IC')).toEqual(['Mon 11:20 UADA']);
      expect(directly(told)).toEqual([
        'Mon 11:20 UBOB You are IC on Tue 24 Nov, 07:00-15:00.',
        'Mon 11:20 UADA You are IC now, until 15:00.',
      ]);
      expect(await pass(house, '2026-11-23T13:45:00Z')).toEqual([]);
    });

    it('is not told when its day, or its shift, is over', async () => {
      const house = await openWeek(open);
      house.time.now = new Date('2026-11-25T21:30:00Z');
      const told = await tellNow(house);
      expect(firstLines(told, 'engineering')).toEqual(['Wed 22:30 *Wednesday, 25 Nov*']);
      expect(directly(told)).toEqual([
        'Wed 22:30 UADA You are IC on Thu 26 Nov, 07:00-15:00.',
        'Wed 22:30 UGUS You are on call on Thu 26 Nov, 15:00-22:00.',
      ]);
      house.time.now = new Date('2026-11-26T23:30:00Z');
      expect(toldTo(await tellNow(house), 'engineering')).toEqual([]);
    });

    it('is all told by a bot that starts for the first time, which plans before it tells', async () => {
      const house = await open(withTeams({}, { now: new Date('2026-11-23T10:20:00Z') }));
      const told = await tellNow(house);
      expect(firstLines(told, 'engineering')).toEqual(['Mon 11:20 *Monday, 23 Nov*']);
      expect(toldTo(told, 'topic war')).toEqual([
        expect.stringMatching(/IC: <@U\w+> until 15:00 · On call: <@U\w+> 15:00/),
      ]);
      expect(directly(told).filter((line) => line.includes('IC now'))).toHaveLength(1);
      expect(await tellNow(house)).toEqual([]);
    });
  });

  describe('a restart', () => {
    it('repeats nothing', async () => {
      const house = await openWeek(open, GROUPS);
      house.time.now = MONDAY_MORNING;
      expect(await tellNow(house)).not.toEqual([]);
      const again = await open(withTeams({ notice: '1d', ...GROUPS }, { now: MONDAY_MORNING }));
      expect(await tellNow(again)).toEqual([]);
      const later = await open(withTeams({ notice: '1d', announce_at: '08:00', ...GROUPS }, { now: MONDAY_MORNING }));
      later.time.now = new Date('2026-11-23T07:30:00Z');
      expect(firstLines(await tellNow(later), 'engineering')).toEqual([]);
    });

    it('repeats what was not committed', async () => {
      const house = await openWeek(open);
      house.time.now = MONDAY_MORNING;
      const { commit } = house.outbox;
      house.outbox.commit = (work, lock) =>
        commit(async (trx, say) => {
          await work(trx, say);
          throw new Error('the database is gone');
        }, lock);
      await expect(tellNow(house)).rejects.toThrow('the database is gone');
      house.outbox.commit = commit;
      expect(firstLines(await tellNow(house), 'engineering')).toEqual(['Mon 07:00 *Monday, 23 Nov*']);
    });
  });

  describe('between two changes', () => {
    it('nothing is written and the ledger is not locked: it takes two queries', async () => {
      const house = await openWeek(open);
      let queries = 0;
      const counting = house.db.withPlugin({
        transformQuery: ({ node }) => {
          queries += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      });
      await tellNow({ ...house, db: counting, outbox: { ...house.outbox, commit: () => Promise.reject('committed') } });
      // The third and fourth are those that look into the outbox here.
      expect(queries).toBe(4);
    });
  });
});

onPostgres('two replicas', (open) => {
  it('tell everything once', async () => {
    const one = await openWeek(open, GROUPS);
    const other = await open(withTeams({ notice: '1d', ...GROUPS }, { now: SUNDAY_NIGHT }));
    for (const house of [one, other]) house.time.now = MONDAY_MORNING;
    const told = (await Promise.all([tellNow(one), tellNow(other), tellNow(one), tellNow(other)])).flat();
    expect(told.map(({ to }) => to).toSorted()).toEqual(
      [
        'UADA',
        'UBOB',
        'engineering',
        'group S0DUTY',
        'group S0IC',
        'group S0ONCALL',
        'topic bugs',
        'topic war',
      ].toSorted(),
    );
  });
});
