import { afterEach, describe, expect, it } from 'vitest';
import { type Launched, launch, readyzUntil } from '../cli/launch.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let bot: Launched | undefined;
afterEach(async () => {
  await bot?.signal('SIGKILL');
  bot = undefined;
  await world.stop();
});

const ALWAYS = Number.POSITIVE_INFINITY;

function alarm(name: string): string {
  return JSON.stringify({ AlarmName: name, NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' });
}

describe('the bot over HTTP', () => {
  it('starts while Slack is down, takes alarms in, says why it is not ready, and posts when Slack is back', async () => {
    world = await createWorld({ env: { EVENTBRIDGE_TOKEN: 'eb' } });
    const { slack, sqs } = world;
    const down = ['auth.test', 'apps.connections.open', 'chat.postMessage', 'conversations.list'];
    for (const method of down) slack.fail(method, { status: 503, times: ALWAYS });
    bot = launch(['start'], { env: world.env });
    const url = await bot.url;
    sqs.send(alarm('by queue'));
    const headers = { authorization: 'Bearer eb' };
    const posted = await fetch(`${url}/alarms/eventbridge`, { method: 'POST', headers, body: alarm('by webhook') });
    expect(posted.status).toBe(200);
    const away = await readyzUntil(url, ({ reasons }) => /503/.test(reasons.join()));
    expect(away).toMatchObject({ status: 503, reasons: [expect.stringMatching(/^slack: /)] });
    expect(await (await fetch(`${url}/healthz`)).text()).toBe('alive\n');
    slack.heal();
    await readyzUntil(url, ({ status }) => status === 200);
    await slack.until(() => slack.messages(world.alerts).length === 2, { what: 'both alerts', timeoutMs: 40_000 });
    expect(sqs.deleted()).toHaveLength(1);
  });

  it('names in /readyz the channel that it cannot post to, and the queue that it cannot read', async () => {
    world = await createWorld();
    world.slack.archive('alerts');
    bot = launch(['start'], { env: world.env });
    const url = await bot.url;
    world.sqs.send(alarm('nowhere'));
    const named = await readyzUntil(url, ({ problems }) => problems.some((problem) => problem.startsWith('alerts: ')));
    expect(named.status).toBe(200);
    expect(named.problems).toEqual([expect.stringMatching(/^alerts: (is_archived|channel_not_found)$/)]);
    world.sqs.fail('ReceiveMessage', { error: 'AccessDenied', times: ALWAYS });
    world.sqs.send(alarm('to end the poll'));
    const both = await readyzUntil(url, ({ problems }) => problems.length === 2);
    expect(both.problems).toContainEqual(expect.stringContaining('sqs:ReceiveMessage'));
  });

  it('gives Prometheus every promised series', async () => {
    world = await createWorld();
    bot = launch(['start'], { env: world.env });
    const url = await bot.url;
    world.slack.fail('chat.postMessage', { error: 'internal_error' });
    world.sqs.send(alarm('counted'));
    world.sqs.send('{"AlarmName":"bad","NewStateValue":"BURNING","StateChangeTime":"x"}');
    await world.slack.until(() => world.slack.messages(world.alerts).length > 0, { what: 'the alert' });
    const text = await metricsWith(url, 'watchbill_rejected_total{');
    expect(text).toMatch(/^watchbill_alerts\{state="untriaged"\} 1$/m);
    expect(text).toMatch(/^watchbill_alarm_events_total\{source="cloudwatch",condition="firing",road="sqs"\} 1$/m);
    expect(text).toMatch(/^watchbill_rejected_total\{road="sqs"\} 1$/m);
    expect(text).toMatch(/^watchbill_outbox_depth\{lane="\w+"\} \d+$/m);
    expect(text).toMatch(/^watchbill_outbox_oldest_seconds \S+$/m);
    expect(text).toMatch(/^watchbill_outbox_dead 0$/m);
    expect(text).toMatch(/^watchbill_source_lag_seconds\{source="sqs"\} \S+$/m);
    expect(text).toMatch(/^watchbill_send_errors_total\{error="internal_error"\} 1$/m);
    expect(text).toMatch(/^watchbill_reconcile_errors_total 0$/m);
    for (const line of text.split('\n').filter((each) => each !== '')) {
      expect(line).toMatch(
        /^(?:# (?:HELP|TYPE) \w+ .+|\w+(?:\{\w+="[^"\n]*"(?:,\w+="[^"\n]*")*\})? (?:[\d.e+-]+|NaN))$/,
      );
    }
  });
});

async function metricsWith(url: string, series: string): Promise<string> {
  for (;;) {
    const response = await fetch(`${url}/metrics`);
    const text = await response.text();
    if (text.includes(series)) return text;
  }
}
