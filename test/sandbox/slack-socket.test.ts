import { SocketModeClient } from '@slack/socket-mode';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Json, type ManualTime, manualTime, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { createInbox, errorOf, type Heard, silent, webClient } from './slack-clients.ts';

let time: ManualTime;
let slack: SlackSandbox;
let clients: SocketModeClient[];
let ann: string;
let alerts: string;

beforeEach(async () => {
  time = manualTime(new Date('2026-11-20T09:00:00Z'));
  slack = await startSlack({ clock: time, after: time.after });
  ann = slack.user({ name: 'ann' });
  alerts = slack.channel({ name: 'alerts' });
  clients = [];
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.disconnect()));
  await slack.stop();
});

/** A real Socket Mode client, connected; what it hears goes to `hear`. Comes back after half a second when cut off. */
async function connect(hear: (heard: Heard) => void): Promise<SocketModeClient> {
  const client = new SocketModeClient({
    appToken: slack.appToken,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    clientPingTimeout: 500,
    logger: silent,
  });
  clients.push(client);
  client.on('slack_event', hear);
  await client.start();
  return client;
}

describe('a socket', () => {
  it('brings an event with everything an app looks at', async () => {
    const inbox = createInbox();
    await connect(inbox.hear);
    const ts = slack.say(ann, alerts, 'hello');
    slack.react(ann, { channel: alerts, ts }, 'eyes');
    const [, reaction] = await inbox.holding(2);
    expect(reaction).toMatchObject({
      type: 'events_api',
      retry_num: 0,
      body: {
        type: 'event_callback',
        team_id: slack.team.id,
        api_app_id: slack.appId,
        event: {
          type: 'reaction_added',
          user: ann,
          reaction: 'eyes',
          item: { type: 'message', channel: alerts, ts },
          item_user: ann,
        },
      },
    });
    expect(Number(reaction?.body.event['event_ts'])).toBeGreaterThan(Number(ts));
  });

  it('takes its turn with the others, so that each thing comes to one of them', async () => {
    const inboxes = [createInbox(), createInbox()];
    for (const { hear } of inboxes) await connect(hear);
    expect(slack.sockets()).toBe(2);
    for (let count = 0; count < 4; count += 1) slack.say(ann, alerts, `m${count}`);
    const shares = await Promise.all(inboxes.map(({ holding }) => holding(2)));
    expect(new Set(shares.flat().map(({ body }) => body['event_id'])).size).toBe(4);
  });

  it('is opened by a ticket that is good once', async () => {
    const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
    const first = new WebSocket(url);
    await new Promise((resolve) => first.addEventListener('message', resolve, { once: true }));
    const second = new WebSocket(url);
    const failed = await new Promise((resolve) => second.addEventListener('error', () => resolve('refused')));
    expect(failed).toBe('refused');
    first.close();
    await slack.until(() => slack.sockets() === 0, { what: 'the first to be closed' });
  });

  it('is not given to a bot token, nor the Web API to an app token', async () => {
    expect(await errorOf(webClient(slack).apps.connections.open())).toBe('not_allowed_token_type');
    const posting = webClient(slack, slack.appToken).chat.postMessage({ channel: alerts, text: 'x' });
    expect(await errorOf(posting)).toBe('not_allowed_token_type');
  });

  it('comes back after a disconnect frame, and after being cut', async () => {
    const client = await connect(() => undefined);
    for (const end of [() => slack.disconnectSockets('refresh_requested'), () => slack.cutSockets()]) {
      const back = new Promise((resolve) => client.once('connected', resolve));
      end();
      await back;
      expect(slack.sockets()).toBe(1);
    }
    expect(slack.calls('apps.connections.open')).toHaveLength(3);
  });

  it('can be refused at the door and before it', async () => {
    slack.refuseSockets('invalid_auth');
    await expect(connect(() => undefined)).rejects.toThrow('invalid_auth');
    slack.heal();
    slack.refuseSockets(1);
    const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
    const turnedAway = new WebSocket(url);
    await new Promise((resolve) => turnedAway.addEventListener('error', resolve));
    await connect(() => undefined);
    expect(slack.sockets()).toBe(1);
  });

  it('is the eleventh and is told so', async () => {
    const web = webClient(slack, slack.appToken);
    const open = async () => {
      const { url = '' } = await web.apps.connections.open();
      const socket = new WebSocket(url);
      const frame = await new Promise<MessageEvent>((resolve) =>
        socket.addEventListener('message', resolve, { once: true }),
      );
      return { socket, frame: JSON.parse(String(frame.data)) as Json };
    };
    const ten = [];
    for (let count = 0; count < 10; count += 1) ten.push(await open());
    expect(ten.at(-1)?.frame).toMatchObject({ type: 'hello', num_connections: 10 });
    expect((await open()).frame).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
    for (const { socket } of ten) socket.close();
  });
});

describe('an event that nobody acknowledges', () => {
  it('comes again at once, after a minute and after five, and is then lost', async () => {
    const inbox = createInbox({ deaf: true });
    await connect(inbox.hear);
    slack.say(ann, alerts, 'anybody?');
    for (const [count, wait] of [
      [1, 3000],
      [2, 63_000],
      [3, 303_000],
      [4, 3000],
    ] as const) {
      await inbox.holding(count);
      await time.advance(wait);
    }
    expect(inbox.all.map(({ retry_num, retry_reason }) => [retry_num, retry_reason])).toEqual([
      [0, ''],
      [1, 'timeout'],
      [2, 'timeout'],
      [3, 'timeout'],
    ]);
    expect(new Set(inbox.all.map(({ body }) => body['event_id'])).size).toBe(1);
    expect(slack.lostEvents()).toHaveLength(1);
  });

  it('comes on another socket when its own is gone', async () => {
    const [deaf, inbox] = [createInbox({ deaf: true }), createInbox()];
    const client = await connect(deaf.hear);
    slack.say(ann, alerts, 'hello');
    await deaf.holding(1);
    await client.disconnect();
    await connect(inbox.hear);
    await time.advance(3000);
    const [again] = await inbox.holding(1);
    expect(again?.retry_num).toBe(1);
  });

  it('waits out a minute without any socket', async () => {
    const inbox = createInbox();
    slack.say(ann, alerts, 'hello');
    await time.advance(0);
    await connect(inbox.hear);
    await time.advance(60_000);
    const [again] = await inbox.holding(1);
    expect(again).toMatchObject({ retry_num: 2, retry_reason: 'connection_failed' });
  });
});

describe('held events', () => {
  it('come out turned round and twice when told to', async () => {
    const inbox = createInbox();
    await connect(inbox.hear);
    slack.holdEvents();
    slack.say(ann, alerts, 'one');
    slack.say(ann, alerts, 'two');
    slack.releaseEvents({ shuffle: true, redeliver: true });
    const heard = await inbox.holding(4);
    expect(heard.map(({ body }) => body.event['text'])).toEqual(['two', 'two', 'one', 'one']);
    expect(new Set(heard.map(({ body }) => body['event_id'])).size).toBe(2);
  });
});
