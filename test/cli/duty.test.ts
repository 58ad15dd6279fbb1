import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayIn } from '../../src/duty/days.ts';
import type { ListedDuty } from '../../src/duty/looking/list-duty.ts';
import { launch } from './launch.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchbill-duty-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

type Team = { ic?: string; oncall?: string; more?: string; zone?: string };

function configure({ ic, oncall, more = '', zone = 'Europe/Warsaw' }: Team = {}): void {
  const text = `
timezone: ${zone}
channels: { alerts: alerts, bugs: bugs, war: war, engineering: engineering }
admins: [U01ADMIN]
duty:
  ${more}
  ic: ${ic ?? '{ members: [U01AAAAAA, U01BBBBBB, U01CCCCCC], hours: { mon-fri: "07:00-15:00" } }'}
  oncall: ${oncall ?? '{ members: [U01DDDDDD, eve@example.com], hours: { mon-fri: "15:00-22:00", sat-sun: "09:00-22:00" } }'}
`;
  writeFileSync(join(dir, 'watchbill.yml'), text);
}

const run = (...args: string[]) =>
  launch(['duty', ...args], { cwd: dir, env: { PATH: process.env['PATH'] ?? '' } }).end;

/** The shifts as JSON, after the command went well and told nothing else. */
async function json(...args: string[]): Promise<ListedDuty[]> {
  const { code, out, err } = await run(...args, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as ListedDuty[];
}

const database = () => new Database(join(dir, 'watchbill.db'));

/** Makes somebody have the shift on call of a day, whomever the plan names. */
function takeOver(day: string, member: string): void {
  const file = database();
  file.prepare("update shift set member = ?, override = 1 where day = ? and rotation = 'oncall'").run(member, day);
  file.close();
}

/** A Monday to come, so that nothing of it is over. */
const MONDAY = '2033-11-21';

describe('watchbill duty', () => {
  it('lists the shifts of both rotations in order of their start, with exactly the promised fields', async () => {
    configure({
      ic: '{ members: [U01AAAAAA, { user: U01NEWBIE, shadow_until: 2040-01-01 }], hours: { mon: "07:00-15:00" } }',
    });
    expect(await json('--from', MONDAY, '--days', '2')).toEqual([
      {
        rotation: 'ic',
        member: 'U01AAAAAA',
        start: `${MONDAY}T07:00:00.000+01:00`,
        end: `${MONDAY}T15:00:00.000+01:00`,
        override: false,
        shadows: ['U01NEWBIE'],
      },
      {
        rotation: 'oncall',
        member: expect.stringMatching(/^(U01DDDDDD|eve@example\.com)$/),
        start: `${MONDAY}T15:00:00.000+01:00`,
        end: `${MONDAY}T22:00:00.000+01:00`,
        override: false,
        shadows: [],
      },
      expect.objectContaining({ rotation: 'oncall', start: '2033-11-22T15:00:00.000+01:00' }),
    ]);
  });

  it('lists the fourteen days from today in the configured zone unless told otherwise', async () => {
    configure({ zone: 'Pacific/Kiritimati' });
    const today = dayIn(new Date(), 'Pacific/Kiritimati');
    const listed = await json('--rotation', 'oncall');
    const begun = listed.map(({ start }) => start.slice(0, 10));
    // By the time of day today's shift may be over, and then it is not planned any more.
    expect(begun.filter((day) => day > today)).toHaveLength(13);
    expect(listed.every(({ rotation, start }) => rotation === 'oncall' && start.endsWith('+14:00'))).toBe(true);
  });

  it('keeps what it planned', async () => {
    configure();
    const first = await json('--from', MONDAY);
    expect(await json('--from', MONDAY)).toEqual(first);
    const file = database();
    const kept = file.prepare('select member from shift where day >= ? order by start_at limit ?').pluck();
    expect(kept.all(MONDAY, first.length)).toEqual(first.map(({ member }) => member));
    file.close();
  });

  it('tells overrides, and gaps as nobody’s', async () => {
    configure({ ic: `{ members: [{ user: U01AAAAAA, away: [${MONDAY}] }], hours: { mon: "07:00-15:00" } }` });
    const [, evening] = await json('--from', MONDAY, '--days', '1');
    const other = evening?.member === 'U01DDDDDD' ? 'eve@example.com' : 'U01DDDDDD';
    takeOver(MONDAY, other);
    expect(await json('--from', MONDAY, '--days', '1')).toMatchObject([
      { rotation: 'ic', member: null, override: false },
      { rotation: 'oncall', member: other, override: true },
    ]);
  });

  it.each([
    [
      'a night belongs to the day on which it begins',
      '22:00-06:00',
      MONDAY,
      `${MONDAY}T22:00:00.000+01:00`,
      '2033-11-22T06:00:00.000+01:00',
    ],
    [
      'the clocks go forward within a shift',
      '00:00-24:00',
      '2033-03-27',
      '2033-03-27T00:00:00.000+01:00',
      '2033-03-28T00:00:00.000+02:00',
    ],
    [
      'the clocks go back within a shift',
      '00:00-24:00',
      '2033-10-30',
      '2033-10-30T00:00:00.000+02:00',
      '2033-10-31T00:00:00.000+01:00',
    ],
    [
      'the clocks skip the beginning',
      '02:30-10:00',
      '2033-03-27',
      '2033-03-27T03:00:00.000+02:00',
      '2033-03-27T10:00:00.000+02:00',
    ],
  ])('tells times right when %s', async (_sentence, hours, day, start, end) => {
    configure({ oncall: `{ members: [U01DDDDDD], hours: { mon-sun: "${hours}" } }` });
    const [shift, ...others] = await json('--rotation', 'oncall', '--from', day, '--days', '1');
    expect([shift?.start, shift?.end, others]).toEqual([start, end, []]);
  });

  it('prints a table for people, loud about gaps, with whom to ask', async () => {
    const ic =
      '{ members: [{ user: U01AAAAAA, away: [2033-11-11] }, { user: U01NEWBIE, shadow_until: 2040-01-01 }], hours: { mon-fri: "07:00-15:00", holiday: "09:00-12:00" } }';
    configure({ ic, more: 'country: PL', oncall: '{ members: [U01DDDDDD], hours: { sat: "22:00-06:00" } }' });
    const { out } = await run('--from', '2033-11-10', '--days', '3');
    expect(out.split('\n')).toEqual([
      'Times in Europe/Warsaw.',
      '2033-11-10 Thu  IC       07:00-15:00  U01AAAAAA     shadowed by U01NEWBIE',
      '2033-11-11 Fri  IC       09:00-12:00  !! NOBODY !!  shadowed by U01NEWBIE; Independence Day',
      '2033-11-12 Sat  On call  22:00-06:00  U01DDDDDD',
      '1 shift has nobody: ask U01ADMIN.',
      '',
    ]);
  });

  it('names people in the table as Slack does, where that is known, and never lets a name break a line', async () => {
    configure({ oncall: '{ members: [U01DDDDDD], hours: { sat: "22:00-06:00" } }' });
    await run();
    const database = new Database(join(dir, 'watchbill.db'));
    const known = database.prepare("insert into slack_user (id, is_bot, name, fetched_at) values (?, 0, ?, '2033')");
    known.run('U01DDDDDD', 'Dora\n\u001b[31mthe Explorer');
    database.close();
    const { out } = await run('--from', '2033-11-12', '--days', '1');
    expect(out).toBe('Times in Europe/Warsaw.\n2033-11-12 Sat  On call  22:00-06:00  Dora  [31mthe Explorer\n');
  });

  it('marks in the table whom somebody covers for, and how long a day is when the clocks change', async () => {
    const away = '{ user: U01DDDDDD, away: [2033-10-30] }, { user: U01EEEEEE, away: [2033-10-29..2033-10-30] }';
    configure({ oncall: `{ members: [${away}], hours: { sat-sun: "00:00-24:00" } }` });
    await json('--from', '2033-10-29', '--days', '2');
    takeOver('2033-10-29', 'U01EEEEEE');
    takeOver('2033-10-30', 'U01EEEEEE');
    // Who takes a shift over must be there for it.
    configure({ oncall: '{ members: [U01DDDDDD, U01EEEEEE], hours: { sat-sun: "00:00-24:00" } }' });
    const { out } = await run('--from', '2033-10-29', '--days', '2');
    expect(out).toContain('2033-10-29 Sat  On call  00:00-24:00  U01EEEEEE  for U01DDDDDD\n');
    expect(out).toContain(
      '2033-10-30 Sun  On call  00:00-24:00  U01EEEEEE  takes a gap; 25 hours: the clocks change\n',
    );
  });

  it('says so when there are no shifts, and lists none for scripts', async () => {
    configure();
    expect((await run('--from', '2020-01-01', '--days', '2')).out).toBe('No shifts from 2020-01-01 to 2020-01-02.\n');
    expect(await json('--from', '2020-01-01')).toEqual([]);
  });

  it('plans for fifty members, who each have their turn', async () => {
    const members = Array.from({ length: 50 }, (_none, index) => `U01M${String(index).padStart(2, '0')}`).join(', ');
    configure({ oncall: `{ members: [${members}], hours: { mon-sun: "09:00-22:00" } }` });
    const listed = await json('--rotation', 'oncall', '--days', '101');
    expect(new Set(listed.map(({ member }) => member)).size).toBe(50);
  });

  it.each([
    [['--rotation', 'both'], '--rotation: "both" is no rotation; one of ic, oncall.'],
    [['--from', 'tomorrow'], '--from: "tomorrow" is no day; such as 2026-12-24.'],
    [['--from', '2027-02-30'], '--from: "2027-02-30" is no day; such as 2026-12-24.'],
    [['--from', '2999-01-01'], '--from: 2999-01-01 is more than ten years ahead.'],
    [['--days', '0'], '--days: "0" is no number of days; 1 to 3660.'],
    [['--days', '3661'], '--days: "3661" is no number of days; 1 to 3660.'],
    [['--days', '1.5'], '--days: "1.5" is no number of days; 1 to 3660.'],
  ])('refuses %j with exit status 2, and makes no database', async (args, sentence) => {
    configure();
    expect(await run(...args)).toEqual({ code: 2, out: '', err: `${sentence}\n` });
    expect(existsSync(join(dir, 'watchbill.db'))).toBe(false);
  });

  it('needs neither Slack nor a token, and tells more with --help', async () => {
    const { code, out } = await run('--help');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^Usage: watchbill duty \[--rotation ic\|oncall\]/),
    });
  });
});
