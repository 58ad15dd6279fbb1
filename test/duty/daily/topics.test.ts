import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saySigns, showDuty } from '../../../src/duty/daily/signs.ts';
import { topicWordings } from '../../../src/duty/daily/topic-words.ts';
import type { ListedShift } from '../../../src/duty/shift.ts';
import { standings } from '../../../src/duty/standing.ts';
import { composeTopic, MOST_TOPIC, nothingKept } from '../../../src/outbox/topic.ts';
import { onBothEngines } from '../house.ts';
import { someShift, ZONE } from '../some-shift.ts';
import { planByTurns, tellNow, toldTo, withTeams } from './day.ts';

const MONDAY = '2026-11-23';
const TUESDAY = '2026-11-24';
const ada = someShift('ic', MONDAY, { member: 'UADA' });
const bob = someShift('oncall', MONDAY, { member: 'UBOB' });

/** The wordings at a time of Monday in Warsaw, which is an hour ahead of UTC. */
const wordings = (shifts: readonly ListedShift[], time: string, admins: readonly string[] = ['UBOSS', 'UCHIEF']) => {
  const at = new Date(`${MONDAY}T${time}:00+01:00`);
  return topicWordings(standings(shifts, at), { at, zone: ZONE, admins });
};

describe('the topic', () => {
  it.each<[sentence: string, shifts: ListedShift[], time: string, topic: string]>([
    ['says until when a shift lasts', [ada, bob], '12:00', 'IC: <@UADA> until 15:00 · On call: <@UBOB> 15:00-22:00'],
    [
      'has the new shift at the instant of the change',
      [ada, bob],
      '15:00',
      'IC: nobody in the next two weeks · On call: <@UBOB> until 22:00',
    ],
    [
      'has the next shift with its day when that is another one',
      [ada, bob, someShift('ic', TUESDAY, { member: 'UCY' })],
      '15:00',
      'IC: <@UCY> Tue 07:00-15:00 · On call: <@UBOB> until 22:00',
    ],
    [
      'has a shift that is a week away with its date',
      [bob, someShift('ic', '2026-11-30', { member: 'UCY' })],
      '15:00',
      'IC: <@UCY> Mon 30 Nov 07:00-15:00 · On call: <@UBOB> until 22:00',
    ],
    [
      'says whom to ask in a gap',
      [someShift('ic', MONDAY, { member: null }), bob],
      '12:00',
      'IC: nobody until 15:00, ask <@UBOSS> or <@UCHIEF> · On call: <@UBOB> 15:00-22:00',
    ],
    [
      'says so before a gap',
      [ada, someShift('oncall', MONDAY, { member: null })],
      '12:00',
      'IC: <@UADA> until 15:00 · On call: nobody 15:00-22:00, ask <@UBOSS> or <@UCHIEF>',
    ],
    [
      'calls midnight 24:00',
      [ada, someShift('oncall', MONDAY, { member: 'UBOB', hours: '15:00-24:00' })],
      '16:00',
      'IC: nobody in the next two weeks · On call: <@UBOB> until 24:00',
    ],
  ])('%s', (_sentence, shifts, time, topic) => {
    expect(wordings(shifts, time)[0]).toBe(topic);
  });

  it('says that there is nobody to ask in a gap rather than nothing', () => {
    const shifts = [someShift('ic', MONDAY, { member: null }), bob];
    expect(wordings(shifts, '12:00', [])[0]).toContain('IC: nobody until 15:00, and no admins to ask');
  });

  it('gets shorter where room is short, and keeps who it is and whom to ask', () => {
    const shifts = [someShift('ic', MONDAY, { member: null }), bob];
    expect(wordings(shifts, '12:00')).toEqual([
      'IC: nobody until 15:00, ask <@UBOSS> or <@UCHIEF> · On call: <@UBOB> 15:00-22:00',
      'IC: nobody until 15:00, ask <@UBOSS> · On call: <@UBOB> 15:00-22:00',
      'IC: nobody, ask <@UBOSS> · On call: <@UBOB> from 15:00',
    ]);
  });

  it('has people of whom only an address is known as text', () => {
    const shifts = [someShift('ic', MONDAY, { member: 'a&b@example.com' }), bob];
    expect(wordings(shifts, '12:00')[0]).toContain('IC: a&amp;b@example.com until 15:00');
  });

  it('fits beside whatever people wrote, and ours is known again by how it starts', () => {
    const member = fc.option(fc.stringMatching(/^U[A-Z0-9]{2,12}$/));
    const days = [MONDAY, TUESDAY, '2026-11-28'];
    const shifts = fc
      .tuple(fc.array(member, { minLength: 3, maxLength: 3 }), fc.array(member, { minLength: 3, maxLength: 3 }))
      .map(([ics, oncalls]) =>
        days.flatMap((day, index) => [
          someShift('ic', day, { member: ics[index] ?? null }),
          someShift('oncall', day, { member: oncalls[index] ?? null }),
        ]),
      );
    const hour = fc.integer({ min: 0, max: 23 }).map((at) => `${String(at).padStart(2, '0')}:00`);
    fc.assert(
      fc.property(shifts, hour, fc.string({ maxLength: 250 }), (some, time, people) => {
        const own = wordings(some, time);
        for (const wording of own) expect(wording).toMatch(/^IC: (?!.* \| ).* · On call: /);
        expect(own.map(({ length }) => length)).toEqual(own.map(({ length }) => length).toSorted((a, b) => b - a));
        const { topic } = composeTopic(people, { own, starts: 'IC: ' }, nothingKept);
        expect(topic.length).toBeLessThanOrEqual(MOST_TOPIC);
      }),
    );
  });
});

onBothEngines('topics and groups', (open) => {
  const GROUPS = { user_group: 'S0DUTY', ic: { user_group: 'S0IC' } };
  const monday = { now: new Date('2026-11-23T10:20:00Z') };

  it('follow at once when a shift of now changes hands', async () => {
    const house = await open(withTeams(GROUPS, monday));
    await planByTurns(house, MONDAY);
    await tellNow(house);
    await house.outbox.commit(async (trx, say) => {
      const today = trx.updateTable('shift').where('rotation', '=', 'ic').where('day', '=', MONDAY);
      await today.set({ member: 'UCY', override: 1 }).execute();
      await showDuty(trx, say, { config: house.config, now: house.time.now });
    });
    const said = await tellNow(house);
    expect(toldTo(said, 'topic bugs')).toEqual(['Mon 11:20 IC: <@UCY> until 15:00 · On call: <@UDAN> 15:00-22:00']);
    expect(toldTo(said, 'topic war')).toHaveLength(1);
    expect(toldTo(said, 'group S0IC')).toEqual(['Mon 11:20 UCY']);
    expect(toldTo(said, 'group S0DUTY')).toEqual(['Mon 11:20 UCY UDAN']);
  });

  it('are set once where both channels are the same one', async () => {
    const house = await open(withTeams({}, monday));
    const channels = { ...house.config.channels, war: 'bugs' };
    await house.outbox.commit(async (_trx, say) => {
      saySigns(say, [ada, bob], { config: { ...house.config, channels }, now: house.time.now });
    });
    const waiting = await house.db.selectFrom('outbox').select('channel').execute();
    expect(waiting).toEqual([{ channel: 'bugs' }]);
  });
});
