import type { App, Receiver } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import { isSlackAddress } from '../../src/slack/address.ts';
import { createApp } from '../../src/slack/app.ts';
import { createDelivery, type Envelope } from '../../src/slack/delivery.ts';
import { logLines } from '../sources/log-lines.ts';

const API = 'https://slack.com/api/';
const nowhere = async () => undefined;

/** Bolt's own app behind a delivery. What was acknowledged is in `acks`. */
function delivering() {
  const delivery = createDelivery(API);
  const receiver: Receiver = { init: delivery.init, start: nowhere, stop: nowhere };
  const identity = () => ({ botUserId: 'UBOT', botId: 'BBOT', teamUrl: null });
  const app = createApp(receiver, { access: { botToken: 'xoxb-1', apiUrl: API }, identity, log: logLines().log });
  const acks: unknown[] = [];
  const acknowledge = async (response?: unknown) => void acks.push(response ?? 'ok');
  const deliver = (body: Envelope['body'], isEvent: boolean) => delivery.deliver({ body, isEvent, acknowledge });
  return { app, acks, delivery, deliver };
}

const command = { command: '/triage', text: '', user_id: 'U1', channel_id: 'C1', team_id: 'T1' };

function reaction(user: string) {
  const event = { type: 'reaction_added', user, reaction: 'eyes', item: { type: 'message', channel: 'C1', ts: '1.2' } };
  return { type: 'event_callback', team_id: 'T1', event };
}

/** Listens to reactions with `work`. */
function onReaction(app: App, work: () => Promise<void>): void {
  app.event('reaction_added', work);
}

describe('what Slack sends', () => {
  it('is acknowledged, when an event, only after every listener has done its work', async () => {
    const { app, acks, deliver } = delivering();
    const order: string[] = [];
    onReaction(app, async () => {
      await Promise.resolve();
      order.push(`committed, with ${acks.length} acknowledged`);
    });
    await deliver(reaction('U1'), true);
    expect({ order, acks }).toEqual({ order: ['committed, with 0 acknowledged'], acks: ['ok'] });
  });

  it('is not acknowledged, when an event, if one of its listeners fails', async () => {
    const { app, acks, deliver } = delivering();
    onReaction(app, nowhere as () => Promise<void>);
    onReaction(app, () => Promise.reject(new Error('not committed')));
    await expect(deliver(reaction('U1'), true)).rejects.toThrow('not committed');
    expect(acks).toEqual([]);
  });

  it('is not heard, when the bot itself did it', async () => {
    const { app, acks, deliver } = delivering();
    onReaction(app, () => Promise.reject(new Error('heard')));
    await deliver(reaction('UBOT'), true);
    expect(acks).toEqual(['ok']);
  });

  it('is waited for when the bot stops, and nothing is taken after that', async () => {
    const { app, acks, delivery, deliver } = delivering();
    const finish = Promise.withResolvers<void>();
    const order: string[] = [];
    app.command('/triage', async ({ ack }) => {
      await ack();
      await finish.promise;
      order.push('done');
    });
    const work = deliver(command, false);
    const stopped = delivery.stop().then(() => order.push('stopped'));
    await expect(deliver(command, false)).rejects.toThrow('stopping');
    expect(acks).toEqual(['ok']); // at once, for the first
    finish.resolve();
    await Promise.all([work, stopped]);
    expect(order).toEqual(['done', 'stopped']);
  });

  it.each([
    ['a command', { ...command, response_url: 'https://169.254.169.254/latest' }],
    [
      'a form',
      { type: 'view_submission', view: {}, response_urls: [{ response_url: 'https://hooks.slack.com.evil/x' }] },
    ],
  ])('is refused, when %s is to be answered elsewhere than at Slack', async (_what, body) => {
    const { app, acks, deliver } = delivering();
    app.command('/triage', () => Promise.reject(new Error('heard')));
    await expect(deliver(body, false)).rejects.toMatchObject({ code: 'foreign_response_url' });
    expect(acks).toEqual([]);
  });
});

describe('an address is of Slack', () => {
  it.each([
    ['https://hooks.slack.com/commands/T1/2/x', API, true],
    ['https://hooks.slack-gov.com/actions/T1/2/x', API, true],
    ['https://slack.com/api/x', API, true],
    ['http://127.0.0.1:9/actions/x', 'http://127.0.0.1:9/api/', true],
    ['http://127.0.0.1:8/actions/x', 'http://127.0.0.1:9/api/', false],
    ['http://hooks.slack.com/commands/x', API, false],
    ['https://hooks.slack.com:8443/x', API, false],
    ['https://hooks.slack.com@evil.example/x', API, false],
    ['https://evil.example/hooks.slack.com', API, false],
    ['file:///etc/passwd', API, false],
    ['nonsense', API, false],
  ])('%s beside %s: %s', (address, apiUrl, is) => {
    expect(isSlackAddress(address, apiUrl)).toBe(is);
  });
});
