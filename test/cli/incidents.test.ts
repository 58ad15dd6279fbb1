import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertIncident } from '../../src/incidents/incident-store.ts';
import { insertEvents } from '../../src/incidents/timeline.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore } from '../../src/store/open.ts';
import { someRow } from '../incidents/some-incident.ts';
import { launch } from './launch.ts';

const at = new Date('2026-11-23T09:00:00Z');
const opened = { at, by: 'U0000EVE', kind: 'opened', text: 'opened it: Checkout is down' } as const;
const handed = { at, by: 'U0000ADA', kind: 'role', text: 'handed IC over to @U0000EVE' } as const;
const resolved = { state: 'resolved', resolved_at: '2026-11-23T10:30:00.000Z', opened_by: null, ic: null };

let dir: string;
let first: string;
let second: string;
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'watchbill-incidents-'));
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
  [first, second] = await store.write(async (trx) => {
    const one = await insertIncident(trx, someRow({ room: 'C0ROOM', card_id: 'card' }));
    const two = await insertIncident(trx, someRow({ title: 'Search\u001b[31m is slow', ...resolved }));
    await insertEvents(trx, one.id, [opened, handed]);
    return [one.name, two.name] as [string, string];
  });
  await store.close();
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const run = (...args: string[]) =>
  launch(['incidents', ...args], { cwd: dir, env: { PATH: process.env['PATH'] ?? '' } }).end;

/** What the command prints as JSON, after it went well and told nothing else. */
async function json(...args: string[]): Promise<unknown> {
  const { code, out, err } = await run(...args);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

describe('watchbill incidents', () => {
  it('prints exactly the promised fields as JSON, the newest first', async () => {
    const open = {
      ...{ id: first, backend: 'local', arn: null, title: 'Checkout is down', impact: 2, state: 'open' },
      ...{ commander: 'U0000ADA', openedBy: 'U0000EVE', openedAt: '2026-11-23T10:00:00.000+01:00', resolvedAt: null },
      channel: 'C0ROOM',
      relatedItems: [{ title: 'Slack room', url: expect.stringContaining('C0ROOM') }],
    };
    const over = {
      ...{ id: second, state: 'resolved', commander: null, openedBy: null },
      resolvedAt: '2026-11-23T11:30:00.000+01:00',
    };
    expect(await json('--json')).toEqual([expect.objectContaining(over), open]);
    expect(await json('--open', '--json')).toEqual([open]);
  });

  it('prints one with its timeline, however it is named', async () => {
    const [time, person] = ['2026-11-23T10:00:00.000+01:00', 'U0000EVE'];
    const timeline = [
      { ...opened, at: time },
      { ...handed, at: time, by: 'U0000ADA' },
    ];
    for (const name of [first, first.toLowerCase(), first.slice(4)]) {
      expect(await json(name, '--json')).toMatchObject({ id: first, openedBy: person, timeline });
    }
  });

  it('says that there is no such incident with exit status 1', async () => {
    for (const name of ['INC-999', 'outage']) {
      expect(await run(name)).toEqual({ code: 1, out: '', err: `There is no incident ${name}.\n` });
      expect(await run(name, '--json')).toMatchObject({ code: 1, out: 'null\n' });
    }
  });

  it('tells people who leads which incident since when, by their names, and nothing that steers a terminal', async () => {
    const { out } = await run();
    expect(out.split('\n')).toEqual([
      `2026-11-23 10:00 to 2026-11-23 11:30  ${second.padEnd(7)} resolved, 2 (High), nobody leads it`,
      '    Search [31m is slow',
      `2026-11-23 10:00  ${first.padEnd(7)} open, 2 (High), led by U0000ADA, opened by Eve`,
      '    Checkout is down',
      '',
    ]);
    expect((await run(first)).out).toMatch(
      /Slack room: https.*\n\n2026-11-23 10:00 {2}Eve opened it.*\n.* over to Eve\n$/,
    );
  });

  it('exports all that is kept of them, the oldest first', async () => {
    const exported = await json('export');
    expect(exported).toMatchObject([
      { id: first, summary: '', deployments: [], roles: { ic: 'U0000ADA' }, timeline: [{ kind: 'opened' }, {}] },
      { id: second },
    ]);
    expect(await json('export', '--open')).toMatchObject([{ id: first }]);
  });

  it('takes one incident at a time', async () => {
    expect(await run(first, second)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('takes one ID') });
  });
});
