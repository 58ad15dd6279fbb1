import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ephemeral } from '../../sandbox/slack/sandbox.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;
const names = Array.from({ length: 16 }, (_, index) => `storm-${String(index).padStart(2, '0')}`);

beforeAll(async () => {
  scene = await openScene('alarms: { storm: { alerts: 2, within: 1m } }');
  await scene.bot();
});
afterAll(() => scene.stop());

describe('a storm', () => {
  it('is two alerts and one message, on which an emoji counts for all that are in it', async () => {
    const { slack, ada, alerts } = scene;
    for (const name of names) scene.alarm({ name });
    const message = await slack.until(() => slack.messages(alerts).find(({ text }) => /14 alerts/.test(text)), {
      what: 'the message of the storm',
    });
    const card = { channel: alerts, ts: message.ts };
    expect(slack.messages(alerts)).toHaveLength(3);
    slack.react(ada, card, 'eyes');
    await scene.shows(card, /looking.*@ada/i);
    const listed = await scene.listed();
    expect(listed.map(({ alarm }) => alarm).toSorted()).toEqual(names);
    const gathered = listed.filter(({ ts }) => ts === message.ts);
    expect(gathered).toHaveLength(14);
    expect(new Set(gathered.map(({ state, triagedBy }) => `${state} ${triagedBy}`))).toEqual(
      new Set([`looking ${ada}`]),
    );
    expect(listed.filter(({ ts }) => ts !== message.ts).map(({ state }) => state)).toEqual(['untriaged', 'untriaged']);
    await scene.thread(
      card,
      (lines) => names.filter((name) => lines.join().includes(name)).length === 14,
      'the list of all',
    );
  });

  it('comes in pages with /triage, each alert once', async () => {
    const { slack, alerts } = scene;
    const ben = scene.newcomer('ben');
    await slack.command(ben, alerts, '/triage', '');
    const shown = async (page: RegExp): Promise<[Ephemeral, string[]]> => {
      const list = await scene.whisper(ben, page);
      return [list, slack.renderMessage(list.message).match(/storm-\d\d/g) ?? []];
    };
    const [first, one] = await shown(/Page 2 of 2/);
    expect(one).toHaveLength(12);
    const at = { channel: alerts, ts: first.message.ts };
    expect(await slack.click(ben, at, 'triage.page.on')).toMatchObject({ error: null });
    const [, two] = await shown(/Page 1/);
    expect([...one, ...two].toSorted()).toEqual(names);
    await slack.click(ben, at, 'triage.page.back');
    expect((await shown(/Page 2 of 2/))[1]).toEqual(one);
    expect(slack.ephemerals(ben)).toHaveLength(1);
  });
});
