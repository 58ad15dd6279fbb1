import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arn, openScene, type Scene } from './scene.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await openScene('triage: { emoji: { fire: looking } }');
  await scene.bot();
});
afterAll(() => scene.stop());

/** An alert of its own for a test. */
async function born(name: string) {
  scene.alarm({ name });
  return scene.card(name);
}
const one = async (name: string) => (await scene.listed()).find(({ alarm }) => alarm === name);

describe('the bot', () => {
  it('brings an alarm into the channel, takes an emoji on it as its state, and lists it as scripts expect', async () => {
    const { slack, ada } = scene;
    const fired = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
    scene.alarm({ name: 'web-cpu-high', at: fired });
    const card = await scene.card('web-cpu-high');
    expect(slack.message(card.channel, card.ts)?.text.split('\n')[0]).toMatch(/web-cpu-high.*CPUUtilization/);
    slack.react(ada, card, 'eyes');
    await scene.shows(card, /@ada/);
    const [listed, ...more] = await scene.listed();
    expect(more).toEqual([]);
    expect(listed).toEqual({
      id: expect.stringMatching(/\S/),
      source: 'cloudwatch',
      key: arn('web-cpu-high'),
      alarm: 'web-cpu-high',
      title: expect.stringContaining('CPUUtilization'),
      state: 'looking',
      triagedBy: ada,
      triagedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+01:00$/),
      assignee: null,
      ticket: null,
      reason: null,
      condition: 'firing',
      firedAt: expect.stringMatching(/\+01:00$/),
      recoveredAt: null,
      repeats: 0,
      channel: card.channel,
      ts: card.ts,
      permalink: `https://${slack.team.domain}.slack.com/archives/${card.channel}/p${card.ts.replace('.', '')}`,
      playbook: 'ec2-cpu.md',
      incident: null,
    });
    expect(new Date(listed?.firedAt ?? '')).toEqual(fired);
    expect(await scene.listed('--state', 'fixed')).toEqual([]);
  });

  it('counts a repeat with a line in the thread, and shows the recovery in place', async () => {
    const { slack } = scene;
    const card = await born('repeating');
    scene.alarm({ name: 'repeating', at: new Date(Date.now() + 1000) });
    await scene.thread(card, (lines) => lines.length === 1, 'the line in the thread');
    scene.alarm({ name: 'repeating', state: 'OK', at: new Date(Date.now() + 2000) });
    await scene.shows(card, /recovered/i);
    expect(await one('repeating')).toMatchObject({ repeats: 1, condition: 'recovered', ts: card.ts });
    expect(slack.messages(scene.alerts).filter(({ text }) => text.includes('repeating'))).toHaveLength(1);
  });

  it('takes back what is taken off, and counts aliases, skin tones and configured emoji', async () => {
    const { slack, ada, bob } = scene;
    const card = await born('wavering');
    slack.react(ada, card, 'fire');
    await scene.shows(card, /looking.*@ada/i);
    slack.react(bob, card, 'white_check_mark');
    await scene.shows(card, /fixed.*@bob/i);
    slack.react(ada, card, 'eyes::skin-tone-3');
    await scene.shows(card, /looking.*@ada/i);
    slack.unreact(ada, card, 'eyes::skin-tone-3');
    await scene.shows(card, /fixed.*@bob/i);
    slack.unreact(bob, card, 'white_check_mark');
    slack.unreact(ada, card, 'fire');
    await scene.shows(card, /untriaged/i);
    expect(await one('wavering')).toMatchObject({ state: 'untriaged', triagedBy: null, triagedAt: null });
  });

  it('lets bots, other emoji and other messages change nothing', async () => {
    const { slack, ada, alerts } = scene;
    const card = await born('left-alone');
    const robot = slack.user({ name: 'robot', isBot: true });
    slack.joinChannel(robot, alerts);
    const chat = { channel: alerts, ts: slack.say(ada, alerts, 'good morning') };
    slack.react(robot, card, 'eyes');
    slack.react(ada, card, 'tada');
    slack.react(ada, chat, 'eyes');
    const other = await born('much-triaged');
    for (const emoji of ['eyes', 'repeat', 'no_entry']) slack.react(ada, other, emoji);
    await scene.shows(other, /ignored.*@ada/i);
    expect(await one('left-alone')).toMatchObject({ state: 'untriaged' });
  });

  it('asks whom an alert was delegated to: by a menu that only they see, or by a name in the thread', async () => {
    const { slack, bob, alerts } = scene;
    const ada = scene.newcomer('amy');
    const card = await born('handed-over-one');
    slack.react(ada, card, 'arrow_right');
    const { message } = await scene.whisper(ada, /who/i);
    expect(message.thread_ts).toBe(card.ts);
    await slack.click(ada, { channel: alerts, ts: message.ts }, 'triage.assign', { selected: bob });
    await scene.shows(card, /delegated.*@bob/i);
    await slack.until(() => slack.ephemerals(ada).length === 0, { what: 'the answered question to go' });
    expect(await one('handed-over-one')).toMatchObject({ state: 'delegated', assignee: bob });

    const second = await born('handed-over-two');
    slack.react(ada, second, 'arrow_right');
    await scene.shows(second, /delegated/i);
    slack.say(ada, alerts, 'that is for @bob', { threadTs: second.ts });
    await scene.shows(second, /delegated.*@bob/i);
  });

  it('takes a ticket from the thread, by key or by link, and from the form, which refuses what is none', async () => {
    const { slack, alerts } = scene;
    const ada = scene.newcomer('ann');
    const card = await born('waiting-one');
    slack.react(ada, card, 'outbox_tray');
    const { message } = await scene.whisper(ada, /jira/i);
    await slack.click(ada, { channel: alerts, ts: message.ts }, 'triage.ticket');
    const view = await slack.until(() => slack.views(ada)[0], { what: 'the form' });
    const refused = await slack.submit(ada, view.id, { 'Key or link': 'later' });
    expect(Object.values(refused.errors ?? {})).toEqual([expect.stringMatching(/SHOP-123/)]);
    expect(slack.views(ada)).toHaveLength(1);
    expect(await slack.submit(ada, view.id, { 'Key or link': 'shop-7' })).toMatchObject({ error: null });
    expect(slack.views(ada)).toHaveLength(0);
    await scene.shows(card, /SHOP-7/);
    slack.say(ada, alerts, 'moved to OPS-8', { threadTs: card.ts, files: ['screen.png'] });
    await scene.shows(card, /OPS-8/);
    slack.say(ada, alerts, 'or https://example.atlassian.net/browse/OPS-9', { threadTs: card.ts });
    await scene.shows(card, /OPS-9/);
    expect(await one('waiting-one')).toMatchObject({
      state: 'ticketed',
      ticket: 'https://example.atlassian.net/browse/OPS-9',
    });
  });

  it('asks why an alert is ignored, which nobody must answer', async () => {
    const { slack, alerts } = scene;
    const ada = scene.newcomer('art');
    const card = await born('noisy-one');
    slack.react(ada, card, 'no_entry_sign');
    const { message } = await scene.whisper(ada, /why/i);
    expect(await one('noisy-one')).toMatchObject({ state: 'ignored', reason: null });
    await slack.click(ada, { channel: alerts, ts: message.ts }, 'false positive');
    await scene.shows(card, /false positive/);
    expect(await one('noisy-one')).toMatchObject({ state: 'ignored', reason: 'false positive' });
  });

  it('lists the alerts of today with /triage, untriaged first, each linked, and explains itself', async () => {
    const { slack, alerts } = scene;
    const bob = scene.newcomer('ben');
    const card = await born('listed-one');
    expect((await slack.command(bob, alerts, '/triage', 'help')).error).toBeNull();
    expect(slack.renderMessage((await scene.whisper(bob, /\/triage/)).message)).toContain('fixed');
    expect((await slack.command(bob, alerts, '/triage', '')).error).toBeNull();
    const { message } = await scene.whisper(bob, /listed-one/);
    const text = slack.renderMessage(message);
    expect(text.search(/untriaged/i)).toBeLessThan(text.search(/ignored/i));
    expect(JSON.stringify(message.blocks)).toContain(`/p${card.ts.replace('.', '')}`);
  });

  it('works on when somebody deletes a card', async () => {
    const { slack } = scene;
    const card = await born('deleted-one');
    slack.deleteMessage(card);
    scene.alarm({ name: 'deleted-one', state: 'OK', at: new Date(Date.now() + 1000) });
    await slack.until(() => slack.calls('chat.update').some(({ args }) => args['ts'] === card.ts), {
      what: 'the attempt',
    });
    await born('after-the-deletion');
    expect(await one('deleted-one')).toMatchObject({ condition: 'recovered' });
    expect(scene.find('deleted-one')).toBeUndefined();
  });
});
