import { describe, expect, it } from 'vitest';
import { checkDuty } from '../../src/check/duty.ts';
import { configSchema } from '../../src/config/schema.ts';
import { loadHolidays } from '../../src/duty/hours/holidays.ts';
import type { Db } from '../../src/store/tables.ts';
import { onBothEngines } from '../duty/house.ts';

/** A Saturday. */
const now = new Date('2026-11-21T12:00:00Z');
const WORKDAYS = { 'mon-fri': '07:00-15:00' };
const EVENINGS = { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' };
const [ADA, BOB, CLEO, DAN, EVE] = ['U01ADA', 'U01BOB', 'U01CLEO', 'U01DAN', 'U01EVE'];

type Rotation = { members?: unknown[]; hours?: Record<string, string>; turn?: string };
type Given = { ic?: Rotation; oncall?: Rotation; admins?: string[]; timezone?: string; duty?: object; db?: Db };

/** What is found: without more, of three who share the Incident Commander's days, and two others on call. */
async function found({ ic, oncall, admins = [ADA as string], timezone = 'Europe/Warsaw', duty, db }: Given = {}) {
  const config = configSchema.parse({
    ...{ timezone, admins },
    channels: { alerts: 'alerts', bugs: 'bugs', war: 'war', engineering: 'engineering' },
    duty: {
      ...duty,
      ic: { members: [ADA, BOB, CLEO], hours: WORKDAYS, ...ic },
      oncall: { members: [DAN, EVE], hours: EVENINGS, ...oncall },
    },
  });
  return checkDuty(config, { db: db ?? null, holidays: await loadHolidays(config.duty.country), now });
}

const told = async (given: Given) => (await found(given)).map(({ message }) => message);
const away = (user: unknown, ...days: string[]) => ({ user, away: days });

describe('the check of duty', () => {
  it('finds nothing where turns can be taken fairly', async () => {
    expect(await found()).toEqual([]);
    const minimal = { ic: { members: [ADA, BOB, CLEO] }, oncall: { members: [ADA, BOB, CLEO, DAN] } };
    expect(await found(minimal)).toEqual([]);
    expect(await found({ oncall: { turn: 'week', hours: { 'mon-sun': '00:00-24:00' } } })).toEqual([]);
    expect(await found({ admins: [] })).toEqual([]);
  });

  describe('of hours that nobody covers', () => {
    const christmas = [away(DAN, '2026-12-24..2027-01-01'), away(EVE, '2026-12-24..2026-12-27')];

    it('tells the days, how much it is, and why, in one finding', async () => {
      const [finding, ...others] = await found({ oncall: { members: christmas } });
      expect(finding).toEqual({
        level: 'warning',
        area: 'duty',
        message:
          'Nobody can have On call on 2026-12-24 to 2026-12-27 (4 shifts, 40 hours): everybody who could is away.',
        fix: 'See whether somebody’s days can move, or add a member.',
      });
      expect(others.map(({ message }) => message).join()).not.toContain('Nobody');
    });

    it('tells of a night before the first day on which all are away', async () => {
      const nights = { hours: { 'mon-sun': '22:00-06:00' }, members: christmas };
      expect((await told({ oncall: nights }))[0]).toContain('On call on 2026-12-23 to 2026-12-27 (5 shifts, 40 hours)');
    });

    it('names the first five times', async () => {
      const days = ['01', '03', '05', '07', '09', '11', '13'].map((day) => `2026-12-${day}`);
      const members = [away(DAN, ...days), away(EVE, ...days)];
      expect((await told({ oncall: { members } }))[0]).toBe(
        'Nobody can have On call on 2026-12-01, 2026-12-03, 2026-12-05, 2026-12-07, 2026-12-09 and 2 more (7 shifts, 61 hours): everybody who could is away.',
      );
    });

    it('tells when no member is left, or none has begun', async () => {
      const members = [
        { user: DAN, until: '2026-12-05' },
        { user: EVE, from: '2026-12-08' },
      ];
      expect(await told({ oncall: { members } })).toContain(
        'Nobody can have On call on 2026-12-06 to 2026-12-07 (2 shifts, 20 hours): nobody takes turns then.',
      );
    });

    it('tells when never_both leaves nobody', async () => {
      const [finding] = await found({ ic: { members: [ADA] }, oncall: { members: [ADA] } });
      expect(finding).toMatchObject({
        message: expect.stringMatching(
          /^Nobody can have On call on 2026-11-23 to 2026-11-27, .* more \(\d+ shifts, \d+ hours\): duty\.never_both is on, and whoever could has the other duty that day\.$/,
        ),
        fix: 'Add a member, or set duty.never_both to false.',
      });
      const both = await told({
        ...{ ic: { members: [ADA] }, oncall: { members: [ADA] } },
        duty: { never_both: false },
      });
      expect(both.join()).not.toContain('Nobody');
    });

    it('tells that nobody is named to ask, only where there is a gap', async () => {
      const nobody = 'There are hours that nobody covers, and admins names nobody to ask in them.';
      expect(await told({ oncall: { members: christmas }, admins: [] })).toContain(nobody);
      expect(await told({ oncall: { members: christmas } })).not.toContain(nobody);
    });

    it('leaves out what is over, and sees more than a year ahead', async () => {
      const over = [away(DAN, '2026-11-01..2026-11-20'), away(EVE, '2026-11-01..2026-11-20')];
      expect(await told({ oncall: { members: over } })).toEqual([]);
      const late = [away(DAN, '2027-12-24'), away(EVE, '2027-12-24')];
      expect((await told({ oncall: { members: late } }))[0]).toContain('On call on 2027-12-24 (1 shift, 7 hours)');
    });
  });

  describe('of teams that are too small', () => {
    it('names who has every shift', async () => {
      expect(await told({ oncall: { members: [DAN] } })).toEqual([
        'U01DAN has every On call shift, as nobody else takes turns.',
      ]);
    });

    it('names two who keep their weekdays, unless the days of a week are odd or turns are weeks', async () => {
      const pair = { members: [ADA, BOB] };
      const even = { ...pair, hours: { 'mon-thu': '07:00-15:00' } };
      const message =
        'U01ADA and U01BOB keep the same IC weekdays for ever: they can only alternate, over 4 days a week.';
      expect(await told({ ic: even })).toEqual([message]);
      expect(await told({ ic: pair })).toEqual([]);
      expect(await told({ ic: { ...even, turn: 'week' } })).toEqual([]);
    });

    it('names two who have all of both duties', async () => {
      const message =
        'U01ADA and U01BOB each have a duty on every day that both rotations cover: duty.never_both keeps them from having both, and there is nobody else.';
      const pair = { ic: { members: [ADA, BOB] }, oncall: { members: [ADA, BOB] } };
      expect(await told(pair)).toEqual([message]);
      expect(await told({ ...pair, ic: { members: [ADA] } })).toContain(message);
      expect(await told({ ...pair, duty: { never_both: false } })).toEqual([]);
      expect(await told({ ...pair, oncall: { ...pair.oncall, hours: { sat: '09:00-22:00' } } })).toEqual([]);
      expect(await told({ ...pair, oncall: { members: [ADA, BOB, CLEO] } })).toEqual([]);
    });
  });

  describe('of members who are not there', () => {
    it('names in one finding those who get no shift, and why', async () => {
      const members = [
        ...[DAN, EVE],
        { user: 'U01GONE', until: '2026-10-31' },
        { user: 'U01SHADOW', shadow_until: '2030-01-01' },
        { user: 'U01LATER', from: '2028-02-01' },
        away('U01AWAY', '2026-11-01..2028-11-01'),
      ];
      expect(await told({ oncall: { members } })).toEqual([
        'Until 2027-12-26 these members get no On call shift: U01GONE (until 2026-10-31), U01SHADOW (shadows until 2030-01-01), U01LATER (from 2028-02-01), U01AWAY (away).',
      ]);
    });

    it('says nothing of a member who shadows or is away for a time', async () => {
      const members = [
        DAN,
        EVE,
        { user: 'U01NEW', shadow_until: '2027-02-01' },
        away('U01X', '2026-12-01..2026-12-09'),
      ];
      expect(await told({ oncall: { members } })).toEqual([]);
    });

    it('tells where one is left alone for several turns', async () => {
      const members = [DAN, away(EVE, '2026-12-24..2026-12-26', '2027-01-05')];
      expect(await told({ oncall: { members } })).toEqual([
        'One member has several On call turns in a row, as all others are away: U01DAN on 2026-12-24 to 2026-12-26 (3 shifts).',
      ]);
    });

    it('counts a week as one turn where turns are weeks', async () => {
      const weekly = (to: string) => ({ turn: 'week', members: [DAN, away(EVE, `2026-12-07..${to}`)] });
      expect(await told({ oncall: weekly('2026-12-13') })).toEqual([]);
      expect(await told({ oncall: weekly('2026-12-14') })).toEqual([
        expect.stringContaining('U01DAN on 2026-12-07 to 2026-12-14'),
      ]);
    });
  });

  describe('of clocks that change', () => {
    it.each([
      ['02:30-10:00', 'On 2027-03-28 the clocks of Europe/Warsaw skip 02:30: On call begins at 03:00.'],
      ['22:00-02:30', 'On 2027-03-28 the clocks of Europe/Warsaw skip 02:30: On call ends at 03:00.'],
    ])('tells that hours of %s hold a time that clocks skip', async (hours, message) => {
      expect(await told({ oncall: { hours: { 'mon-sun': hours } } })).toEqual([message]);
    });

    it('says nothing of other hours, on either day', async () => {
      for (const hours of ['22:00-06:00', '03:00-02:00', '00:00-24:00']) {
        expect(await told({ oncall: { hours: { 'mon-sun': hours } } })).toEqual([]);
      }
    });

    it('says nothing of a night that a holiday cuts short', async () => {
      const hours = { 'mon-sun': '22:00-06:00', holiday: '00:00-24:00' };
      expect(await told({ oncall: { hours }, duty: { country: 'PL' } })).toEqual([]);
    });
  });
});

onBothEngines('the check of duty', (open) => {
  it('knows the absences told in Slack, and what people gave each other; and keeps nothing', async () => {
    const { db, schedule, holders } = await open({ now });
    await schedule.refresh();
    const told = { from_day: '2026-12-01', to_day: '2026-12-02', by: 'UADA', at: now.toISOString() };
    const rows = ['UADA', 'UBOB', 'UCLEO'].map((member) => ({
      member,
      ...told,
      cancelled_at: null,
      cancelled_by: null,
    }));
    await db.insertInto('absence').values(rows).execute();
    const before = await holders();
    const team = ['UADA', 'UBOB', 'UCLEO'];
    const findings = await found({ ic: { members: team }, oncall: { members: [...team, 'UDAN'] }, db });
    expect(findings.map(({ message }) => message)).toEqual([
      'Nobody can have IC on 2026-12-01 to 2026-12-02 (2 shifts, 16 hours): everybody who could is away.',
      'One member has several On call turns in a row, as all others are away: UDAN on 2026-12-01 to 2026-12-02 (2 shifts).',
    ]);
    expect(await holders()).toEqual(before);
  });
});
