import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualTime, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { webClient } from './slack-clients.ts';

let slack: SlackSandbox;
let web: WebClient;
let ann: string;
let alerts: string;

beforeEach(async () => {
  slack = await startSlack({ clock: manualTime(new Date('2026-11-20T09:00:00Z')) });
  web = webClient(slack);
  ann = slack.user({ name: 'ann', tz: 'Europe/Warsaw' });
  alerts = slack.channel({ name: 'alerts' });
});
afterEach(() => slack.stop());

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

/** What people see of a message with this text. */
async function seen(text: string): Promise<string> {
  const { ts = '' } = await web.chat.postMessage({ channel: alerts, text });
  const message = slack.message(alerts, ts);
  return message ? slack.renderMessage(message) : '';
}

describe('a message', () => {
  it('looks as Slack would show it', async () => {
    const playbook = { type: 'button', action_id: 'playbook', text: plain('Playbook') };
    const choice = { type: 'static_select', placeholder: plain('State'), options: [{ text: plain('A'), value: 'a' }] };
    const blocks = [
      { type: 'header', text: plain(':rotating_light: CPU & memory') },
      { type: 'section', text: mrkdwn('*99.5* &gt; 50'), accessory: playbook },
      { type: 'section', fields: [mrkdwn('*Region*\neu-west-1'), mrkdwn('*Account*\n1234'), mrkdwn('Third')] },
      { type: 'divider' },
      { type: 'context', elements: [mrkdwn('_since_ `a*b*`'), plain('later')] },
      { type: 'actions', elements: [{ ...playbook, action_id: 'again' }, choice] },
    ];
    const { ts = '' } = (await web.apiCall('chat.postMessage', { channel: alerts, text: 'hidden', blocks })) as {
      ts?: string;
    };
    slack.react(ann, { channel: alerts, ts }, 'eyes');
    slack.react(slack.user({ name: 'bob' }), { channel: alerts, ts }, 'eyes');
    slack.react(ann, { channel: alerts, ts }, 'party_parrot');
    slack.say(ann, alerts, 'mine', { threadTs: ts });
    const message = slack.message(alerts, ts);
    expect(message && slack.renderMessage(message).split('\n')).toEqual([
      '🚨 CPU & memory',
      '99.5 > 50  [Playbook]',
      `${'Region'.padEnd(36)}  Account`,
      `${'eu-west-1'.padEnd(36)}  1234`,
      'Third',
      '─'.repeat(72),
      'since `a*b*`  later',
      '[Playbook] [State ▾]',
      '👀 2  :party_parrot: 1',
      '↳ 1 reply',
    ]);
  });

  it.each([
    ['a mention as a name', () => `<@${ann}> in <#${alerts}>`, '@ann in #alerts'],
    ['a broadcast', () => '<!channel>', '@channel'],
    [
      'a link by its words, or bare',
      () => '<https://a.example|the console> <https://b.example>',
      'the console https://b.example',
    ],
    ['a date in the zone of who reads', () => '<!date^1795165200^{date_num} {time}|then>', '2026-11-20 10:00'],
    ['a date near by', () => '<!date^1795161600^{date_pretty}, {ago}|then>', 'today, 1 hour ago'],
    ['a date that cannot be told', () => '<!date^1795165200^{nonsense}|back then>', 'back then'],
    ['escaped text as it was', () => 'a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['a name in snake case untouched', () => 'my_queue_name and 2*3*4', 'my_queue_name and 2*3*4'],
    ['a skin tone', () => ':+1::skin-tone-3:', '👍🏼'],
  ])('shows %s', async (_what, text, shown) => {
    expect(await seen(text())).toBe(shown);
  });

  it('of a person reads as it was typed', () => {
    const ts = slack.say(ann, alerts, 'see https://jira.example/browse/OPS-1, @ann & <co>');
    const message = slack.message(alerts, ts);
    expect(message?.text).toBe(`see <https://jira.example/browse/OPS-1>, <@${ann}> &amp; &lt;co&gt;`);
    expect(message && slack.renderMessage(message)).toBe('see https://jira.example/browse/OPS-1, @ann & <co>');
  });
});

describe('a form', () => {
  it('shows what is ticked at first', () => {
    const option = { text: { type: 'plain_text', text: 'Mark its alert as fixed' }, value: 'fixed' };
    const element = { type: 'checkboxes', action_id: 'x', options: [option], initial_options: [option] };
    const blocks = [{ type: 'input', label: { type: 'plain_text', text: 'Alerts' }, element }];
    const view = { blocks } as unknown as Parameters<typeof slack.renderView>[0];
    expect(slack.renderView(view)).toBe('Alerts: [Mark its alert as fixed] (Mark its alert as fixed)');
  });
});
