import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { insertTicketEvents } from '../../src/support/history.ts';
import { insertTicket } from '../../src/support/ticket-store.ts';
import { launch } from './launch.ts';

const at = new Date('2026-11-23T09:00:00Z');

const row = {
  ...{ source: 'form', reporter: 'U0000EVE', client: null, creator: null, title: 'Checkout is slow' },
  ...{ summary: 'Since noon.\nAsk @U0000EVE', impact: 2, deployments: '["shop-eu","shop-us"]', link: null },
  ...{ state: 'untriaged', state_by: null, state_at: null, assignee: null, ticket: null, reason: null },
  ...{ resolution: null, opened_at: at.toISOString(), due_at: '2026-11-24T09:00:00.000Z', first_look_at: null },
  ...{ closed_at: null, changed_at: at.toISOString(), duty_member: null, duty_from: null, channel: 'bugs' },
  ...{ message_id: 'card', incident: null, joined_to: null, reminded_at: null, escalated_at: null },
};

const fixed = {
  ...{ reporter: null, client: 'portal', creator: 'grace', title: 'Search\u001b[31m is slow', summary: '' },
  ...{ state: 'fixed', state_by: 'U0000ADA', state_at: '2026-11-23T10:30:00.000Z', deployments: '[]', due_at: null },
  ...{ first_look_at: '2026-11-23T10:00:00.000Z', closed_at: '2026-11-23T10:30:00.000Z', ticket: 'OPS-7' },
  ...{ incident: 'INC-7', message_id: 'other' },
};

const raised = { at, by: 'U0000EVE', kind: 'raised', text: 'raised it: Checkout is slow' } as const;
const comment = { at, by: 'U0000ADA', kind: 'comment', text: '@U0000EVE is it still so?' } as const;
const page = { at, by: null, kind: 'page', text: 'paged ic: @U0000ADA' } as const;

let dir: string;
let first: string;
let second: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'watchbill-tickets-'));
  writeFileSync(
    join(dir, 'watchbill.yml'),
    `timezone: Europe/Warsaw
channels: { alerts: alerts, bugs: bugs, war: war, engineering: engineering }
duty:
  ic: { members: [U0000ADA], hours: { mon-fri: "07:00-15:00" } }
  oncall: { members: [U0000BOB], hours: { mon-fri: "15:00-22:00" } }
`,
  );
  const store = await openStore({ engine: 'sqlite', path: join(dir, 'watchbill.db') });
  await migrate(store, at);
  const person = { id: 'U0000EVE', is_bot: 0, name: 'Eve', fetched_at: at.toISOString() };
  await store.db.insertInto('slack_user').values(person).execute();
  const card = {
    id: 'card',
    channel: 'bugs',
    channel_id: 'C0BUGS',
    ts: '1763888400.000100',
    created_at: at.toISOString(),
  };
  await store.db.insertInto('message').values(card).execute();
  [first, second] = await store.write(async (trx) => {
    const one = await insertTicket(trx, { ...row, asked_as: 'one' });
    const two = await insertTicket(trx, { ...row, ...fixed, asked_as: 'two' });
    if (one === null || two === null) throw new Error('there are such tickets');
    await insertTicketEvents(trx, one.id, [raised, comment, page]);
    return [one.name, two.name] as [string, string];
  });
  await store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (...args: string[]) =>
  launch(['tickets', ...args], { cwd: dir, env: { PATH: process.env['PATH'] ?? '' } }).end;

/** What the command prints as JSON, after it went well and told nothing else. */
async function json(...args: string[]): Promise<unknown> {
  const { code, out, err } = await run(...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

describe('watchbill tickets', () => {
  it('prints exactly the promised fields as JSON, the newest first', async () => {
    const open = {
      ...{ id: first, title: 'Checkout is slow', summary: row.summary, impact: 2, state: 'untriaged' },
      ...{ reporter: 'U0000EVE', assignee: null, deployments: ['shop-eu', 'shop-us'] },
      ...{ openedAt: '2026-11-23T10:00:00.000+01:00', dueAt: '2026-11-24T10:00:00.000+01:00', firstLookAt: null },
      ...{ closedAt: null, ticket: null, incident: null, channel: 'C0BUGS', ts: '1763888400.000100' },
    };
    const over = {
      ...{ id: second, title: fixed.title, summary: '', impact: 2, state: 'fixed' },
      ...{ reporter: null, assignee: 'U0000ADA', deployments: [] },
      ...{ openedAt: '2026-11-23T10:00:00.000+01:00', dueAt: null, firstLookAt: '2026-11-23T11:00:00.000+01:00' },
      ...{ closedAt: '2026-11-23T11:30:00.000+01:00', ticket: 'OPS-7', incident: 'INC-7', channel: null, ts: null },
    };
    expect(await json('--json')).toEqual([over, open]);
    expect(await json('--open', '--json')).toEqual([open]);
  });

  it('prints one with its timeline, however it is named', async () => {
    const time = '2026-11-23T10:00:00.000+01:00';
    const timeline = [raised, comment, page].map((event) => ({ ...event, at: time }));
    for (const name of [first, first.toLowerCase(), first.replace('-', ''), first.slice(2)]) {
      expect(await json(name, '--json')).toMatchObject({ id: first, reporter: 'U0000EVE', timeline });
    }
  });

  it('says that there is no such ticket with exit status 1', async () => {
    for (const name of ['T-999', 'outage']) {
      expect(await run(name)).toEqual({ code: 1, out: '', err: `There is no ticket ${name}.\n` });
      expect(await run(name, '--json')).toEqual({ code: 1, out: 'null\n', err: `There is no ticket ${name}.\n` });
    }
  });

  it('tells people who is on which ticket since when, by their names, and nothing that steers a terminal', async () => {
    const { out } = await run();
    expect(out.split('\n')).toEqual([
      `2026-11-23 10:00 to 2026-11-23 11:30  ${second.padEnd(5)} fixed (U0000ADA), 2 (High)`,
      '    Search [31m is slow',
      `2026-11-23 10:00  ${first.padEnd(5)} untriaged, 2 (High), reported by Eve`,
      '    Checkout is slow',
      '    affects shop-eu, shop-us',
      '',
    ]);
    expect((await run(first)).out.split('\n').slice(3)).toEqual([
      '    nobody has looked, promised by 2026-11-24 10:00',
      ...['', '    Since noon.', '    Ask Eve', ''],
      '2026-11-23 10:00  Eve raised it: Checkout is slow',
      '2026-11-23 10:00  U0000ADA: Eve is it still so?',
      '2026-11-23 10:00  paged ic: @U0000ADA',
      '',
    ]);
    expect((await run(second)).out).toContain(
      '    first look at 2026-11-23 11:00\n    Jira: OPS-7\n    incident INC-7\n',
    );
  });

  it('takes one ticket at a time, and tells how it is used', async () => {
    expect(await run(first, second)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('takes one ID') });
    expect(await run('--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('watchbill tickets [--open] [ID]'),
    });
  });
});
