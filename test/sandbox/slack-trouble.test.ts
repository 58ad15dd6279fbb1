import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualTime, manualTime, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { createInbox, errorOf, silent, socketApp, webClient } from './slack-clients.ts';

let slack: SlackSandbox;
let time: ManualTime;

const started = async (manifest?: object) => {
  time = manualTime(new Date('2026-11-20T09:00:00Z'));
  slack = await startSlack({ clock: time, after: time.after, ...(manifest ? { manifest } : {}) });
  slack.user({ name: 'ann' });
  return slack.channel({ name: 'alerts' });
};
/** A client that is told of rate limits instead of waiting them out. */
const impatient = () =>
  new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
  });
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  );

afterEach(() => slack.stop());

describe('faults', () => {
  let alerts: string;
  beforeEach(async () => {
    alerts = await started();
  });

  it('last for as many calls as they are told, and for one channel if so told', async () => {
    const other = slack.channel({ name: 'other' });
    slack.fail('chat.postMessage', { error: 'not_in_channel', times: 2, channel: alerts });
    const web = webClient(slack);
    const post = (channel: string) => web.chat.postMessage({ channel, text: 'x' });
    expect((await post(other)).ok).toBe(true);
    expect(await errorOf(post(alerts))).toBe('not_in_channel');
    expect(await errorOf(post(alerts))).toBe('not_in_channel');
    expect((await post(alerts)).ok).toBe(true);
  });

  it('can be an HTTP status or a rate limit', async () => {
    slack.fail('chat.postMessage', { status: 503 });
    slack.fail('chat.postMessage', { retryAfter: 7 });
    const post = () => failure(impatient().chat.postMessage({ channel: alerts, text: 'x' }));
    expect(await post()).toBeInstanceOf(WebAPIHTTPError);
    const limited = await post();
    expect(limited).toBeInstanceOf(WebAPIRateLimitedError);
    expect(limited).toMatchObject({ retryAfter: 7 });
    expect(slack.calls('chat.postMessage').map(({ status }) => status)).toEqual([503, 429]);
    expect(slack.messages(alerts)).toEqual([]);
  });

  it('can do the work and cut the connection', async () => {
    slack.fail('chat.postMessage', { dropAfterPost: true });
    const error = await failure(webClient(slack).chat.postMessage({ channel: alerts, text: 'did it arrive?' }));
    expect(error).toBeInstanceOf(WebAPIRequestError);
    expect(slack.messages(alerts).map(({ text }) => text)).toEqual(['did it arrive?']);
  });

  it('can leave a call without any answer', async () => {
    slack.fail('auth.test', { hang: true });
    const caller = new AbortController();
    const headers = { authorization: `Bearer ${slack.botToken}` };
    const calling = fetch(`${slack.apiUrl}auth.test`, { method: 'POST', headers, signal: caller.signal });
    const [call] = await slack.until(() => slack.calls('auth.test').length > 0 && slack.calls(), { what: 'the call' });
    expect(call?.status).toBeNull();
    caller.abort();
    await expect(calling).rejects.toThrow('abort');
  });

  it('end when they are mended', async () => {
    slack.fail('auth.test', { error: 'internal_error', times: Number.POSITIVE_INFINITY });
    expect(await errorOf(webClient(slack).auth.test())).toBe('internal_error');
    slack.heal('auth.test');
    expect((await webClient(slack).auth.test()).ok).toBe(true);
  });
});

describe('rate limits', () => {
  it('let five messages into a channel at once, then one a second', async () => {
    const alerts = await started();
    const other = slack.channel({ name: 'other' });
    const post = (channel: string) => impatient().chat.postMessage({ channel, text: 'x' });
    for (let count = 0; count < 5; count += 1) await post(alerts);
    expect(await failure(post(alerts))).toMatchObject({ retryAfter: 1 });
    expect((await post(other)).ok).toBe(true);
    await time.advance(1000);
    expect((await post(alerts)).ok).toBe(true);
    expect(await failure(post(alerts))).toMatchObject({ retryAfter: 1 });
  });

  it('hold a method to its tier and leave the others alone', async () => {
    await started();
    const web = impatient();
    for (let count = 0; count < 20; count += 1) await web.usergroups.list({});
    expect(await failure(web.usergroups.list({}))).toMatchObject({ retryAfter: 3 });
    expect((await web.users.list({})).ok).toBe(true);
  });
});

describe('a manifest', () => {
  const manifest = {
    features: {
      slash_commands: [{ command: '/duty', should_escape: false }],
      shortcuts: [{ callback_id: 'raise', type: 'message' }],
    },
    oauth_config: { scopes: { bot: ['chat:write', 'channels:history', 'reactions:read'] } },
    settings: { socket_mode_enabled: true, event_subscriptions: { bot_events: ['reaction_added'] } },
  };

  it('says which methods the token may call', async () => {
    const alerts = await started(manifest);
    const hidden = slack.channel({ name: 'hidden', isPrivate: true });
    const web = webClient(slack);
    const answer = await web.auth.test();
    expect(answer.response_metadata?.scopes).toEqual(['chat:write', 'channels:history', 'reactions:read']);
    expect((await web.conversations.history({ channel: alerts })).ok).toBe(true);
    await expect(web.conversations.history({ channel: hidden })).rejects.toMatchObject({
      data: {
        error: 'missing_scope',
        needed: 'groups:history',
        provided: 'chat:write,channels:history,reactions:read',
      },
    });
    expect(await errorOf(web.conversations.list())).toBe('missing_scope');
    const outside = slack.channel({ name: 'outside', botIsMember: false });
    expect(await errorOf(web.chat.postMessage({ channel: outside, text: 'x' }))).toBe('not_in_channel');
  });

  it('says whether there are direct messages, topics, groups, files and a Home', async () => {
    const alerts = await started({ ...manifest, features: { app_home: { messages_tab_enabled: false } } });
    const web = webClient(slack);
    const usergroup = slack.createGroup({ handle: 'oncall', users: ['ann'] });
    const ann = slack.groupMembers('oncall')[0] ?? '';
    const home = { type: 'home' as const, blocks: [] };
    for (const [call, error] of [
      [web.conversations.open({ users: ann }), 'missing_scope'],
      [web.conversations.setTopic({ channel: alerts, topic: 'x' }), 'missing_scope'],
      [web.conversations.info({ channel: alerts }), 'missing_scope'],
      [web.usergroups.users.list({ usergroup }), 'missing_scope'],
      [web.usergroups.users.update({ usergroup, users: ann }), 'missing_scope'],
      [web.files.getUploadURLExternal({ filename: 'a', length: 1 }), 'missing_scope'],
      [web.chat.postMessage({ channel: ann, text: 'x' }), 'messages_tab_disabled'],
      [web.views.publish({ user_id: ann, view: home }), 'not_enabled'],
    ] as const) {
      expect(await errorOf(call)).toBe(error);
    }
  });

  it('says which events, commands and shortcuts there are', async () => {
    const alerts = await started(manifest);
    const app = socketApp(slack);
    const inbox = createInbox();
    app.use(async ({ body, ack, next }) => {
      inbox.hear({ type: 'any', body: JSON.parse(JSON.stringify(body)), ack: async () => ack?.() });
      await next();
    });
    app.command('/duty', async ({ ack }) => ack());
    await app.start();
    const ts = slack.say('ann', alerts, 'not subscribed to');
    slack.react('ann', { channel: alerts, ts }, 'eyes');
    const [first] = await inbox.holding(1);
    expect(first?.body.event['type']).toBe('reaction_added');
    expect(await slack.command('ann', alerts, '/duty', 'cover @ann')).toMatchObject({ acked: true });
    const [, command] = await inbox.holding(2);
    expect(command?.body['text']).toBe('cover @ann');
    expect(await slack.command('ann', alerts, '/triage', '')).toMatchObject({ error: 'invalid_command' });
    await expect(slack.shortcut('ann', null, 'other')).rejects.toThrow('no shortcut other');
    await app.stop();
  });

  it('is of no use without a right token', async () => {
    await started(manifest);
    expect(await errorOf(webClient(slack, 'xoxb-wrong').auth.test())).toBe('invalid_auth');
    expect(await errorOf(webClient(slack, '').auth.test())).toBe('not_authed');
  });
});

describe('waiting', () => {
  it('fails with what was waited for and with why', async () => {
    await started();
    const because = () => {
      throw new Error('not yet');
    };
    const waiting = slack.until(because, { what: 'a miracle', timeoutMs: 1 });
    await expect(waiting).rejects.toMatchObject({
      message: 'waited in vain for a miracle',
      cause: { message: 'not yet' },
    });
  });

  it('looks again at each change', async () => {
    const alerts = await started();
    const said = slack.until(() => slack.messages(alerts).at(-1)?.text === 'now', { what: 'it to be said' });
    slack.say('ann', alerts, 'not yet');
    slack.say('ann', alerts, 'now');
    expect(await said).toBe(true);
  });
});
