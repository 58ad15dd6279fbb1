import { describe, expect, it } from 'vitest';
import { onBothEngines } from '../house.ts';
import { directly, pass, planByTurns, tellNow, toldTo, withTeams } from './day.ts';

onBothEngines('the clock of duty,', (open) => {
  describe('in another zone than the machine’s', () => {
    it.each([
      ['Pacific/Auckland', '2026-11-22T10:45:00Z', '2026-11-22T18:00:00Z'],
      ['America/Los_Angeles', '2026-11-23T07:45:00Z', '2026-11-23T15:00:00Z'],
    ])('the day is told by the clock of %s', async (timezone, night, morning) => {
      const house = await open(withTeams({ notice: 0 }, { timezone, now: new Date(night) }));
      await planByTurns(house, '2026-11-23');
      await tellNow(house);
      const told = await pass(house, morning);
      expect(toldTo(told, 'engineering')).toEqual([expect.stringMatching(/^Mon 07:00 \*Monday, 23 Nov\*/)]);
      expect(toldTo(told, 'topic bugs')).toEqual(['Mon 07:00 IC: <@UADA> until 15:00 · On call: <@UDAN> 15:00-22:00']);
      expect(directly(told)).toEqual(['Mon 07:00 UADA You are IC now, until 15:00.']);
      expect(house.time.now).toEqual(new Date(morning));
    });
  });

  describe('hours over midnight', () => {
    const nights = { notice: 0, oncall: { hours: { 'mon-sun': '22:00-06:00' } } };

    it('belong to the day on which they begin, and go on in the topic on the next', async () => {
      const house = await open(withTeams(nights, { now: new Date('2026-11-22T22:45:00Z') }));
      await planByTurns(house, '2026-11-23');
      await tellNow(house);
      const told = await pass(house, '2026-11-24T06:00:00Z');
      expect(toldTo(told, 'topic bugs')).toEqual([
        'Mon 06:00 IC: <@UADA> 07:00-15:00 · On call: <@UDAN> 22:00-06:00',
        'Mon 07:00 IC: <@UADA> until 15:00 · On call: <@UDAN> 22:00-06:00',
        'Mon 15:00 IC: <@UBOB> Tue 07:00-15:00 · On call: <@UDAN> 22:00-06:00',
        'Mon 22:00 IC: <@UBOB> Tue 07:00-15:00 · On call: <@UDAN> until Tue 06:00',
        'Tue 06:00 IC: <@UBOB> 07:00-15:00 · On call: <@UEVE> 22:00-06:00',
        'Tue 07:00 IC: <@UBOB> until 15:00 · On call: <@UEVE> 22:00-06:00',
      ]);
      expect(directly(told)).toEqual([
        'Mon 07:00 UADA You are IC now, until 15:00.',
        'Mon 22:00 UDAN You are on call now, until Tue 06:00.',
        'Tue 07:00 UBOB You are IC now, until 15:00.',
      ]);
    });
  });

  describe('where the clocks change', () => {
    it.each([
      [
        'before it in autumn',
        '2026-10-24T21:45:00Z',
        '2026-10-25',
        ['2026-10-25T05:45:00Z', '2026-10-25T06:00:00Z'],
        '07:00',
      ],
      [
        'before it in spring',
        '2027-03-27T22:45:00Z',
        '2027-03-28',
        ['2027-03-28T04:45:00Z', '2027-03-28T05:00:00Z'],
        '07:00',
      ],
      [
        'the first time, where it comes twice',
        '2026-10-24T21:45:00Z',
        '2026-10-25',
        ['2026-10-25T00:15:00Z', '2026-10-25T00:30:00Z'],
        '02:30',
      ],
      [
        'after the gap, where it does not come',
        '2027-03-27T22:45:00Z',
        '2027-03-28',
        ['2027-03-28T00:45:00Z', '2027-03-28T01:00:00Z'],
        '02:30',
      ],
    ])('the day is announced %s', async (_sentence, night, day, [early, due], announce_at) => {
      const house = await open(withTeams({ announce_at, notice: 0 }, { now: new Date(night) }));
      await planByTurns(house, day);
      await tellNow(house);
      expect(toldTo(await pass(house, early as string), 'engineering')).toEqual([]);
      expect(toldTo(await pass(house, due as string), 'engineering')).toHaveLength(1);
      expect(toldTo(await pass(house, `${day}T21:00:00Z`), 'engineering')).toEqual([]);
    });

    it('a night’s shift is shown until it is over by the new time', async () => {
      const nights = { notice: 0, oncall: { hours: { 'mon-sun': '22:00-06:00' } } };
      const house = await open(withTeams(nights, { now: new Date('2026-10-24T19:45:00Z') }));
      await planByTurns(house, '2026-10-24');
      await tellNow(house);
      const told = await pass(house, '2026-10-25T05:00:00Z');
      expect(toldTo(told, 'topic bugs')).toEqual([
        'Sat 22:00 IC: <@UCY> Mon 07:00-15:00 · On call: <@UDAN> until Sun 06:00',
        'Sun 06:00 IC: <@UCY> Mon 07:00-15:00 · On call: <@UEVE> 22:00-06:00',
      ]);
      expect(house.time.now).toEqual(new Date('2026-10-25T05:00:00Z'));
    });
  });
});
