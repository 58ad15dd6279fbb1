import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { errorOf, webClient } from './slack-clients.ts';

let slack: SlackSandbox;
let web: WebClient;
let ann: string;
let alerts: string;

beforeEach(async () => {
  slack = await startSlack({ limits: false });
  web = webClient(slack);
  ann = slack.user({ name: 'ann', email: 'ann@example.com', tz: 'Europe/Madrid' });
  alerts = slack.channel({ name: 'alerts' });
});
afterEach(() => slack.stop());

async function posted(text = 'hello'): Promise<string> {
  const { ts } = await web.chat.postMessage({ channel: alerts, text });
  return ts ?? '';
}

describe('posting', () => {
  it('keeps a message and tells its place', async () => {
    const answer = await web.chat.postMessage({ channel: alerts, text: 'CPU is high' });
    expect(answer.channel).toBe(alerts);
    expect(slack.messages('alerts')).toMatchObject([{ ts: answer.ts, text: 'CPU is high', user: slack.botUserId }]);
  });

  it('gives every message a later time, however fast they come', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => posted()));
    expect(new Set(answers).size).toBe(20);
    expect(slack.messages(alerts).map(({ ts }) => ts)).toEqual(answers.toSorted());
  });

  it('opens the direct messages with a user who is named as the channel', async () => {
    await web.chat.postMessage({ channel: ann, text: 'you are on duty' });
    expect(slack.directMessages('ann').map(({ text }) => text)).toEqual(['you are on duty']);
  });

  it.each([
    ['an unknown channel', () => ({ channel: 'C404', text: 'x' }), 'channel_not_found'],
    ['a message that says nothing', () => ({ channel: alerts, text: '' }), 'no_text'],
    [
      'more than a hundred attachments',
      () => ({ channel: alerts, attachments: Array(101).fill({ text: 'x' }) }),
      'too_many_attachments',
    ],
    [
      'metadata without a payload',
      () => ({ channel: alerts, text: 'x', metadata: { event_type: 'a' } }),
      'invalid_metadata_format',
    ],
    [
      'metadata beyond its size',
      () => ({ channel: alerts, text: 'x', metadata: { event_type: 'a', event_payload: { big: 'x'.repeat(17_000) } } }),
      'metadata_too_large',
    ],
    ['blocks that are no list', () => ({ channel: alerts, blocks: { type: 'divider' } }), 'invalid_blocks_format'],
  ])('refuses %s', async (_what, args, error) => {
    expect(await errorOf(web.apiCall('chat.postMessage', args()))).toBe(error);
    expect(slack.messages(alerts)).toEqual([]);
  });

  it('refuses channels that are archived or private to others', async () => {
    const closed = slack.channel({ name: 'closed' });
    slack.archive(closed);
    const hidden = slack.channel({ name: 'hidden', isPrivate: true, botIsMember: false });
    expect(await errorOf(web.chat.postMessage({ channel: closed, text: 'x' }))).toBe('is_archived');
    expect(await errorOf(web.chat.postMessage({ channel: hidden, text: 'x' }))).toBe('channel_not_found');
  });

  it('shows an ephemeral message to one member only', async () => {
    await web.chat.postEphemeral({ channel: alerts, user: ann, text: 'psst' });
    expect(slack.ephemerals('ann').map(({ message }) => message.text)).toEqual(['psst']);
    expect(slack.messages(alerts)).toEqual([]);
    const empty = slack.channel({ name: 'empty', members: [] });
    expect(await errorOf(web.chat.postEphemeral({ channel: empty, user: ann, text: 'x' }))).toBe('user_not_in_channel');
  });
});

describe('threads', () => {
  it('puts replies under their parent and out of the history', async () => {
    const ts = await posted();
    await web.chat.postMessage({ channel: alerts, text: 'again', thread_ts: ts });
    expect(slack.thread(alerts, ts).map(({ text }) => text)).toEqual(['hello', 'again']);
    const history = await web.conversations.history({ channel: alerts });
    expect(history.messages).toMatchObject([{ ts, reply_count: 1, thread_ts: ts }]);
    const { messages } = await web.conversations.replies({ channel: alerts, ts });
    expect(messages?.map(({ text }) => text)).toEqual(['hello', 'again']);
  });

  it('posts to the channel itself, without saying so, when the parent was deleted', async () => {
    const ts = await posted();
    slack.deleteMessage({ channel: alerts, ts });
    const answer = await web.chat.postMessage({ channel: alerts, text: 'lost', thread_ts: ts });
    expect(answer.message).not.toHaveProperty('thread_ts');
    expect(slack.messages(alerts).map(({ text }) => text)).toEqual(['lost']);
  });

  it('leaves a stone where a message with replies was deleted', async () => {
    const ts = await posted();
    await web.chat.postMessage({ channel: alerts, text: 'reply', thread_ts: ts });
    slack.deleteMessage({ channel: alerts, ts });
    expect(slack.message(alerts, ts)).toMatchObject({ subtype: 'tombstone' });
    expect(await errorOf(web.chat.update({ channel: alerts, ts, text: 'x' }))).toBe('message_not_found');
  });

  it('knows no thread of a message that never was', async () => {
    expect(await errorOf(web.conversations.replies({ channel: alerts, ts: '1.000001' }))).toBe('thread_not_found');
  });
});

describe('updating', () => {
  const divider = [{ type: 'divider' }];

  it('drops the blocks when text comes without them', async () => {
    const { ts = '' } = await web.chat.postMessage({ channel: alerts, text: 'a', blocks: divider });
    await web.chat.update({ channel: alerts, ts, text: 'b' });
    expect(slack.message(alerts, ts)).toMatchObject({ text: 'b', edited: { user: slack.botUserId } });
    expect(slack.message(alerts, ts)).not.toHaveProperty('blocks');
  });

  it('shows no mark of editing on a message with blocks', async () => {
    const ts = await posted();
    await web.chat.update({ channel: alerts, ts, text: 'b', blocks: divider });
    expect(slack.message(alerts, ts)).not.toHaveProperty('edited');
  });

  it('keeps metadata that is left out and removes it when it is empty', async () => {
    const metadata = { event_type: 'alert', event_payload: { id: '7' } };
    const { ts = '' } = await web.chat.postMessage({ channel: alerts, text: 'a', metadata });
    await web.chat.update({ channel: alerts, ts, text: 'b' });
    const { messages } = await web.conversations.history({ channel: alerts, include_all_metadata: true });
    expect(messages?.[0]?.metadata).toEqual(metadata);
    expect((await web.conversations.history({ channel: alerts })).messages?.[0]).not.toHaveProperty('metadata');
    await web.apiCall('chat.update', { channel: alerts, ts, text: 'c', metadata: {} });
    expect(slack.message(alerts, ts)).not.toHaveProperty('metadata');
  });

  it('refuses the messages of others, those that are gone, and text that is too long', async () => {
    const hers = slack.say(ann, alerts, 'mine');
    const ts = await posted();
    expect(await errorOf(web.chat.update({ channel: alerts, ts: hers, text: 'x' }))).toBe('cant_update_message');
    expect(await errorOf(web.chat.delete({ channel: alerts, ts: hers }))).toBe('cant_delete_message');
    expect(await errorOf(web.chat.update({ channel: alerts, ts: '1.000001', text: 'x' }))).toBe('message_not_found');
    expect(await errorOf(web.chat.update({ channel: alerts, ts, text: 'x'.repeat(4001) }))).toBe('msg_too_long');
  });
});

describe('reading', () => {
  it('pages through a history, newest first, within its bounds', async () => {
    const times = [];
    for (let count = 0; count < 5; count += 1) times.push(await posted(`m${count}`));
    const texts: unknown[] = [];
    for await (const page of web.paginate('conversations.history', { channel: alerts, limit: 2 })) {
      const { messages } = page as { messages?: { text?: string }[] };
      texts.push(messages?.map(({ text }) => text));
    }
    expect(texts).toEqual([['m4', 'm3'], ['m2', 'm1'], ['m0']]);
    const bounds = { channel: alerts, oldest: times[1] ?? '', latest: times[3] ?? '' };
    const inner = await web.conversations.history(bounds);
    const outer = await web.conversations.history({ ...bounds, inclusive: true });
    expect([inner.messages?.length, outer.messages?.length]).toEqual([1, 3]);
  });

  it('lists public channels, and private ones only when asked for and joined', async () => {
    slack.channel({ name: 'secret', isPrivate: true });
    slack.channel({ name: 'foreign', isPrivate: true, botIsMember: false });
    const names = async (types?: string) =>
      (await web.conversations.list(types ? { types } : {})).channels?.map(({ name }) => name);
    expect(await names()).toEqual(['alerts']);
    expect(await names('public_channel,private_channel')).toEqual(['alerts', 'secret']);
  });

  it('needs membership to read a channel', async () => {
    const other = slack.channel({ name: 'other', botIsMember: false });
    expect(await errorOf(web.conversations.history({ channel: other }))).toBe('not_in_channel');
    await web.conversations.join({ channel: other });
    expect((await web.conversations.info({ channel: other })).channel?.is_member).toBe(true);
    expect((await web.conversations.history({ channel: other })).ok).toBe(true);
  });

  it('knows people by id and by address', async () => {
    expect((await web.users.info({ user: ann })).user).toMatchObject({
      name: 'ann',
      tz: 'Europe/Madrid',
      is_bot: false,
    });
    expect((await web.users.lookupByEmail({ email: 'Ann@example.com' })).user?.id).toBe(ann);
    expect((await web.users.info({ user: slack.botUserId })).user?.is_bot).toBe(true);
    expect(await errorOf(web.users.info({ user: 'U404' }))).toBe('user_not_found');
    expect(await errorOf(web.users.lookupByEmail({ email: 'x@example.com' }))).toBe('users_not_found');
  });

  it('says who the app is', async () => {
    const answer = await web.auth.test();
    expect(answer).toMatchObject({ user_id: slack.botUserId, bot_id: slack.botId, url: 'https://sandbox.slack.com/' });
  });
});
