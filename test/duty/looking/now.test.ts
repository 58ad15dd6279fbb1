import { describe, expect, it } from 'vitest';
import { nowReply } from '../../../src/duty/looking/now-blocks.ts';
import { answerNow } from '../../../src/duty/looking/show-duty.ts';
import type { ListedShift } from '../../../src/duty/shift.ts';
import { onBothEngines } from '../house.ts';
import { oncall, shift } from './shifts.ts';
import { shown } from './shown.ts';

type Asked = { at?: string; zone?: string; admins?: string[] };

/** What a reader in New York sees; `at` is a time in UTC, by default Monday 10:00 in Warsaw. */
function seen(
  shifts: ListedShift[],
  { at = '2026-11-23T09:00Z', zone = 'Europe/Warsaw', admins = ['UADMIN'] }: Asked = {},
) {
  const now = new Date(at);
  return shown(nowReply(shifts, { now, zone, admins }), now);
}

const tuesday = { day: '2026-11-24' };

describe('the answer to /duty', () => {
  it('names who has each duty until when, and who comes next, also in the reader’s own time', () => {
    const shifts = [shift(), oncall({ member: 'UBOB' }), shift({ ...tuesday, member: 'UCLEO' })];
    expect(seen(shifts)).toEqual([
      'On duty · Mon 23 Nov, 10:00 in Europe/Warsaw',
      'IC: @ada until 15:00',
      'Next: @cleo, Tue 24 Nov 07:00-15:00',
      'In your time: until today 09:00, next from tomorrow 01:00',
      'On call: no duty hours now',
      'Next: @bob, today 15:00-22:00',
      'In your time: next from today 09:00',
    ]);
  });

  it('says until which day a night lasts, and calls midnight 24:00', () => {
    const night = oncall({ hours: '22:00-06:00' });
    expect(seen([night], { at: '2026-11-23T22:00Z' })).toContain('On call: @ada until Tue 06:00');
    expect(seen([night], { at: '2026-11-24T04:00Z' })).toContain('On call: @ada until 06:00');
    expect(seen([oncall({ hours: '09:00-24:00' })])).toContain('On call: @ada until 24:00');
  });

  it('says when somebody has the shift in another’s place, and who shadows', () => {
    const taken = { member: 'UBOB', planned: 'UADA', override: true, shadows: ['UDAN', 'UCLEO'] };
    const lines = seen([shift(taken), shift({ ...tuesday, ...taken })]);
    expect(lines).toContain('IC: @bob (for @ada) until 15:00');
    expect(lines).toContain('Shadowing: @dan, @cleo');
    expect(lines).toContain('Next: @bob (for @ada), Tue 24 Nov 07:00-15:00');
  });

  it('says after whose turn of several days somebody else comes', () => {
    const days = ['2026-11-23', '2026-11-24', '2026-11-25'];
    const week = days.map((day) => shift({ day }));
    const lines = seen([...week, shift({ day: '2026-11-30', member: 'UBOB' })]);
    expect(lines).toContain('Next: @ada, Tue 24 Nov 07:00-15:00; then @bob, Mon 30 Nov 07:00-15:00');
    expect(seen(week)).toContain('Next: @ada, Tue 24 Nov 07:00-15:00');
  });

  it('is loud about a gap of now, with whom to ask and who comes after it', () => {
    const shifts = [shift({ member: null }), shift({ ...tuesday, member: 'UBOB' })];
    expect(seen(shifts)).toEqual(
      expect.arrayContaining(['🚨 IC: nobody until 15:00. Ask @admin.', 'Next: @bob, Tue 24 Nov 07:00-15:00']),
    );
    expect(seen(shifts, { admins: ['UADMIN', 'UDAN'] })).toContain(
      '🚨 IC: nobody until 15:00. Ask @admin, @dan (one of them).',
    );
    expect(seen(shifts, { admins: [] })).toContain(
      '🚨 IC: nobody until 15:00. Nobody is named to ask: the configuration has no admins.',
    );
  });

  it('is loud about gaps to come, naming the first five', () => {
    const gap = (day: number) => shift({ day: `2026-12-0${day}`, member: null });
    expect(seen([shift(), gap(1), shift({ day: '2026-12-02', member: 'UBOB' })])).toEqual(
      expect.arrayContaining([
        'Next: 🚨 nobody, Tue 1 Dec 07:00-15:00; then @bob, Wed 2 Dec 07:00-15:00',
        '🚨 Nobody has IC on Tue 1 Dec 07:00-15:00',
        'Ask @admin. Whoever can: /duty cover gap DATE.',
      ]),
    );
    const many = seen([1, 2, 3, 4, 7, 8, 9].map(gap));
    expect(many.filter((line) => line.startsWith('🚨 Nobody has'))).toHaveLength(5);
    expect(many).toContain('and 2 more shifts; /duty schedule shows them.');
    expect(seen([shift()]).join()).not.toMatch(/🚨|Ask/);
  });

  it('says so when nothing is planned', () => {
    expect(seen([])).toEqual([
      'On duty · Mon 23 Nov, 10:00 in Europe/Warsaw',
      ...['IC: no duty hours now', 'Next: nothing in the two weeks ahead'],
      ...['On call: no duty hours now', 'Next: nothing in the two weeks ahead'],
    ]);
  });

  it('counts days in the configured zone', () => {
    const zone = 'Pacific/Auckland';
    const [title, ic] = seen([shift({ day: '2026-11-24', zone })], { zone, at: '2026-11-23T20:00Z' });
    expect([title, ic]).toEqual([`On duty · Tue 24 Nov, 09:00 in ${zone}`, 'IC: @ada until 15:00']);
  });

  it('shows an e-mail address that Slack has not resolved, and pings nobody through it', () => {
    const { text, blocks } = nowReply([shift({ member: '<!channel>@example.com' })], {
      ...{ now: new Date('2026-11-23T09:00Z'), zone: 'Europe/Warsaw', admins: [] },
    });
    expect(text).toContain('&lt;!channel&gt;@example.com until 15:00');
    expect(JSON.stringify(blocks)).not.toContain('<!channel');
  });

  it('says the same without blocks', () => {
    const { text } = nowReply([shift()], { now: new Date('2026-11-23T09:00Z'), zone: 'Europe/Warsaw', admins: [] });
    expect(text.split('\n').slice(0, 2)).toEqual([
      'On duty · Mon 23 Nov, 10:00 in Europe/Warsaw',
      'IC: <@UADA> until 15:00',
    ]);
  });
});

onBothEngines('/duty', (open) => {
  it('reads the ledger, and plans what is missing', async () => {
    const { schedule, clock, zone, shift: shiftOf } = await open();
    const parts = { schedule, clock, zone, admins: [] };
    const { text } = await answerNow({ user: 'UADA', text: '', channel: 'C1' }, parts);
    const [ic, evening] = [await shiftOf('ic', '2026-11-23'), await shiftOf('oncall', '2026-11-23')];
    expect(text).toContain(`IC: <@${ic.member}> until 15:00`);
    expect(text).toContain(`Next: <@${evening.member}>, today 15:00-22:00`);
  });

  it('knows a night that began yesterday', async () => {
    const nights = { hours: { 'mon-sun': '22:00-06:00' } };
    const { schedule, clock, zone, time } = await open({ duty: { oncall: nights } });
    await schedule.refresh();
    time.now = new Date('2026-11-25T03:00Z');
    const { text } = await answerNow({ user: 'UADA', text: '', channel: 'C1' }, { schedule, clock, zone, admins: [] });
    expect(text).toMatch(/On call: <@U\w+> until 06:00/);
  });
});
