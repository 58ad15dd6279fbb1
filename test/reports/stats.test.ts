import { subDays } from 'date-fns/subDays';
import type { Insertable } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Shift } from '../../src/duty/shift.ts';
import { answerStats } from '../../src/reports/answer-stats.ts';
import { postChart } from '../../src/reports/chart.ts';
import { readSpan, type StatsParts } from '../../src/reports/stats.ts';
import type { Tables } from '../../src/store/tables.ts';
import { NOON } from '../alerts/event.ts';
import { type House, type Open, onBothEngines } from '../alerts/house.ts';
import { ADA, BOB, CAT, faults, openBoth, shift, shown } from './house.ts';

const names: Record<string, string> = { [ADA]: 'ada', [BOB]: 'bob', [CAT]: 'cat' };

/** A house whose ledger begins today, with what people had before. */
async function openStats(open: Open, past: readonly Shift[], more: Partial<StatsParts> = {}) {
  const { house, office } = await openBoth(open);
  for (const each of past) await house.db.insertInto('shift').values(toRow(each)).execute();
  // What begins later today is in the ledger too, and must not be counted.
  await office.schedule.refresh();
  const holidays = { nameOf: (day: string) => (day === '2026-11-11' ? 'Independence Day' : null) };
  const nameOf = async (user: string) => names[user] ?? user;
  return { house, parts: { ...office, holidays, nameOf, ...more } };
}

const toRow = ({ rotation, day, start, end, member, planned, override }: Shift): Insertable<Tables['shift']> => ({
  ...{ rotation, day, member, planned, override: override ? 1 : 0, changes: 0 },
  ...{ start_at: start.toISOString(), end_at: end.toISOString() },
});

const PAST = [
  shift({ day: '2026-10-20', member: BOB }),
  shift({ day: '2026-11-11', member: ADA }),
  shift({ day: '2026-11-14', rotation: 'oncall', member: CAT }),
  shift({ day: '2026-11-15', rotation: 'oncall', member: CAT, planned: BOB, override: true }),
  shift({ day: '2026-11-16', rotation: 'oncall', member: 'U0GONE' }),
];

const answer = async (parts: StatsParts, text = '') => {
  const { text: spoken, blocks } = await answerStats({ text }, parts);
  return { spoken, blocks, shown: shown(blocks), rows: rowsOf(blocks) };
};

/** The rows of the table, cell by cell. */
function rowsOf(blocks: readonly object[]): string[] {
  const table = blocks.find((block) => 'rows' in block) as { rows: unknown[][] } | undefined;
  return (table?.rows ?? []).map((row) => row.map((cell) => shown([cell])).join('|'));
}

async function acts(house: House, some: readonly { by: string; message: string; at: Date; undone?: boolean }[]) {
  for (const [index, { by, message, at, undone }] of some.entries()) {
    const stamp = `${at.getTime() / 1000}.00000${index}`;
    const act = { message_id: message, state: 'looking', emoji: 'eyes', by, at: stamp, means: 'emoji', inferred: 0 };
    const end = { undone_at: undone ? stamp : null, undone_by: undone ? by : null };
    await house.db
      .insertInto('triage_act')
      .values({ ...act, ...end })
      .execute();
  }
}

onBothEngines('/duty stats', (open) => {
  it('shows what each had in the last 30 days, most shifts first, and how far apart they are', async () => {
    const { house, parts } = await openStats(open, PAST);
    await house.db.deleteFrom('shift').where('day', '>=', '2026-11-20').execute();
    await acts(house, [
      { by: CAT, message: 'm1', at: subDays(NOON, 1) },
      { by: CAT, message: 'm1', at: subDays(NOON, 1) },
      { by: CAT, message: 'm2', at: subDays(NOON, 2) },
      { by: CAT, message: 'm3', at: subDays(NOON, 2), undone: true },
      { by: CAT, message: 'm4', at: subDays(NOON, 31) },
      { by: ADA, message: 'm2', at: subDays(NOON, 2) },
    ]);
    const { rows, shown: all, spoken, blocks } = await answer(parts);
    expect(rows).toEqual([
      'Who|IC|On call|Hours|Weekend days|Holidays|Nights|Alerts handled|Took over|Gave away',
      'cat|0|2|14|2|0|0|2|1|0',
      'U0GONE (left)|0|1|7|0|0|0|0|0|0',
      'ada|1|0|8|0|1|0|1|0|0',
      'bob|0|0|0|0|0|0|0|0|1',
      'Least–most|0–1|0–2|0–14|0–2|0–1|0–0|0–2|0–1|0–1',
    ]);
    expect(all).toContain('A night has at least three hours between 22:00 and 06:00.');
    expect(spoken.split('\n').slice(0, 2)).toEqual(['Duty in the last 30 days', 'cat: 2 shifts, 14 hours']);
    expect(faults(blocks)).toEqual([]);
  });

  it('counts 90 and 365 days when asked', async () => {
    const { parts } = await openStats(open, [...PAST, shift({ day: '2026-02-02', member: ADA })]);
    const icOf = async (text: string, name: string) =>
      (await answer(parts, text)).rows.find((row) => row.startsWith(name))?.split('|')[1];
    const today = (await icOf('', 'bob')) === '1' ? BOB : ADA;
    const had = (user: string, before: number) => String(before + (today === user ? 1 : 0));
    expect([await icOf('30', 'bob'), await icOf('90', 'bob')]).toEqual([had(BOB, 0), had(BOB, 1)]);
    expect([await icOf(' 90 ', 'ada'), await icOf('365', 'ada')]).toEqual([had(ADA, 1), had(ADA, 2)]);
  });

  it('counts a shift from its beginning, and not before', async () => {
    const { house, parts } = await openStats(open, []);
    const shifts = async () => {
      const rows = (await answer(parts)).rows.slice(1, -1).map((row) => row.split('|').map(Number));
      return rows.reduce((sum, [, ic = 0, oncall = 0]) => sum + ic + oncall, 0);
    };
    house.time.now = new Date('2026-11-20T13:59:59Z');
    expect(await shifts()).toBe(1);
    house.time.now = new Date('2026-11-20T14:00:00Z');
    expect(await shifts()).toBe(2);
  });

  it('answers other days with what can be asked', async () => {
    const { parts } = await openStats(open, []);
    expect((await answer(parts, '45')).shown).toMatch(/30, 90 or 365 days: type `\/duty stats`/);
  });

  it('shows names as text, whatever they hold', async () => {
    const evil = `<!channel> *b* <https://evil.example|x>\n${'😀é&'.repeat(300)}`;
    const { parts } = await openStats(open, PAST, { nameOf: async () => evil });
    const { blocks, spoken } = await answer(parts);
    expect(faults(blocks)).toEqual([]);
    expect(JSON.stringify(blocks)).not.toMatch(/<!channel|"mrkdwn","text":"[^"]*evil/);
    expect(spoken).not.toMatch(/<!channel|<https/);
  });

  it('names the ninety-eight with most shifts, and how many it leaves out', async () => {
    const many = Array.from({ length: 150 }, (_, index) => shift({ day: '2026-11-10', member: `U0M${index}` }));
    const { parts } = await openStats(open, [], { schedule: scheduleOf(many) });
    const { rows, shown: all, blocks } = await answer(parts);
    expect(rows).toHaveLength(100);
    expect(all).toContain('52 more');
    expect(faults(blocks)).toEqual([]);
    expect(rows.join('').length).toBeLessThan(10_000);
  });

  it('says so when nobody is in the rotations', async () => {
    const { parts } = await openStats(open, [], { schedule: scheduleOf([]) });
    expect((await answer(parts)).shown).toBe('Duty in the last 30 days: nobody is in the rotations.');
  });

  it('posts the picture to the channel in which it was asked for', async () => {
    const { house, parts } = await openStats(open, PAST);
    await postChart({ span: 90, channel: 'C0TEAM', by: ADA }, parts);
    const [file] = await house.drain();
    expect(file).toMatchObject({ kind: expect.anything(), channel: 'C0TEAM' });
    const { name, title, comment, bytes } = JSON.parse(file?.text ?? '');
    expect([name, title, comment]).toEqual([
      'duty-90-days-to-2026-11-20.png',
      'Duty in the 90 days to 2026-11-20',
      `Duty in the 90 days to 2026-11-20, as <@${ADA}> asked.`,
    ]);
    expect(Buffer.from(bytes, 'base64').subarray(1, 4).toString()).toBe('PNG');
  });
});

/** A schedule that holds these shifts, and nobody else. */
const scheduleOf = (shifts: readonly Shift[]): StatsParts['schedule'] => ({
  shifts: async () => shifts.map((each) => ({ ...each, shadows: [], changes: 0 })),
  hours: () => [],
  members: async () => [],
  settle: async () => [],
  foresee: async () => [],
  refresh: async () => {},
});

describe('readSpan', () => {
  it.each([
    ['', 30],
    [' 30 ', 30],
    ['90', 90],
    ['365', 365],
    ['0', null],
    ['31', null],
    ['-30', null],
    ['30 90', null],
    ['all', null],
  ])('reads "%s" as %s', (text, span) => {
    expect(readSpan(text)).toBe(span);
  });
});
