import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../src/http/server.ts';
import { alertRows, refuseInserts } from '../cli/alert-rows.ts';
import { type BotProcess, createWorld, type World } from '../support/world.ts';

let world: World;
let bot: BotProcess;
beforeAll(async () => {
  world = await createWorld({
    config: 'alarms: { alertmanager: { enabled: true } }',
    env: { ALERTMANAGER_TOKEN: 'am-secret', EVENTBRIDGE_TOKEN: 'eb-secret' },
  });
  bot = await world.bot();
});
afterAll(() => world.stop());

async function post(path: string, body: string, token?: string): Promise<{ status: number; body: string }> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(bot.url + path, { method: 'POST', body, headers });
  return { status: response.status, body: await response.text() };
}

const tooLong = 'x'.repeat(MAX_BODY_BYTES + 1);

function event(name: string): string {
  return JSON.stringify({
    version: '0',
    id: name,
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    account: '123456789012',
    time: '2026-11-20T08:00:00Z',
    region: 'eu-west-1',
    resources: [`arn:aws:cloudwatch:eu-west-1:123456789012:alarm:${name}`],
    detail: { alarmName: name, state: { value: 'ALARM', timestamp: '2026-11-20T08:00:00.000+0000', reason: 'r' } },
  });
}

const stored = () => alertRows(world).map(({ alarm }) => alarm);

describe('a webhook of the running bot answers', () => {
  it('404 when it is switched off, before all else', async () => {
    for (const path of ['/alarms/pingdom', '/alarms/sns', '/alarms/slow-sql', '/slack/events'])
      expect((await post(path, tooLong)).status).toBe(404);
  });

  it('413 to too much, also of somebody it does not trust', async () => {
    expect((await post('/alarms/alertmanager', tooLong)).status).toBe(413);
    expect((await post('/alarms/eventbridge', tooLong, 'eb-secret')).status).toBe(413);
  });

  it('401 and 403 to whom it does not trust, whatever they say', async () => {
    for (const path of ['/alarms/alertmanager', '/alarms/eventbridge']) {
      expect((await post(path, 'unreadable')).status).toBe(401);
      expect((await post(path, 'unreadable', 'another')).status).toBe(403);
    }
    expect((await post('/alarms/eventbridge', event('untrusted'), 'am-secret')).status).toBe(403);
    expect(stored()).not.toContain('untrusted');
  });

  it('400 with the reason to what it cannot read', async () => {
    const { status, body } = await post('/alarms/alertmanager', '{"alerts":"none"}', 'am-secret');
    expect(status).toBe(400);
    expect(body).toMatch(/\w+/);
  });

  it('503 while it cannot store, and 200 once it can and has', async () => {
    const relent = refuseInserts(world, 'alarm_event');
    expect((await post('/alarms/eventbridge', event('again'), 'eb-secret')).status).toBe(503);
    expect(stored()).not.toContain('again');
    relent();
    expect((await post('/alarms/eventbridge', event('again'), 'eb-secret')).status).toBe(200);
    expect(stored()).toContain('again');
    expect((await post('/alarms/eventbridge', event('again'), 'eb-secret')).status).toBe(200);
    expect(stored().filter((alarm) => alarm === 'again')).toHaveLength(1);
  });
});
