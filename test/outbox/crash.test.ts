import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import { engines } from '../support/databases.ts';
import { type BotProcess, createWorld, type World } from '../support/world.ts';

const TOKEN = 'let-me-in';

/** Tells a bot of firing alarms. Once this resolves, they are in the database. */
async function fire(bot: BotProcess, names: string[]): Promise<void> {
  const alerts = names.map((alertname) => ({
    status: 'firing',
    labels: { alertname },
    annotations: {},
    startsAt: '2026-11-20T08:00:00Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.example/',
    fingerprint: createHash('sha256').update(alertname).digest('hex').slice(0, 16),
  }));
  const { status } = await fetch(`${bot.url}/alarms/alertmanager`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ version: '4', status: 'firing', receiver: 'watchbill', groupLabels: {}, alerts }),
  });
  expect(status).toBeLessThan(300);
}

/** How often each of our alarms stands in #alerts. */
function standing(slack: SlackSandbox): Record<string, number> {
  const names = slack.messages('alerts').flatMap(({ blocks }) => /alarm-\d+/.exec(JSON.stringify(blocks))?.[0] ?? []);
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, times]) => [name, times.length]));
}

const named = (from: number, times: number) => Array.from({ length: times }, (_each, index) => `alarm-${from + index}`);

/** Asks again and again, for as long as a slow machine may need, and leaves it to the bots in between. */
async function untilAllIsSent(bot: BotProcess): Promise<void> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const metrics = await (await fetch(`${bot.url}/metrics`)).text();
    if (!/^watchbill_outbox_depth\{.*\} [1-9]/m.test(metrics)) return;
    if (Date.now() > deadline) throw new Error(`the outbox does not get empty:\n${bot.log()}`);
    await wait(50);
  }
}

async function expectEachOnce({ slack }: World, bot: BotProcess, names: string[]): Promise<void> {
  await untilAllIsSent(bot);
  expect(standing(slack)).toEqual(Object.fromEntries(names.map((name) => [name, 1])));
}

describe.each(engines)('bots on $name', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let world: World;
  beforeAll(async () => {
    server = await engine.start();
  });
  afterEach(() => world.stop());
  afterAll(() => server.stop());

  async function open(latencyMs = 0): Promise<World> {
    const { url } = await server.create();
    world = await createWorld({
      config: 'alarms: { sqs: { queue_url: null }, alertmanager: { enabled: true }, storm: { alerts: 1000 } }',
      slack: { latencyMs },
      env: { DATABASE_URL: url, ALERTMANAGER_TOKEN: TOKEN },
    });
    return world;
  }

  it('that are killed at any moment of posting lose nothing and repeat nothing', async () => {
    const { slack, bot } = await open(30);
    const calls = () => slack.calls('chat.postMessage').length;
    const told: string[] = [];
    const until = (isSo: () => boolean) => slack.until(isSo, { what: 'the moment to be killed' });
    const moments: (() => () => Promise<unknown> | undefined)[] = [
      // As soon as the alarms are stored.
      () => () => undefined,
      // In a call that Slack never sees.
      () => {
        const before = calls();
        slack.fail('chat.postMessage', { hang: true });
        return () => until(() => calls() > before);
      },
      // After the post, before its answer.
      () => {
        const before = slack.messages('alerts').length;
        return () => until(() => slack.messages('alerts').length > before);
      },
      // As the second post begins, while the first is being marked.
      () => {
        const before = calls();
        return () => until(() => calls() > before + 1);
      },
    ];
    for (const moment of [...moments, ...moments.toReversed()]) {
      const process = await bot();
      const reached = moment();
      const names = named(told.length, 2);
      await fire(process, names);
      told.push(...names);
      await reached();
      await process.kill('SIGKILL');
      slack.heal();
    }
    await expectEachOnce(world, await bot(), told);
  }, 120_000);

  it('that are stopped hand over what they have not sent', async () => {
    const { slack, bot } = await open();
    const first = await bot();
    await fire(first, named(0, 7));
    await slack.until(() => slack.messages('alerts').length >= 3, { what: 'three messages' });
    expect(await first.kill('SIGTERM')).toBe(0);
    await expectEachOnce(world, await bot(), named(0, 7));
    expect(slack.calls('conversations.history').filter(({ args }) => args['include_all_metadata'])).toEqual([]);
  });

  it.runIf(engine.name === 'postgres')(
    'that share the work send each message once, also when one is killed',
    async () => {
      const { slack, bot } = await open(20);
      const [first, second] = await Promise.all([bot(), bot()]);
      await Promise.all([fire(first, named(0, 6)), fire(second, named(6, 6))]);
      await slack.until(() => slack.messages('alerts').length >= 6, { what: 'six messages' });
      await first.kill('SIGKILL');
      await expectEachOnce(world, second, named(0, 12));
    },
  );
});
