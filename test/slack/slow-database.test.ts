import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../support/postgres.ts';
import { createWorld, type World } from '../support/world.ts';

let postgres: Awaited<ReturnType<typeof startPostgres>>;
let world: World;
let lock: pg.Client;
beforeAll(async () => {
  postgres = await startPostgres();
  const url = await postgres.createDatabase();
  world = await createWorld({ env: { DATABASE_URL: url } });
  await world.bot();
  lock = new pg.Client({ connectionString: url });
  await lock.connect();
});
afterAll(async () => {
  await lock.end();
  await world.stop();
  await postgres.stop();
});

describe('while the database answers nothing', () => {
  it('commands and clicks are acknowledged, and answered once it does', async () => {
    const { slack, ada, alerts } = world;
    const alarm = { AlarmName: 'slow', NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' };
    world.sqs.send(JSON.stringify(alarm));
    const { ts } = await slack.until(() => slack.messages(alerts)[0], { what: 'the alert' });
    while ((await lock.query('select 1 from message where ts is not null')).rowCount === 0); // kept, as the bot knows it
    await lock.query('begin; lock table alert, message, storm in access exclusive mode');
    expect(await slack.command(ada, alerts, '/triage', '')).toMatchObject({ acked: true, error: null });
    const click = await slack.click(ada, { channel: alerts, ts }, 'Write a playbook');
    expect(click).toMatchObject({ acked: true, error: null });
    expect(slack.ephemerals(ada)).toEqual([]);
    expect(slack.views(ada)).toEqual([]);
    await lock.query('commit');
    await slack.until(() => slack.ephemerals(ada).length === 1, { what: 'the answer to the command' });
    await slack.until(() => slack.views(ada).length === 1, { what: 'the form' });
  });
});
