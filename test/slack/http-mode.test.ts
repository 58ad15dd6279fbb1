import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type After, machineAfter } from '../../sandbox/slack/time.ts';
import { alertRows, refuseInserts } from '../cli/alert-rows.ts';
import { closedPort } from '../cli/launch.ts';
import { type BotProcess, createWorld, type World } from '../support/world.ts';

const SECRET = 'signing-hunter2';
const NOW = 'now';

/** Slack's third try of an event comes a minute after the second: here when the test says so. */
const later: (() => void)[] = [];
const orLater: After = (ms, act) => {
  if (ms < 60_000) return machineAfter(ms, act);
  later.push(act);
  return () => {};
};

let world: World;
let bot: BotProcess;
beforeAll(async () => {
  const port = await closedPort();
  const url = `http://127.0.0.1:${port}/slack/events`;
  world = await createWorld({
    slack: { events: { mode: 'http', url, signingSecret: SECRET }, after: orLater },
    config: 'deployments: [shop-eu, shop-us, search]',
    env: { SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: SECRET, PORT: String(port) },
  });
  bot = await world.bot();
});
afterAll(() => world.stop());

type Sent = { body: string; at?: string; secret?: string; headers?: Record<string, string> };

/** Posts as Slack would, or almost. */
function post({ body, at = NOW, secret = SECRET, headers = {} }: Sent): Promise<Response> {
  const timestamp = at === NOW ? String(Math.floor(Date.now() / 1000)) : at;
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const signed = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  return fetch(`${bot.url}/slack/events`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...signed, ...headers },
  });
}

const greeting = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });

async function card(name: string): Promise<{ channel: string; ts: string }> {
  const alarm = { AlarmName: name, NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' };
  world.sqs.send(JSON.stringify(alarm));
  const shown = () => world.slack.messages(world.alerts).find(({ text }) => text.includes(name));
  const { ts } = await world.slack.until(shown, { what: `the alert of ${name}` });
  return { channel: world.alerts, ts };
}

const stateOf = (name: string) => alertRows(world).find(({ alarm }) => alarm === name)?.state;

describe('Slack over HTTP', () => {
  it('proves its address with the challenge', async () => {
    const response = await post({ body: greeting });
    expect({ status: response.status, body: await response.json() }).toEqual({
      status: 200,
      body: { challenge: 'c-1' },
    });
  });

  it('gives the options of a menu that asks for them', async () => {
    const container = { type: 'view', view_id: 'V1' };
    const asked = {
      type: 'block_suggestion',
      action_id: 'deployments',
      block_id: 'deployments',
      value: 'shop',
    };
    const about = { user: { id: 'U1' }, team: { id: world.slack.team.id }, view: { id: 'V1', type: 'modal' } };
    const payload = JSON.stringify({ ...asked, ...about, container, api_app_id: world.slack.appId });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await post({ body: String(new URLSearchParams({ payload })), headers });
    const option = (value: string) => expect.objectContaining({ value });
    expect(await response.json()).toEqual({ options: [option('shop-eu'), option('shop-us')] });
  });

  it.each<[string, Partial<Sent>]>([
    ['signed with another secret', { secret: 'another' }],
    ['signed six minutes ago', { at: String(Math.floor(Date.now() / 1000) - 360) }],
    ['signed at no time', { at: 'soon' }],
    ['with a signature of nothing', { headers: { 'x-slack-signature': 'v0=' } }],
    ['with an unknown version of signature', { headers: { 'x-slack-signature': 'v1=aaaa' } }],
    ['without a signature', { headers: { 'x-slack-signature': '' } }],
    ['without a time', { headers: { 'x-slack-request-timestamp': '' } }],
    [
      'whose time is not the one that was signed',
      { headers: { 'x-slack-request-timestamp': String(Math.floor(Date.now() / 1000) - 1) } },
    ],
  ])('refuses what is %s', async (_how, sent) => {
    const response = await post({ body: greeting, ...sent });
    expect({ status: response.status, body: await response.text() }).toEqual({
      status: 401,
      body: 'not signed by Slack\n',
    });
  });

  it('answers 400 to what is signed and cannot be read', async () => {
    for (const body of ['', 'no json', '[1]', 'null']) expect((await post({ body })).status).toBe(400);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post({ body: 'payload=%7Bno', headers: form })).status).toBe(400);
  });

  it('takes commands, and reactions that set the state', async () => {
    const at = await card('over http');
    const outcome = await world.slack.command(world.ada, world.alerts, '/triage', '');
    expect(outcome).toMatchObject({ acked: true, error: null });
    await world.slack.until(() => world.slack.ephemerals(world.ada).length > 0, { what: 'the list' });
    world.slack.react(world.ada, at, 'eyes');
    await world.slack.until(() => world.slack.calls('chat.update').length > 0, { what: 'the card’s new state' });
    expect(stateOf('over http')).toBe('looking');
  });

  it('acknowledges an event only once it is committed: what the database refused comes again', async () => {
    const at = await card('refused at first');
    const relent = refuseInserts(world, 'triage_act');
    const updates = world.slack.calls('chat.update').length;
    world.slack.react(world.ada, at, 'eyes');
    while (later.length === 0) await fetch(`${bot.url}/healthz`);
    expect(stateOf('refused at first')).toBe('untriaged');
    relent();
    for (const tryAgain of later.splice(0)) tryAgain();
    await world.slack.until(() => world.slack.calls('chat.update').length > updates, { what: 'the state, at last' });
    expect(stateOf('refused at first')).toBe('looking');
    expect(world.slack.lostEvents()).toEqual([]);
  });

  it('never answers at an address that is not of Slack', async () => {
    const asked: string[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    }).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const { port } = elsewhere.address() as AddressInfo;
    const command = { command: '/triage', text: '', user_id: world.ada, channel_id: world.alerts, team_id: 'T1' };
    const url = `http://127.0.0.1:${port}/latest/meta-data`;
    const body = new URLSearchParams({ ...command, response_url: url }).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await post({ body, headers: form })).status).toBe(500);
    await world.slack.command(world.ada, world.alerts, '/triage', 'help');
    expect(asked).toEqual([]);
    elsewhere.close();
  });
});
