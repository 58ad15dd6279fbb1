import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BotProcess } from '../support/world.ts';
import { openScene, type Scene } from './scene.ts';

let scene: Scene;
let bot: BotProcess;

beforeEach(async () => {
  scene = await openScene();
  bot = await scene.bot();
});
afterEach(() => scene.stop());

async function born(name: string) {
  scene.alarm({ name });
  return scene.card(name);
}

describe('what happens while nobody listens', () => {
  it('counts once the bot is back: reactions, those taken off, and alarms', async () => {
    const { slack, ada, bob } = scene;
    const card = await born('while-down');
    slack.react(ada, card, 'eyes');
    await scene.shows(card, /looking.*@ada/i);
    expect(await bot.kill('SIGTERM')).toBe(0);
    slack.unreact(ada, card, 'eyes');
    slack.react(ada, card, 'repeat');
    slack.react(bob, card, 'white_check_mark');
    scene.alarm({ name: 'meanwhile' });
    await scene.bot();
    await scene.shows(card, /fixed.*@bob/i);
    await scene.card('meanwhile');
    expect((await scene.listed('--state', 'fixed')).map(({ alarm, triagedBy }) => [alarm, triagedBy])).toEqual([
      ['while-down', bob],
    ]);
  });

  it('counts once a socket is open again, when both were closed', async () => {
    const { slack, ada } = scene;
    const card = await born('deaf');
    slack.refuseSockets('internal_error');
    slack.cutSockets();
    await slack.until(() => slack.sockets() === 0, { what: 'both sockets to be closed' });
    slack.react(ada, card, 'eyes');
    slack.heal('apps.connections.open');
    await scene.shows(card, /looking.*@ada/i);
  });

  it('is lost neither when the bot is killed: what it had promised is said once by the next', async () => {
    const { slack } = scene;
    slack.fail('chat.postMessage', { dropAfterPost: true });
    const card = await born('killed');
    await bot.kill('SIGKILL');
    // A message handed to a poll of the dead bot would stay hidden for a minute, as SQS has it.
    await expect.poll(() => scene.sqs.waiting()).toBe(0);
    scene.alarm({ name: 'killed', state: 'OK', at: new Date(Date.now() + 1000) });
    await scene.bot();
    await scene.shows(card, /recovered/i);
    expect(slack.messages(scene.alerts).filter(({ text }) => text.includes('killed'))).toHaveLength(1);
  });
});

describe('reactions', () => {
  it('come out right when Slack tells of them twice and in the wrong order', async () => {
    const { slack, ada, bob } = scene;
    const card = await born('shuffled');
    slack.holdEvents();
    slack.react(ada, card, 'eyes');
    slack.react(bob, card, 'no_entry');
    slack.unreact(ada, card, 'eyes');
    slack.react(ada, card, 'repeat');
    slack.react(ada, card, 'eyes');
    slack.unreact(bob, card, 'no_entry');
    slack.unreact(ada, card, 'eyes');
    slack.releaseEvents({ redeliver: true, shuffle: true });
    await scene.shows(card, /duplicate.*@ada/i);
    slack.react(bob, card, 'heavy_check_mark');
    await scene.shows(card, /fixed.*@bob/i);
    slack.unreact(bob, card, 'heavy_check_mark');
    await scene.shows(card, /duplicate.*@ada/i);
  });

  it('count though they are faster than the answer of Slack, which may even be lost', async () => {
    const { slack, ada } = scene;
    slack.fail('chat.postMessage', { dropAfterPost: true });
    const card = await born('fast');
    slack.react(ada, card, 'eyes');
    await scene.shows(card, /looking.*@ada/i);
    expect(slack.messages(scene.alerts).filter(({ text }) => text.includes('fast'))).toHaveLength(1);
  });
});
