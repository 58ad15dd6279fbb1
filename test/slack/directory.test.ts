import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { createLog } from '../../src/log.ts';
import { createClients } from '../../src/slack/clients.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { engines } from '../support/databases.ts';

const NOON = new Date('2026-11-20T12:00:00Z');

describe.each(engines)('the directory on $name', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let slack: SlackSandbox;
  let store: Store;
  beforeAll(async () => {
    server = await engine.start();
    slack = await startSlack();
  });
  afterAll(async () => {
    await store.close();
    await slack.stop();
    await server.stop();
  });
  beforeEach(async () => {
    await store?.close();
    store = await openStore((await server.create()).address);
    await migrate(store, NOON);
  });

  const directory = () => {
    const { outbox: client } = createClients({ botToken: slack.botToken, apiUrl: slack.apiUrl }, createLog('silent'));
    return createDirectory({ client, db: store.db, clock: { now: () => NOON } });
  };
  const asked = (user: string) => slack.calls('users.info').filter(({ args }) => args['user'] === user).length;

  it('tells how a person is called, and over a restart asks Slack but once', async () => {
    const ann = slack.user({ name: `ann-${engine.name}` });
    expect(await directory().nameOf(ann)).toBe(`ann-${engine.name}`);
    expect(await directory().nameOf(ann)).toBe(`ann-${engine.name}`);
    expect(await directory().isBot(ann)).toBe(false);
    expect(asked(ann)).toBe(1);
  });

  it('asks again for the name of somebody known from before names were kept', async () => {
    const old = slack.user({ name: `old-${engine.name}` });
    const row = { id: old, is_bot: 0, name: null, fetched_at: NOON.toISOString() };
    await store.db.insertInto('slack_user').values(row).execute();
    expect(await directory().nameOf(old)).toBe(`old-${engine.name}`);
  });

  it('calls people whom Slack does not know by their id, and addresses by themselves', async () => {
    expect(await directory().nameOf('U0NOBODY')).toBe('U0NOBODY');
    expect(await directory().nameOf('ann@example.com')).toBe('ann@example.com');
    expect(asked('ann@example.com')).toBe(0);
  });
});
