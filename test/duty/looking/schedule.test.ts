import { describe, expect, it } from 'vitest';
import { parseHours } from '../../../src/config/hours.ts';
import { addDays } from '../../../src/duty/days.ts';
import { type ScheduleView, scheduleReply } from '../../../src/duty/looking/schedule-blocks.ts';
import { answerSchedule } from '../../../src/duty/looking/show-schedule.ts';
import type { ListedShift } from '../../../src/duty/shift.ts';
import { onBothEngines } from '../house.ts';
import { oncall, shift } from './shifts.ts';
import { shown } from './shown.ts';

/** Monday 10:00 in Warsaw. */
const now = new Date('2026-11-23T09:00Z');
const { hours: workdays } = parseHours({ 'mon-fri': '07:00-15:00' });
const { hours: evenings } = parseHours({ 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' });

const reply = (shifts: ListedShift[], more: Partial<ScheduleView> = {}) =>
  scheduleReply(shifts, {
    ...{
      rotations: ['ic', 'oncall'],
      to: '2026-11-29',
      now,
      zone: 'Europe/Warsaw',
      reader: 'UADMIN',
      admins: ['UADMIN'],
    },
    ...{ hours: { ic: workdays, oncall: evenings }, holidayOn: () => null, ...more },
  });
const seen = (shifts: ListedShift[], more: Partial<ScheduleView> = {}) => shown(reply(shifts, more), more.now ?? now);

const tuesday = { day: '2026-11-24' };

describe('the calendar of /duty schedule', () => {
  it('tells the usual hours once, and then for each week who has what, a line a day', () => {
    const shifts = [
      ...[shift(), oncall({ member: 'UBOB' })],
      ...[shift({ ...tuesday, member: 'UCLEO' }), oncall({ ...tuesday, member: 'UDAN' })],
      oncall({ day: '2026-11-28', hours: '09:00-22:00' }),
      shift({ day: '2026-11-30', member: 'UBOB' }),
    ];
    expect(seen(shifts, { to: '2026-12-06' })).toEqual([
      'Duty from Mon 23 Nov to Sun 6 Dec, times in Europe/Warsaw',
      'IC: Mon-Fri 07:00-15:00',
      'On call: Mon-Fri 15:00-22:00, Sat-Sun 09:00-22:00',
      'Mon 23 Nov – Sun 29 Nov',
      '▸ Mon 23 (today): IC @ada · On call @bob',
      'Tue 24: IC @cleo · On call @dan',
      'Sat 28: On call @ada',
      'Mon 30 Nov – Sun 6 Dec',
      'Mon 30: IC @bob',
      '[Picture of the month]',
    ]);
  });

  it('shows one rotation without saying its name in every line', () => {
    const lines = seen([shift(), oncall({ member: 'UBOB' }), oncall(tuesday)], { rotations: ['oncall'] });
    expect(lines).toEqual(expect.arrayContaining(['▸ Mon 23 (today): @bob', 'Tue 24: @ada']));
    expect(lines.join()).not.toContain('IC');
  });

  it('marks gaps, and counts them loudly with whom to ask', () => {
    const lines = seen([shift({ member: null }), shift(tuesday), oncall({ ...tuesday, member: null })]);
    expect(lines).toEqual(
      expect.arrayContaining([
        '🚨 2 shifts have nobody. Ask @admin.',
        '▸ Mon 23 (today): IC 🚨 nobody',
        'Tue 24: IC @ada · On call 🚨 nobody',
      ]),
    );
    expect(seen([shift({ member: null })])).toContain('🚨 1 shift has nobody. Ask @admin.');
    expect(seen([shift()]).join()).not.toContain('🚨');
  });

  it('marks who took over, for whom, and a gap that somebody took', () => {
    const lines = seen([
      shift({ member: 'UBOB', planned: 'UADA', override: true }),
      shift({ ...tuesday, member: 'UBOB', planned: null, override: true }),
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        '↔ taken over from somebody',
        '▸ Mon 23 (today): IC @bob ↔ for @ada',
        'Tue 24: IC @bob ↔',
      ]),
    );
  });

  it('marks shadows, three at most by name', () => {
    const lines = seen([
      shift({ shadows: ['UBOB'] }),
      shift({ ...tuesday, shadows: ['UBOB', 'UCLEO', 'UDAN', 'UX', 'UY'] }),
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        '(+ …) shadows',
        '▸ Mon 23 (today): IC @ada (+ @bob)',
        'Tue 24: IC @ada (+ @bob, @cleo, @dan and 2 more)',
      ]),
    );
  });

  it('makes the reader’s own shifts stand out', () => {
    const lines = seen([shift(), oncall({ member: 'UBOB' })], { reader: 'UBOB' });
    expect(lines).toContain('▸ Mon 23 (today): IC @ada · On call @bob (you)');
  });

  it('names holidays, and the hours of a day that has others than usual', () => {
    const view = { holidayOn: (day: string) => (day === '2026-11-24' ? 'Day of *Rest* & <!here>' : null) };
    const { blocks = [] } = reply([oncall({ ...tuesday, hours: '09:00-21:00' })], view);
    expect(shown({ text: 'x', blocks }, now)).toContain(
      'Tue 24, Day of *Rest* & <\u2060!here>: On call @ada 09:00-21:00',
    );
    expect(reply([oncall(tuesday)], view).text).toContain('&lt;!here&gt;');
  });

  it.each([
    ['back', '2026-10-25', '25 hours: the clocks change'],
    ['forward', '2027-03-28', '23 hours: the clocks change'],
  ])('says how long a day is on which the clocks go %s', (_way, day, note) => {
    const { hours } = parseHours({ 'mon-sun': '00:00-24:00' });
    const view = { now: new Date(`${day}T09:00Z`), to: addDays(day, 1), hours: { ic: hours, oncall: hours } };
    const lines = seen(
      [day, addDays(day, 1)].map((each) => shift({ day: each, hours: '00:00-24:00' })),
      view,
    );
    expect(lines.filter((line) => line.includes('@ada')).map((line) => line.replace(/^.*: IC/, 'IC'))).toEqual([
      `IC @ada (${note})`,
      'IC @ada',
    ]);
  });

  it('shows hours that the clocks moved', () => {
    const { hours } = parseHours({ 'mon-sun': '02:30-10:00' });
    const day = '2027-03-28';
    const view = { now: new Date(`${day}T09:00Z`), to: day, hours: { ic: hours, oncall: hours } };
    expect(seen([shift({ day, hours: '02:30-10:00' })], view)).toContain('▸ Sun 28 (today): IC @ada 03:00-10:00');
  });

  it('shows today also when nothing is on', () => {
    expect(seen([shift(tuesday)])).toContain('▸ Mon 23 (today): no shifts');
  });

  it('fits into a message with everything at its longest', () => {
    const long = (name: string) => `${name.repeat(240)}@example.com`;
    const days = Array.from({ length: 84 }, (_none, index) => addDays('2026-11-23', index));
    const most = { member: long('a'), planned: long('b'), override: true, shadows: Array.from('cdefg', long) };
    const shifts = days.flatMap((day) => [shift({ day, ...most }), oncall({ day, ...most })]);
    const view = { to: addDays('2026-11-23', 83), holidayOn: () => 'h'.repeat(200) };
    expect(seen(shifts, view).length).toBeGreaterThan(84);
  });
});

onBothEngines('/duty schedule', (open) => {
  async function ask(text: string, options: Parameters<typeof open>[0] = {}) {
    const { schedule, duty, admins, holidays, clock, zone, time } = await open(options).then((house) => {
      return { ...house, duty: house.config.duty, admins: house.config.admins };
    });
    const answer = () =>
      answerSchedule({ user: 'UADA', text, channel: 'C1' }, { schedule, duty, admins, holidays, clock, zone });
    return { answer, schedule, time };
  }
  const weeksIn = (lines: string[]) => lines.filter((line) => / – /.test(line)).length;

  it('shows both rotations for four weeks from today on', async () => {
    const { answer, time } = await ask('');
    const lines = shown(await answer(), time.now);
    expect(lines[0]).toBe('Duty from Mon 23 Nov to Sun 20 Dec, times in Europe/Warsaw');
    expect(weeksIn(lines)).toBe(4);
    expect(lines.filter((line) => /^(▸ )?\w{3} \d+[ :]/.test(line) && line.includes('On call'))).toHaveLength(28);
    expect(lines.filter((line) => line.includes(': IC @'))).toHaveLength(20);
  });

  it.each([
    ['ic', 4, /^Mon 30: @/m],
    ['oncall 1', 1, /^Sun 29: @/m],
    ['12 weeks IC', 12, /^Mon 30: @/m],
    ['on call 2', 2, /^Sun 29: @/m],
    ['ic oncall 1', 1, /^Tue 24: IC @\w+.* · On call @/m],
  ])('understands %j', async (text, weeks, line) => {
    const { answer, time } = await ask(text);
    const lines = shown(await answer(), time.now);
    expect(weeksIn(lines)).toBe(weeks);
    expect(lines.join('\n')).toMatch(line);
  });

  it.each(['0', '13', '1.5', '-1', '2 3', 'everything', '<@UBOB|bob>', 'ic x'])(
    'tells what to type instead of %j',
    async (text) => {
      const { answer } = await ask(text);
      expect(await answer()).toEqual({
        text: 'Type `/duty schedule`; you may add `ic` or `oncall`, and 1 to 12 weeks: `/duty schedule oncall 8`.',
      });
    },
  );

  it('begins with a night of yesterday that is not over, and leaves out what is', async () => {
    const { answer, schedule, time } = await ask('oncall 1', {
      duty: { oncall: { hours: { 'mon-sun': '22:00-06:00' } } },
    });
    await schedule.refresh();
    time.now = new Date('2026-11-25T03:00Z');
    expect(shown(await answer(), time.now).slice(3, 5)).toEqual([
      expect.stringMatching(/^Tue 24: @/),
      expect.stringMatching(/^▸ Wed 25 \(today\): @/),
    ]);
    time.now = new Date('2026-11-25T06:00Z');
    expect(shown(await answer(), time.now)[3]).toMatch(/^▸ Wed 25/);
  });

  it('names public holidays', async () => {
    const { answer, time } = await ask('oncall 5', { duty: { country: 'PL' } });
    expect(shown(await answer(), time.now).join('\n')).toMatch(/^Fri 25, Christmas Day: @/m);
  });

  it('shows fifty members who take turns', async () => {
    const members = Array.from({ length: 50 }, (_none, index) => `U${String(index).padStart(3, '0')}`);
    const { answer, time } = await ask('12', { duty: { ic: { members }, oncall: { members } } });
    const reply = await answer();
    const named = JSON.stringify(reply.blocks).match(/"user_id":"U\d+"/g) ?? [];
    expect(named.length).toBe(12 * 12);
    expect(new Set(named).size).toBe(50);
    expect(weeksIn(shown(reply, time.now))).toBe(12);
  });
});
