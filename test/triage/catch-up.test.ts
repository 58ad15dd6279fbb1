import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { clientOptions } from '../../src/slack/clients.ts';
import { stampOf } from '../../src/slack/stamp.ts';
import { catchUp } from '../../src/triage/catch-up.ts';
import { fires } from '../alerts/event.ts';
import { type House, onBothEngines } from '../alerts/house.ts';

let slack: SlackSandbox;
let ada: string;
let bob: string;
let channel: string;

beforeEach(async () => {
  slack = await startSlack({ limits: false });
  ada = slack.user({ name: 'ada' });
  bob = slack.user({ name: 'bob' });
  channel = slack.channel({ name: 'alerts' });
});
afterEach(() => slack.stop());

/** A house whose alert is shown in the sandbox's Slack, and what one needs around it. */
async function shown(house: House) {
  house.time.now = new Date();
  await house.tell(fires(0));
  await house.drain();
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, house.log, 2000));
  const { ts = '' } = await client.chat.postMessage({ channel, text: 'an alert' });
  await house.db.updateTable('message').set({ channel_id: channel, ts }).execute();
  const isBot = async (user: string) => user !== ada && user !== bob;
  const triage = { ...house.triage, isBot };
  return {
    at: { channel, ts },
    state: async () => (await house.alerts()).map(({ state, triagedBy }) => `${state} ${triagedBy}`)[0],
    /** An event of Slack, `ago` milliseconds old. */
    hear: (emoji: string, ago: number, more: { user?: string; added?: boolean } = {}) =>
      house.react({ channelId: channel, ts, user: ada, emoji, at: stampOf(new Date(Date.now() - ago)), ...more }),
    catchUp: (afterSending = triage.afterSending) =>
      catchUp({ ...triage, afterSending, client, log: house.log, call: (read) => read() }),
    whispers: async () => (await house.drain()).filter(({ kind }) => kind === 'whisper').length,
  };
}

onBothEngines('catching up', (open) => {
  it('counts what was done meanwhile, the last in the order of Slack, and says that it was inferred', async () => {
    const house = await open();
    const alert = await shown(house);
    slack.react(ada, alert.at, 'eyes');
    slack.react(bob, alert.at, 'tada');
    slack.react(bob, alert.at, 'white_check_mark');
    await alert.catchUp();
    expect(await alert.state()).toBe(`fixed ${bob}`);
    expect(await house.acts()).toMatchObject([
      { state: 'looking', by: ada, inferred: 1 },
      { state: 'fixed', by: bob, inferred: 1 },
    ]);
    await alert.catchUp();
    expect(await house.acts()).toHaveLength(2);
  });

  it('takes back what is gone, and lets what is new win over what was known', async () => {
    const house = await open();
    const alert = await shown(house);
    await alert.hear('eyes', 60_000);
    await alert.hear('no_entry', 50_000, { user: bob });
    slack.react(ada, alert.at, 'repeat');
    slack.react(ada, alert.at, 'eyes');
    await alert.catchUp();
    expect(await alert.state()).toBe(`repeat ${ada}`);
    expect((await house.acts()).filter((act) => act.undone_at !== null)).toMatchObject([{ by: bob, state: 'ignored' }]);
  });

  it('changes nothing where Slack shows what is known, and counts no bots', async () => {
    const house = await open();
    const alert = await shown(house);
    await alert.hear('eyes', 60_000);
    slack.react(ada, alert.at, 'eyes');
    slack.react(slack.user({ name: 'robot', isBot: true }), alert.at, 'heavy_check_mark');
    await house.drain();
    await alert.catchUp();
    expect(await alert.state()).toBe(`looking ${ada}`);
    expect(await house.drain()).toEqual([]);
  });

  it('first waits for a message that a crash left in doubt, and reads that too', async () => {
    const house = await open();
    const alert = await shown(house);
    slack.react(ada, alert.at, 'eyes');
    await house.db.updateTable('message').set({ channel_id: null, ts: null }).execute();
    const found = { channel_id: channel, ts: alert.at.ts };
    await alert.catchUp(async () => void (await house.db.updateTable('message').set(found).execute()));
    expect(await alert.state()).toBe(`looking ${ada}`);
  });

  it('does not mind a card that somebody deleted', async () => {
    const house = await open();
    const alert = await shown(house);
    slack.deleteMessage(alert.at);
    await alert.catchUp();
    expect(await alert.state()).toBe('untriaged null');
  });

  it('tries again what could not be read, and says so when it never can', async () => {
    const house = await open();
    const alert = await shown(house);
    slack.react(ada, alert.at, 'eyes');
    slack.fail('reactions.get', { status: 500, times: 2 });
    await alert.catchUp();
    expect(await alert.state()).toBe(`looking ${ada}`);
    slack.fail('reactions.get', { error: 'internal_error', times: 3 });
    await expect(alert.catchUp()).rejects.toMatchObject({ data: { error: 'internal_error' } });
  });

  it('gives way to the event itself: its own time counts, and nobody is asked twice', async () => {
    const house = await open();
    const alert = await shown(house);
    slack.react(ada, alert.at, 'arrow_right');
    await alert.catchUp();
    expect(await alert.whispers()).toBe(1);
    await alert.hear('arrow_right', 30_000);
    expect(await alert.whispers()).toBe(0);
    expect(await house.acts()).toMatchObject([{ state: 'delegated', inferred: 0, undone_at: null }]);
    await alert.hear('arrow_right', 40_000, { added: false });
    expect(await alert.state()).toBe(`delegated ${ada}`);
  });

  it('is not undone by an old event that Slack tells once more', async () => {
    const house = await open();
    const alert = await shown(house);
    const seen = Date.now() - 60_000;
    await alert.hear('eyes', Date.now() - seen);
    await alert.catchUp(); // it is gone from the message
    expect(await alert.state()).toBe('untriaged null');
    await house.react({
      channelId: channel,
      ts: alert.at.ts,
      user: ada,
      emoji: 'eyes',
      at: stampOf(new Date(seen - 1)),
    });
    expect(await alert.state()).toBe('untriaged null');
  });
});
