import { describe, expect, it } from 'vitest';
import { announceContent } from '../../../src/duty/daily/announce-blocks.ts';
import { announcementOf } from '../../../src/duty/daily/announcement.ts';
import type { ListedShift, RotationName } from '../../../src/duty/shift.ts';
import { onBothEngines } from '../house.ts';
import { shown } from '../looking/shown.ts';
import { someShift, ZONE } from '../some-shift.ts';
import { pass, planByTurns, tellNow, toldTo, withTeams } from './day.ts';

const TUESDAY = '2026-11-24';
const WEDNESDAY = '2026-11-25';
const ada = someShift('ic', TUESDAY, { member: 'UADA' });
const bob = someShift('oncall', TUESDAY, { member: 'UBOB' });
const cy = someShift('ic', WEDNESDAY, { member: 'UCY' });
const dan = someShift('oncall', WEDNESDAY, { member: 'UDAN' });

type More = { day?: string; rotations?: readonly RotationName[]; admins?: readonly string[] };

function contentOf(shifts: readonly ListedShift[], more: More = {}) {
  const { day = TUESDAY, rotations = ['ic', 'oncall'], admins = ['UBOSS', 'UCHIEF'] } = more;
  return announceContent(announcementOf(shifts, { day, rotations }), { zone: ZONE, admins });
}
const linesOf = (shifts: readonly ListedShift[], more: More = {}) => contentOf(shifts, more).text.split('\n').slice(1);

describe('the announcement of a day', () => {
  it('names who has the duties today, with their hours, and tomorrow', () => {
    expect(linesOf([ada, bob, cy, dan])).toEqual([
      '*IC*: <@UADA>, 07:00-15:00',
      'Tomorrow: <@UCY>, 07:00-15:00',
      '*On call*: <@UBOB>, 15:00-22:00',
      'Tomorrow: <@UDAN>, 15:00-22:00',
    ]);
  });

  it('looks in Slack as in its text, with the hours on the reader’s clock', () => {
    const lines = shown(contentOf([ada, bob]), new Date('2026-11-24T06:00:00Z'));
    expect(lines.join('\n')).toContain('Tuesday, 24 Nov');
    expect(lines.join('\n')).toContain('IC: @ada, 07:00-15:00');
    expect(lines.at(-1)).toMatch(/Hours are those of Europe\/Warsaw\. On your clock: IC 0?1:00.*9:00/);
  });

  it('names the next shift with its day where there is none tomorrow', () => {
    const monday = someShift('ic', '2026-11-30', { member: 'UCY' });
    expect(linesOf([ada, monday], { rotations: ['ic'] })[1]).toBe('Next, Mon: <@UCY>, 07:00-15:00');
    const later = someShift('ic', '2026-12-04', { member: 'UCY' });
    expect(linesOf([ada, later], { rotations: ['ic'] })[1]).toBe('Next, Fri 4 Dec: <@UCY>, 07:00-15:00');
  });

  it('says so on a day without hours', () => {
    expect(linesOf([cy], { rotations: ['ic'] })).toEqual(['*IC*: no hours today', 'Tomorrow: <@UCY>, 07:00-15:00']);
    expect(linesOf([], { rotations: ['ic'] })).toEqual(['*IC*: no hours today']);
  });

  it('tells of one rotation alone where only that one is announced', () => {
    expect(linesOf([ada, bob, cy, dan], { rotations: ['oncall'] }).join()).not.toMatch(/IC|UADA|UCY/);
  });

  it('names who shadows, and in whose place somebody has the shift', () => {
    const covered = { ...ada, member: 'UBOB', override: true, shadows: ['UNEW', 'UNEWER'] };
    expect(linesOf([covered], { rotations: ['ic'] })).toEqual([
      '*IC*: <@UBOB>, for <@UADA>, 07:00-15:00',
      'Shadowing: <@UNEW>, <@UNEWER>',
    ]);
  });

  it('is loud about a gap, and names the admins', () => {
    const gap = { ...ada, member: null };
    expect(linesOf([gap], { rotations: ['ic'] })).toEqual([
      ':rotating_light: *IC: nobody 07:00-15:00*',
      '<@UBOSS>, <@UCHIEF>, please find somebody. Whoever can takes it with `/duty cover gap 2026-11-24 ic`.',
    ]);
    expect(linesOf([ada, { ...cy, member: null }], { rotations: ['ic'] }).slice(1)).toEqual([
      ':warning: *Tomorrow: nobody 07:00-15:00*',
      '<@UBOSS>, <@UCHIEF>, please find somebody. Whoever can takes it with `/duty cover gap 2026-11-25 ic`.',
    ]);
  });

  it('says that there are no admins to name, and calls nobody else', () => {
    const { text } = contentOf([{ ...ada, member: null }, bob], { admins: [] });
    expect(text).toContain('There is nobody to ask: the list `admins` in the configuration is empty.');
    expect(text.match(/<[@!][^>]*>/g)).toEqual(['<@UBOB>']);
  });

  it('has on a Monday the whole week, and on no other day', () => {
    const days = [23, 24, 25, 26, 27, 28, 29, 30].map((day) => `2026-11-${day}`);
    const week = days.flatMap((day, index) => [
      ...(index < 5 ? [someShift('ic', day, { member: index === 2 ? null : 'UADA' })] : []),
      someShift('oncall', day, { member: 'UBOB', planned: 'UDAN', override: index === 5 }),
    ]);
    expect(linesOf(week, { day: '2026-11-23' }).slice(4)).toEqual([
      'Mon 23 Nov: IC <@UADA> · On call <@UBOB>',
      'Tue 24 Nov: IC <@UADA> · On call <@UBOB>',
      'Wed 25 Nov: :warning: IC nobody · On call <@UBOB>',
      'Thu 26 Nov: IC <@UADA> · On call <@UBOB>',
      'Fri 27 Nov: IC <@UADA> · On call <@UBOB>',
      'Sat 28 Nov: On call <@UBOB>, for <@UDAN>',
      'Sun 29 Nov: On call <@UBOB>',
    ]);
    expect(linesOf(week, { day: '2026-11-24' })).toHaveLength(5);
    expect(linesOf(week, { day: '2026-11-23', rotations: ['oncall'] }).join()).not.toContain('IC');
  });

  it('is taken by Slack also with crowds, and with people known by endless addresses', () => {
    const crowd = Array.from({ length: 300 }, (_, index) => `U${String(index).padStart(9, '0')}`);
    const long = `${'x'.repeat(240)}&@example.com`;
    const week = Array.from({ length: 7 }, (_, index) => `2026-11-${23 + index}`).flatMap((day) => [
      someShift('ic', day, { member: long, planned: `y${long}`, override: true, shadows: crowd }),
      someShift('oncall', day, { member: null }),
    ]);
    const content = contentOf(week, { day: '2026-11-23', admins: crowd });
    expect(shown(content, new Date('2026-11-23T06:00:00Z')).join()).toContain('and 290 more');
  });
});

onBothEngines('an announcement', (open) => {
  it('marks the shifts that it names, and only them', async () => {
    const house = await open(withTeams({ notice: 0 }, { now: new Date('2026-11-23T22:45:00Z') }));
    await planByTurns(house, TUESDAY);
    await tellNow(house);
    await house.db.updateTable('shift').set({ announced_at: null }).execute();
    expect(toldTo(await pass(house, '2026-11-24T06:00:00Z'), 'engineering')).toHaveLength(1);
    const marked = await house.db
      .selectFrom('shift')
      .select(['rotation', 'day', 'announced_at'])
      .where('announced_at', 'is not', null)
      .orderBy('day')
      .orderBy('rotation')
      .execute();
    const at = '2026-11-24T06:00:00.000Z';
    expect(marked).toEqual([
      { rotation: 'ic', day: TUESDAY, announced_at: at },
      { rotation: 'oncall', day: TUESDAY, announced_at: at },
      { rotation: 'ic', day: WEDNESDAY, announced_at: at },
      { rotation: 'oncall', day: WEDNESDAY, announced_at: at },
    ]);
  });

  it('of a gap comes when everybody is away, whoever is asked for it being named', async () => {
    const away = ['UADA', 'UBOB', 'UCY'].map((user) => ({ user, away: ['2026-11-24'] }));
    const options = withTeams({ ic: { members: away } }, { now: new Date('2026-11-24T06:00:00Z'), admins: ['UBOSS'] });
    const house = await open(options);
    const told = await tellNow(house);
    expect(toldTo(told, 'engineering')[0]).toContain('*IC: nobody 07:00-15:00*\n<@UBOSS>, please find somebody.');
    expect(toldTo(told, 'topic war')[0]).toContain('IC: nobody until 15:00, ask <@UBOSS>');
  });

  it('names who shadows that day by the configuration', async () => {
    const members = [...['UADA', 'UBOB', 'UCY'], { user: 'UNEW', shadow_until: '2026-12-24' }];
    const house = await open(withTeams({ ic: { members } }, { now: new Date('2026-11-24T06:00:00Z') }));
    expect(toldTo(await tellNow(house), 'engineering')[0]).toContain('Shadowing: <@UNEW>');
  });
});
