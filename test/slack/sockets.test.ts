import { afterEach, describe, expect, it } from 'vitest';
import { alertRows } from '../cli/alert-rows.ts';
import { readyzUntil } from '../cli/launch.ts';
import { webClient } from '../sandbox/slack-clients.ts';
import { type BotProcess, createWorld, type World } from '../support/world.ts';
import { type SocketProxy, startSocketProxy } from './socket-proxy.ts';

let world: World;
let bot: BotProcess;
let proxy: SocketProxy | undefined;
afterEach(async () => {
  await world.stop();
  await proxy?.stop();
  proxy = undefined;
});

async function bothOpen(): Promise<void> {
  await world.slack.until(() => world.slack.sockets() === 2, { what: 'two sockets' });
}

async function card(name: string): Promise<{ channel: string; ts: string }> {
  const alarm = { AlarmName: name, NewStateValue: 'ALARM', StateChangeTime: '2026-11-20T08:00:00.000+0000' };
  world.sqs.send(JSON.stringify(alarm));
  const shown = () => world.slack.messages(world.alerts).find(({ text }) => text.includes(name));
  const { ts } = await world.slack.until(shown, { what: `the alert of ${name}` });
  return { channel: world.alerts, ts };
}

const states = () => Object.fromEntries(alertRows(world).map(({ alarm, state }) => [alarm, state]));

describe('Socket Mode', () => {
  it('goes on hearing by one socket when the other breaks, and opens another', async () => {
    world = await createWorld();
    proxy = await startSocketProxy(world.slack.apiUrl);
    bot = await world.bot({ env: { SLACK_API_URL: proxy.apiUrl } });
    await bothOpen();
    const at = await card('one socket');
    // Until another can be opened there is one alone.
    world.slack.refuseSockets('internal_error');
    proxy.cutOne();
    await world.slack.until(() => world.slack.sockets() === 1, { what: 'one socket' });
    world.slack.react(world.ada, at, 'eyes');
    world.slack.react(world.bob, at, 'no_entry');
    await world.slack.until(() => states()['one socket'] === 'ignored', { what: 'the later reaction' });
    expect((await fetch(`${bot.url}/readyz`)).status).toBe(200);
    world.slack.heal();
    await bothOpen();
  });

  it('reads what was done while Slack had lost both sockets, though the bot knows of one alone', async () => {
    world = await createWorld();
    proxy = await startSocketProxy(world.slack.apiUrl);
    bot = await world.bot({ env: { SLACK_API_URL: proxy.apiUrl } });
    await bothOpen();
    const at = await card('half open');
    proxy.deafen();
    await world.slack.until(() => world.slack.sockets() === 0, { what: 'no socket' });
    world.slack.react(world.ada, at, 'eyes'); // Slack tells of it again in a minute only
    proxy.cutOne();
    await world.slack.until(() => world.slack.calls('chat.update').length > 0, { what: 'the card’s new state' });
    expect(states()).toEqual({ 'half open': 'looking' });
  });

  it('opens both again when Slack refreshes them, and loses nothing of what came meanwhile', async () => {
    world = await createWorld();
    bot = await world.bot();
    await bothOpen();
    const at = await card('refreshed');
    world.slack.holdEvents();
    const opened = () => world.slack.calls('apps.connections.open').length;
    const before = opened();
    world.slack.disconnectSockets('refresh_requested');
    world.slack.react(world.bob, at, 'eyes');
    // One may be open again before the other is closed.
    await world.slack.until(() => opened() >= before + 2, { what: 'two sockets more' });
    await bothOpen();
    // The event is late, and then comes twice; the reading of reactions after the silence may have been first.
    world.slack.releaseEvents({ redeliver: true });
    await world.slack.until(() => world.slack.calls('chat.update').length > 0, { what: 'the card’s new state' });
    expect(states()).toEqual({ refreshed: 'looking' });
  });

  it.each(['internal_error', 'invalid_auth'])('survives %s of apps.connections.open', async (word) => {
    world = await createWorld();
    bot = await world.bot();
    await bothOpen();
    world.slack.refuseSockets(word);
    world.slack.cutSockets();
    const away = await readyzUntil(bot.url, ({ status, reasons }) => status === 503 && reasons.join().includes(word));
    expect(away.reasons).toEqual([`slack: ${word}`]);
    const at = await card('nobody listens'); // posting needs no socket
    world.slack.react(world.ada, at, 'eyes');
    world.slack.heal();
    await readyzUntil(bot.url, ({ status }) => status === 200);
    await world.slack.until(() => world.slack.calls('chat.update').length > 0, { what: 'what was done meanwhile' });
    expect(states()).toEqual({ 'nobody listens': 'looking' });
  });

  it('is not misled by its own messages and reactions', async () => {
    world = await createWorld();
    bot = await world.bot();
    await bothOpen();
    const at = await card('talkative');
    const itself = webClient(world.slack);
    await itself.chat.postMessage({ channel: at.channel, thread_ts: at.ts, text: 'SHOP-1 is for <@U012345>' });
    await itself.reactions.add({ channel: at.channel, timestamp: at.ts, name: 'no_entry' });
    world.slack.react(world.ada, at, 'outbox_tray');
    await world.slack.until(() => world.slack.calls('chat.update').length > 0, { what: 'the card’s new state' });
    expect(alertRows(world)).toEqual([{ alarm: 'talkative', state: 'ticketed', ticket: null }]);
  });
});
