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

describe('reactions', () => {
  it('are listed in the order of their first appearance, with who made them', async () => {
    const bob = slack.user({ name: 'bob' });
    const ts = await posted();
    slack.react(ann, { channel: alerts, ts }, 'repeat');
    slack.react(ann, { channel: alerts, ts }, ':eyes:');
    slack.react(bob, { channel: alerts, ts }, 'repeat');
    slack.react(bob, { channel: alerts, ts }, '+1::skin-tone-3');
    const { message } = await web.reactions.get({ channel: alerts, timestamp: ts, full: true });
    expect(message?.reactions).toEqual([
      { name: 'repeat', users: [ann, bob], count: 2 },
      { name: 'eyes', users: [ann], count: 1 },
      { name: '+1::skin-tone-3', users: [bob], count: 1 },
    ]);
  });

  it('names only the first fifty people unless all are asked for', async () => {
    const ts = await posted();
    for (let count = 0; count < 60; count += 1) {
      slack.react(slack.user({ name: `user${count}` }), { channel: alerts, ts }, 'eyes');
    }
    const usersOf = async (full: boolean) =>
      (await web.reactions.get({ channel: alerts, timestamp: ts, full })).message?.reactions?.[0];
    expect(await usersOf(false)).toMatchObject({ count: 60, users: { length: 50 } });
    expect(await usersOf(true)).toMatchObject({ count: 60, users: { length: 60 } });
  });

  it('are refused twice, and cannot be taken back when they are not there', async () => {
    const timestamp = await posted();
    await web.reactions.add({ channel: alerts, timestamp, name: 'eyes' });
    expect(await errorOf(web.reactions.add({ channel: alerts, timestamp, name: 'eyes' }))).toBe('already_reacted');
    expect(await errorOf(web.reactions.add({ channel: alerts, timestamp, name: 'Not An Emoji' }))).toBe('invalid_name');
    expect(await errorOf(web.reactions.remove({ channel: alerts, timestamp, name: 'repeat' }))).toBe('no_reaction');
    expect(() => slack.react(slack.botUserId, { channel: alerts, ts: timestamp }, 'eyes')).toThrow('already_reacted');
  });
});

describe('the rest of the methods', () => {
  it('changes topics up to their length, and says so in the channel', async () => {
    await web.conversations.setTopic({ channel: alerts, topic: 'IC: ann' });
    expect(slack.topicOf(alerts)).toBe('IC: ann');
    expect(slack.messages(alerts)).toMatchObject([{ subtype: 'channel_topic', topic: 'IC: ann' }]);
    expect(await errorOf(web.conversations.setTopic({ channel: alerts, topic: 'x'.repeat(251) }))).toBe('too_long');
  });

  it('counts a topic as it is sent, tells it escaped, and announces it even when it is the same', async () => {
    const topic = `<@${ann}> & <b> ${'&'.repeat(229)}`;
    await web.conversations.setTopic({ channel: alerts, topic });
    await web.conversations.setTopic({ channel: alerts, topic });
    const { channel } = await web.conversations.info({ channel: alerts });
    expect(channel?.topic?.value).toBe(`<@${ann}> &amp; &lt;b&gt; ${'&amp;'.repeat(229)}`);
    expect(slack.messages(alerts)).toHaveLength(2);
    const direct = (await web.conversations.open({ users: ann })).channel?.id ?? '';
    const refused = web.conversations.setTopic({ channel: direct, topic: 'x' });
    expect(await errorOf(refused)).toBe('method_not_supported_for_channel_type');
  });

  it('opens direct messages with people, not with bots, strangers or those who have left', async () => {
    const bob = slack.user({ name: 'bob' });
    const { channel } = await web.conversations.open({ users: bob });
    await web.chat.postMessage({ channel: channel?.id ?? '', text: 'hello' });
    expect(slack.messages('@bob').map(({ text }) => text)).toEqual(['hello']);
    const { messages } = await web.conversations.history({ channel: channel?.id ?? '' });
    expect(messages).toHaveLength(1);
    slack.deactivate('bob');
    expect((await web.users.info({ user: bob })).user?.deleted).toBe(true);
    for (const [users, error] of [
      [bob, 'user_disabled'],
      ['U404', 'user_not_found'],
      [slack.botUserId, 'cannot_dm_bot'],
    ] as const) {
      expect(await errorOf(web.conversations.open({ users }))).toBe(error);
    }
    expect(await errorOf(web.chat.postMessage({ channel: bob, text: 'x' }))).toBe('channel_not_found');
    expect(await errorOf(web.chat.postMessage({ channel: channel?.id ?? '', text: 'x' }))).toBe('is_archived');
  });

  it('makes, fills and closes a channel', async () => {
    const { channel } = await web.conversations.create({ name: 'inc-1' });
    const id = channel?.id ?? '';
    await web.conversations.invite({ channel: id, users: ann });
    expect((await web.conversations.members({ channel: id })).members).toContain(ann);
    expect(await errorOf(web.conversations.invite({ channel: id, users: ann }))).toBe('already_in_channel');
    expect(await errorOf(web.conversations.create({ name: 'inc-1' }))).toBe('name_taken');
    expect(await errorOf(web.conversations.create({ name: 'Not valid' }))).toBe('invalid_name_specials');
    await web.conversations.archive({ channel: id });
    expect(await errorOf(web.chat.postMessage({ channel: id, text: 'x' }))).toBe('is_archived');
  });

  it('replaces the members of a user group, never by bots or nobody', async () => {
    const bob = slack.user({ name: 'bob' });
    const usergroup = slack.createGroup({ handle: 'oncall', users: [ann] });
    await web.usergroups.users.update({ usergroup, users: bob });
    expect((await web.usergroups.users.list({ usergroup })).users).toEqual([bob]);
    expect(slack.groupMembers('oncall')).toEqual([bob]);
    const bots = web.usergroups.users.update({ usergroup, users: `${bob},${slack.botUserId}` });
    expect(await errorOf(bots)).toBe('invalid_users');
    slack.deactivate(ann);
    expect(await errorOf(web.usergroups.users.update({ usergroup, users: ann }))).toBe('invalid_users');
    expect(await errorOf(web.usergroups.users.update({ usergroup, users: '' }))).toBe('no_users_provided');
    expect(await errorOf(web.usergroups.users.list({ usergroup: 'S404' }))).toBe('no_such_subteam');
  });

  it('takes a file in three steps and lets a block show it', async () => {
    const { files } = await web.filesUploadV2({ channel_id: alerts, filename: 'graph.png', file: Buffer.from('png') });
    expect(files).toHaveLength(1);
    const [message] = slack.messages(alerts);
    expect(message?.files).toMatchObject([{ title: 'graph.png', size: 3 }]);
    const image = (id: unknown) => [{ type: 'image', alt_text: 'graph', slack_file: { id } }];
    const shown = await web.apiCall('chat.postMessage', {
      channel: alerts,
      blocks: image(message?.files?.[0]?.['id']),
    });
    expect(shown.ok).toBe(true);
    const unknown = web.apiCall('chat.postMessage', { channel: alerts, blocks: image('F404') });
    expect(await errorOf(unknown)).toBe('invalid_blocks');
  });

  it('shows a file only once it is completed, and wants the bytes that were announced', async () => {
    const { upload_url: url = '', file_id: id = '' } = await web.files.getUploadURLExternal({
      filename: 'a.png',
      length: 3,
    });
    const complete = () => web.files.completeUploadExternal({ files: [{ id, title: 'A' }], channel_id: alerts });
    expect(await errorOf(complete())).toBe('file_not_found');
    expect((await fetch(url, { method: 'POST', body: 'four' })).status).toBe(400);
    slack.fail('upload', { status: 503 });
    expect((await fetch(url, { method: 'POST', body: 'png' })).status).toBe(503);
    expect((await fetch(url, { method: 'POST', body: 'png' })).status).toBe(200);
    expect((await fetch(url, { method: 'POST', body: 'png' })).status).toBe(404);
    expect(slack.files()).toEqual([]);
    expect(await errorOf(web.files.info({ file: id }))).toBe('file_not_found');
    await complete();
    const [message] = slack.messages(alerts);
    const { file } = await web.files.info({ file: id });
    expect(file).toMatchObject({ title: 'A', shares: { public: { [alerts]: [{ ts: message?.ts }] } } });
    expect(slack.files()).toMatchObject([{ id, content: Buffer.from('png') }]);
    expect(message && slack.renderMessage(message)).toBe('\n📎 A');
  });

  it('links to messages and pins them once', async () => {
    const ts = await posted();
    const { permalink } = await web.chat.getPermalink({ channel: alerts, message_ts: ts });
    expect(permalink).toBe(`https://sandbox.slack.com/archives/${alerts}/p${ts.replace('.', '')}`);
    await web.pins.add({ channel: alerts, timestamp: ts });
    expect(await errorOf(web.pins.add({ channel: alerts, timestamp: ts }))).toBe('already_pinned');
  });

  it('takes arguments as JSON too, and knows no other methods', async () => {
    const headers = { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ channel: alerts, blocks: [{ type: 'divider' }], text: 'json' });
    await fetch(`${slack.apiUrl}chat.postMessage`, { method: 'POST', headers, body });
    expect(slack.messages(alerts)).toMatchObject([{ text: 'json', blocks: [{ type: 'divider' }] }]);
    expect(await errorOf(web.apiCall('chat.shout'))).toBe('unknown_method');
  });
});
