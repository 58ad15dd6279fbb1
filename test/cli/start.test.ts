import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../support/world.ts';
import { type Launched, launch } from './launch.ts';

const CARD = { what: 'the alert in #alerts' };

let world: World;
let bot: Launched | undefined;
afterEach(async () => {
  await bot?.signal('SIGKILL');
  bot = undefined;
  await world.stop();
});

function alarm(name: string): string {
  return JSON.stringify({ AlarmName: name, NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' });
}

/** A bot that long-polls an empty queue. */
async function polling(): Promise<Launched> {
  bot = launch(['start'], { env: world.env });
  await bot.url;
  await world.slack.until(() => world.slack.sockets() === 2, { what: 'both sockets' });
  return bot;
}

/** The calls that post into #alerts: who is on duty is told elsewhere as the bot starts. */
const cardCalls = () => world.slack.calls('chat.postMessage').filter(({ args }) => args['channel'] === world.alerts);

describe('watchbill start', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('ends on %s with status 0, though it is polling the queue', async (name) => {
    world = await createWorld();
    const running = await polling();
    expect(await running.signal(name)).toMatchObject({ code: 0, out: '' });
    expect(world.sqs.waiting()).toBe(0);
    expect(world.slack.sockets()).toBe(0);
  });

  it('finishes what is under way: a message on its way to Slack is sent, and not sent again', async () => {
    world = await createWorld({ slack: { latencyMs: 100 } });
    const running = await polling();
    world.sqs.send(alarm('under way'));
    await world.slack.until(() => cardCalls().length === 1, CARD);
    expect((await running.signal('SIGTERM')).code).toBe(0);
    const again = await polling();
    await again.signal('SIGTERM');
    expect(world.slack.messages(world.alerts)).toHaveLength(1);
  });

  it('ends with status 0 within ten seconds while Slack answers nothing, and posts after the next start', async () => {
    world = await createWorld();
    const running = await polling();
    const hanging = ['chat.postMessage', 'auth.test', 'apps.connections.open'];
    for (const method of hanging) world.slack.fail(method, { hang: true, times: Number.POSITIVE_INFINITY });
    world.sqs.send(alarm('slow'));
    await world.slack.until(() => cardCalls().length === 1, CARD);
    expect((await running.signal('SIGTERM')).code).toBe(0); // killed after ten seconds, it would have none
    world.slack.heal();
    await polling();
    await world.slack.until(() => world.slack.messages(world.alerts).length === 1, CARD);
  });

  it('ends with status 0 before Slack has ever answered', async () => {
    world = await createWorld();
    for (const method of ['auth.test', 'apps.connections.open'])
      world.slack.fail(method, { hang: true, times: Number.POSITIVE_INFINITY });
    bot = launch(['start'], { env: world.env });
    await bot.url;
    expect((await bot.signal('SIGTERM')).code).toBe(0);
  });

  it('says with status 1 and no stack that another program has its port', async () => {
    world = await createWorld();
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { code, err } = await launch(['start'], { env: { ...world.env, PORT: String(port) } }).end;
    other.close();
    expect(code).toBe(1);
    expect(err).toMatch(new RegExp(`^watchbill: Port ${port} cannot be used: another program has it\\. Set PORT`, 'm'));
    expect(err).not.toMatch(/ {4}at /);
  });

  it('writes no secret into its log, at whatever level and whatever happens', async () => {
    const secrets = { ALERTMANAGER_TOKEN: 'am-hunter2', PINGDOM_TOKEN: 'pd-hunter2', EVENTBRIDGE_TOKEN: 'eb-hunter2' };
    const config = 'alarms: { alertmanager: { enabled: true }, pingdom: { enabled: true, channel: alerts } }';
    const env = { ...secrets, LOG_LEVEL: 'trace', AWS_SECRET_ACCESS_KEY: 'aws-hunter2' };
    world = await createWorld({ config, env });
    const { slack } = world;
    const running = await polling();
    const url = await running.url;
    world.sqs.send(alarm('secretive'));
    const card = await slack.until(() => slack.messages(world.alerts)[0], CARD);
    slack.react(world.ada, { channel: world.alerts, ts: card.ts }, 'eyes');
    await slack.command(world.ada, world.alerts, '/triage', '');
    slack.fail('response_url', { status: 500 });
    await slack.command(world.ada, world.alerts, '/triage', '');
    for (const path of ['alertmanager', 'pingdom', 'eventbridge']) {
      await fetch(`${url}/alarms/${path}?token=wrong-hunter2`, { method: 'POST', body: '{}' });
    }
    await fetch(`${url}/alarms/pingdom?token=pd-hunter2`, { method: 'POST', body: 'no json' });
    slack.refuseSockets('invalid_auth');
    slack.fail('chat.update', { error: 'invalid_auth' });
    slack.react(world.ada, { channel: world.alerts, ts: card.ts }, 'heavy_check_mark');
    slack.cutSockets();
    await slack.until(() => slack.calls('apps.connections.open').some(({ error }) => error === 'invalid_auth'), {
      what: 'a refused socket',
    });
    const { err } = await running.signal('SIGTERM');
    expect(err).toContain('"msg":"Watchbill is up"');
    const never = [slack.botToken, slack.appToken, 'hunter2', 'ticket=', '/actions/', '/commands/'];
    for (const secret of never) expect(err).not.toContain(secret);
  });
});
