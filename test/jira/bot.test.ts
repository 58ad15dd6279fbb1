import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type JiraStandIn, startJira } from '../../sandbox/jira.ts';
import { openTicketScene, type TicketScene } from '../bot/ticket-scene.ts';
import type { BotProcess } from '../support/world.ts';

const TOKEN = 'ATATT-the-token';

let scene: TicketScene;
let jira: JiraStandIn;
let bot: BotProcess;

beforeAll(async () => {
  jira = await startJira();
  jira.token = TOKEN;
  const { url, user, project } = jira;
  scene = await openTicketScene({ config: { jira: { url, user, project } } });
  bot = await scene.bot({ env: { JIRA_TOKEN: TOKEN, JIRA_WEBHOOK_SECRET: 'hook-secret' } });
  jira.hooks.set(`${bot.url}/webhooks/jira`, 'hook-secret');
});
afterAll(async () => {
  await scene.stop();
  await jira.stop();
});

describe('a bot with Jira', () => {
  it('makes an issue of an alert, shows it, and tells its thread once when it is done', async () => {
    const { slack, ada } = scene;
    scene.alarm({ name: 'cart-errors', description: 'Carts fail. See *the page*' });
    const card = await scene.card('cart-errors');
    slack.react(ada, card, 'outbox_tray');
    await scene.shows(card, /Ticket\* OPS-1|Ticket OPS-1/, 'the issue on the card');
    const issue = jira.issues.find(({ fields }) => String(fields['summary']).startsWith('cart-errors'));
    expect(issue?.key).toBe('OPS-1');
    await slack.until(() => issue?.links.length === 1, { what: 'the link in Jira' });
    expect(issue?.links[0]?.url).toContain(`archives/${card.channel}/p${card.ts.replace('.', '')}`);
    expect(slack.ephemerals(ada)).toEqual([]);
    jira.move('OPS-1', 'Done');
    await jira.hooks.settled();
    await scene.thread(card, (lines) => lines.some((line) => /OPS-1 is done in Jira/.test(line)), 'that it is done');
    await jira.hooks.redeliver({ all: true });
    expect(jira.hooks.deliveries.map(({ status }) => status)).toEqual(jira.hooks.deliveries.map(() => 200));
    const told = slack.thread(card.channel, card.ts).filter(({ text }) => text.includes('is done in Jira'));
    expect(told).toHaveLength(1);
  });

  it('makes an issue of a ticket, and its reporter hears of it and of its end', async () => {
    const { slack, ada, eve } = scene;
    const { name, card } = await scene.raise(eve, {
      ...{ Impact: '3', Title: 'Search is slow', Summary: 'Since *noon*', 'Affected deployments': ['shop-eu'] },
    });
    slack.react(ada, card, 'outbox_tray');
    await scene.sees(eve, new RegExp(`engineers' task for ${name} is OPS-\\d`));
    const key = jira.issues.at(-1)?.key ?? '';
    expect(jira.issues.at(-1)?.fields['labels']).toEqual([`watchbill-${name.toLowerCase()}`]);
    jira.move(key, 'Done');
    await scene.sees(eve, new RegExp(`engineers' task ${key} for ${name} is done`));
    const { state, timeline } = await scene.ticket(name);
    expect(state).toBe('ticketed');
    expect(timeline.map(({ kind }) => kind)).toContain('jira');
  });

  it('never says the token', async () => {
    jira.fail('POST /rest/api/3/issue', { status: 429, headers: { 'retry-after': '1' } });
    scene.alarm({ name: 'never-says' });
    const card = await scene.card('never-says');
    scene.slack.react(scene.ada, card, 'outbox_tray');
    await scene.shows(card, /OPS-\d/);
    expect(bot.log()).not.toContain(TOKEN);
    expect(bot.log()).not.toContain(Buffer.from(`${jira.user}:${TOKEN}`).toString('base64'));
  });

  it('answers the webhook with 404 where no secret is set', async () => {
    const other = await scene.bot({ env: { JIRA_TOKEN: TOKEN } });
    const answer = await fetch(`${other.url}/webhooks/jira`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(404);
    await other.kill('SIGTERM');
  });
});
