import { SocketModeClient } from '@slack/socket-mode';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { createInbox, errorOf, silent, webClient } from './slack-clients.ts';

let slack: SlackSandbox;
let web: WebClient;
let ann: string;
let bob: string;
let alerts: string;

beforeEach(async () => {
  slack = await startSlack({ limits: false });
  web = webClient(slack);
  ann = slack.user({ name: 'ann' });
  bob = slack.user({ name: 'bob' });
  alerts = slack.channel({ name: 'alerts', members: [ann] });
});
afterEach(() => slack.stop());

const room = (id: string) => slack.channels().find((channel) => channel.id === id);

async function made(name = 'inc-1', is_private = false): Promise<string> {
  const { channel } = await web.conversations.create({ name, is_private });
  return channel?.id ?? '';
}

describe('a channel', () => {
  it('is made with the app in it', async () => {
    const [open, hidden] = [await made('inc-1'), await made('inc-2', true)];
    const empty = { archived: false, topic: '', purpose: '', creator: slack.botUserId, members: [slack.botUserId] };
    expect(room(open)).toEqual({ id: open, name: 'inc-1', isPrivate: false, ...empty });
    expect(room(hidden)).toEqual({ id: hidden, name: 'inc-2', isPrivate: true, ...empty });
    expect((await web.conversations.info({ channel: hidden })).channel).toMatchObject({ is_private: true });
  });

  it.each([
    ['nothing', '', 'invalid_name_required'],
    ['more than 80 characters', 'x'.repeat(81), 'invalid_name_maxlength'],
    ['capitals', 'Inc', 'invalid_name_specials'],
    ['dots', 'inc.1', 'invalid_name_specials'],
    ['dashes alone', '--_', 'invalid_name_punctuation'],
    ['a name that is taken', 'alerts', 'name_taken'],
  ])('cannot be called %s', async (_what, name, error) => {
    const inc = await made('inc');
    expect(await errorOf(web.conversations.create({ name }))).toBe(error);
    expect(await errorOf(web.conversations.rename({ channel: inc, name }))).toBe(error);
    expect(room(inc)?.name).toBe('inc');
  });

  it('keeps its name taken once it is archived', async () => {
    await web.conversations.archive({ channel: await made('inc-1') });
    expect(await errorOf(web.conversations.create({ name: 'inc-1' }))).toBe('name_taken');
  });

  it('can be called another name by who made it, which stands in it', async () => {
    const inc = await made('inc-1');
    const { channel } = await web.conversations.rename({ channel: inc, name: 'inc-1-checkout' });
    expect(channel?.name).toBe('inc-1-checkout');
    expect(slack.messages('inc-1-checkout').at(-1)).toMatchObject({
      subtype: 'channel_name',
      old_name: 'inc-1',
      name: 'inc-1-checkout',
    });
    expect(await errorOf(web.conversations.rename({ channel: alerts, name: 'other' }))).toBe('not_authorized');
  });

  it('has a topic and a purpose, both told in it, and at most 250 characters long', async () => {
    const inc = await made();
    await web.conversations.setTopic({ channel: inc, topic: 'IC <@U1> & co' });
    await web.conversations.setPurpose({ channel: inc, purpose: 'Checkout is down' });
    expect(room(inc)).toMatchObject({ topic: 'IC <@U1> &amp; co', purpose: 'Checkout is down' });
    const [, topic, purpose] = slack.messages(inc);
    expect([topic?.subtype, purpose?.subtype]).toEqual(['channel_topic', 'channel_purpose']);
    expect((await web.conversations.info({ channel: inc })).channel?.purpose?.value).toBe('Checkout is down');
    for (const call of [
      web.conversations.setTopic({ channel: inc, topic: 'x'.repeat(251) }),
      web.conversations.setPurpose({ channel: inc, purpose: 'x'.repeat(251) }),
    ]) {
      expect(await errorOf(call)).toBe('too_long');
    }
  });

  it('is joined and left, once', async () => {
    const open = slack.channel({ name: 'open', botIsMember: false, members: [ann] });
    expect((await web.conversations.join({ channel: open })).warning).toBeUndefined();
    expect((await web.conversations.join({ channel: open })).warning).toBe('already_in_channel');
    expect(room(open)?.members).toEqual([ann, slack.botUserId]);
    await web.conversations.leave({ channel: open });
    expect(room(open)?.members).toEqual([ann]);
    await expect(web.conversations.leave({ channel: open })).rejects.toMatchObject({ data: { not_in_channel: true } });
    expect(await errorOf(web.conversations.leave({ channel: await made() }))).toBe('last_member');
    const hidden = slack.channel({ name: 'hidden', isPrivate: true });
    expect(await errorOf(web.conversations.join({ channel: hidden }))).toBe('method_not_supported_for_channel_type');
  });
});

describe('inviting', () => {
  it('brings people in', async () => {
    const inc = await made();
    await web.conversations.invite({ channel: inc, users: `${ann},${bob}` });
    expect(room(inc)?.members).toEqual([slack.botUserId, ann, bob]);
    expect((await web.conversations.members({ channel: inc })).members).toEqual([slack.botUserId, ann, bob]);
  });

  it.each<[string, () => string, string]>([
    ['nobody', () => '', 'no_user'],
    ['the app itself', () => slack.botUserId, 'cant_invite_self'],
    ['who is unknown', () => 'U404', 'user_not_found'],
    ['who has left the company', () => gone(), 'cant_invite'],
    ['who is there', () => ann, 'already_in_channel'],
    ['too many', () => Array.from({ length: 101 }, (_each, n) => `U${n}`).join(), 'too_many_users'],
  ])('cannot bring in %s, and with them nobody else', async (_whom, users, error) => {
    const given = users();
    const call = web.conversations.invite({ channel: alerts, users: given === '' ? '' : `${given},${bob}` });
    expect(await errorOf(call)).toBe(error);
    expect(room(alerts)?.members).not.toContain(bob);
  });

  const gone = () => {
    const eve = slack.user({ name: 'eve' });
    slack.deactivate(eve);
    return eve;
  };

  it('brings in by force whom it can, and says whom it cannot', async () => {
    const users = `${ann},${bob},U404`;
    const { errors } = await web.conversations.invite({ channel: alerts, users, force: true });
    expect(errors).toEqual([
      { ok: false, error: 'already_in_channel', user: ann },
      { ok: false, error: 'user_not_found', user: 'U404' },
    ]);
    expect(room(alerts)?.members).toContain(bob);
    const again = web.conversations.invite({ channel: alerts, users: bob, force: true });
    expect(await errorOf(again)).toBe('already_in_channel');
  });

  it('is for members, and for channels alone', async () => {
    const outside = slack.channel({ name: 'outside', botIsMember: false, members: [] });
    expect(await errorOf(web.conversations.invite({ channel: outside, users: ann }))).toBe('not_in_channel');
    const { channel } = await web.conversations.open({ users: ann });
    const direct = web.conversations.invite({ channel: channel?.id ?? '', users: bob });
    expect(await errorOf(direct)).toBe('method_not_supported_for_channel_type');
  });
});

describe('an archived channel', () => {
  it('takes nothing more', async () => {
    const { ts = '' } = await web.chat.postMessage({ channel: alerts, text: 'x' });
    await web.conversations.archive({ channel: alerts });
    expect(room(alerts)?.archived).toBe(true);
    for (const call of [
      web.chat.postMessage({ channel: alerts, text: 'y' }),
      web.chat.update({ channel: alerts, ts, text: 'y' }),
      web.conversations.invite({ channel: alerts, users: bob }),
      web.conversations.rename({ channel: alerts, name: 'other' }),
      web.conversations.setTopic({ channel: alerts, topic: 'y' }),
      web.conversations.setPurpose({ channel: alerts, purpose: 'y' }),
      web.conversations.join({ channel: alerts }),
      web.conversations.leave({ channel: alerts }),
      web.pins.add({ channel: alerts, timestamp: ts }),
    ]) {
      expect(await errorOf(call)).toBe('is_archived');
    }
    expect(await errorOf(web.conversations.archive({ channel: alerts }))).toBe('already_archived');
  });

  it('is opened again by people, never by the app', async () => {
    expect(await errorOf(web.conversations.unarchive({ channel: alerts }))).toBe('not_archived');
    slack.archiveChannel(ann, alerts);
    expect(await errorOf(web.conversations.unarchive({ channel: alerts }))).toBe('not_in_channel');
    slack.unarchiveChannel(ann, alerts);
    expect((await web.chat.postMessage({ channel: alerts, text: 'back' })).ok).toBe(true);
  });

  it('is never the one that everybody is in', async () => {
    const general = slack.channel({ name: 'general' });
    expect(await errorOf(web.conversations.archive({ channel: general }))).toBe('cant_archive_general');
    expect(await errorOf(web.conversations.leave({ channel: general }))).toBe('cant_leave_general');
    expect((await web.conversations.info({ channel: general })).channel?.is_general).toBe(true);
  });
});

describe('a pin', () => {
  const posted = async () => (await web.chat.postMessage({ channel: alerts, text: 'look here' })).ts ?? '';

  it('is set and taken off, once each', async () => {
    const [first, second] = [await posted(), await posted()];
    await web.pins.add({ channel: alerts, timestamp: first });
    slack.pin(ann, { channel: alerts, ts: second });
    expect(slack.pins(alerts).map(({ ts }) => ts)).toEqual([first, second]);
    const { items } = await web.pins.list({ channel: alerts });
    expect(items).toMatchObject([
      { type: 'message', channel: alerts, created_by: ann, message: { ts: second } },
      { created_by: slack.botUserId, message: { ts: first, text: 'look here', pinned_to: [alerts] } },
    ]);
    expect(await errorOf(web.pins.add({ channel: alerts, timestamp: first }))).toBe('already_pinned');
    await web.pins.remove({ channel: alerts, timestamp: first });
    expect(await errorOf(web.pins.remove({ channel: alerts, timestamp: first }))).toBe('no_pin');
    slack.unpin(bob, { channel: alerts, ts: second });
    expect(() => slack.unpin(bob, { channel: alerts, ts: second })).toThrow('no_pin');
    expect(slack.pins('alerts')).toEqual([]);
  });

  it('goes with its message', async () => {
    const ts = await posted();
    slack.pin(ann, { channel: alerts, ts });
    slack.deleteMessage({ channel: alerts, ts });
    expect((await web.pins.list({ channel: alerts })).items).toEqual([]);
    expect((await web.conversations.history({ channel: alerts })).pin_count).toBe(0);
  });

  it.each<[string, () => string, string]>([
    ['no message', () => '', 'no_item_specified'],
    ['what is no time', () => 'yesterday', 'bad_timestamp'],
    ['a message that is not there', () => '1.000001', 'message_not_found'],
    ['a line that tells of somebody who came', () => joined(), 'not_pinnable'],
  ])('cannot be set on %s', async (_what, timestamp, error) => {
    expect(await errorOf(web.pins.add({ channel: alerts, timestamp: timestamp() }))).toBe(error);
  });

  const joined = () => {
    slack.joinChannel(bob, alerts);
    return slack.messages(alerts).at(-1)?.ts ?? '';
  };

  it('is for members', async () => {
    const ts = await posted();
    slack.kickBot(alerts);
    expect(await errorOf(web.pins.add({ channel: alerts, timestamp: ts }))).toBe('not_in_channel');
  });
});

it('events tell the app what people do to channels', async () => {
  const inbox = createInbox();
  const clientOptions = { slackApiUrl: slack.apiUrl };
  const client = new SocketModeClient({ appToken: slack.appToken, clientOptions, logger: silent });
  client.on('slack_event', inbox.hear);
  await client.start();
  const outside = slack.channel({ name: 'outside', botIsMember: false, members: [ann] });
  const hidden = slack.channel({ name: 'hidden', isPrivate: true, members: [ann], botIsMember: false });
  slack.inviteToChannel(ann, hidden, slack.botUserId);
  slack.renameChannel(ann, outside, 'inside');
  slack.archiveChannel(ann, outside);
  slack.unarchiveChannel(bob, outside);
  slack.archiveChannel(ann, hidden);
  const ts = slack.say(ann, alerts, 'look');
  slack.pin(bob, { channel: alerts, ts });
  slack.unpin(ann, { channel: alerts, ts });
  const events = (await inbox.holding(9)).map(({ body }) => body.event);
  expect(events).toMatchObject([
    { type: 'message', subtype: 'channel_join', channel: hidden },
    { type: 'member_joined_channel', user: slack.botUserId, inviter: ann, channel: hidden, channel_type: 'G' },
    { type: 'channel_rename', channel: { id: outside, name: 'inside', name_normalized: 'inside' } },
    { type: 'channel_archive', channel: outside, user: ann },
    { type: 'channel_unarchive', channel: outside, user: bob },
    { type: 'group_archive', channel: hidden, user: ann },
    { type: 'message', text: 'look' },
    { type: 'pin_added', user: bob, channel_id: alerts, item: { type: 'message', created_by: bob, message: { ts } } },
    { type: 'pin_removed', user: ann, channel_id: alerts, item_user: ann },
  ]);
  await client.disconnect();
});

describe('a manifest', () => {
  it.each<[string, (channel: string) => Promise<unknown>, string]>([
    ['a public channel', () => web.conversations.create({ name: 'x' }), 'channels:manage'],
    ['a private channel', () => web.conversations.create({ name: 'x', is_private: true }), 'groups:write'],
    [
      'people in',
      (channel) => web.conversations.invite({ channel, users: ann }),
      'channels:manage,channels:write.invites',
    ],
    ['its archiving', (channel) => web.conversations.archive({ channel }), 'channels:manage'],
    ['its opening', (channel) => web.conversations.unarchive({ channel }), 'channels:manage'],
    ['another name', (channel) => web.conversations.rename({ channel, name: 'x' }), 'channels:manage'],
    ['leaving', (channel) => web.conversations.leave({ channel }), 'channels:manage'],
    ['joining', (channel) => web.conversations.join({ channel }), 'channels:join'],
    [
      'a purpose',
      (channel) => web.conversations.setPurpose({ channel, purpose: 'x' }),
      'channels:manage,channels:write.topic',
    ],
    ['its members', (channel) => web.conversations.members({ channel }), 'channels:read'],
    ['pins', (channel) => web.pins.add({ channel, timestamp: '1.000001' }), 'pins:write'],
    ['pins taken off', (channel) => web.pins.remove({ channel, timestamp: '1.000001' }), 'pins:write'],
    ['its pins', (channel) => web.pins.list({ channel }), 'pins:read'],
    ['the people of a group', () => web.usergroups.users.list({ usergroup: 'S1' }), 'usergroups:read'],
  ])('must give the app %s', async (_what, call, needed) => {
    await slack.stop();
    slack = await startSlack({ manifest: { oauth_config: { scopes: { bot: ['chat:write'] } } } });
    web = webClient(slack);
    await expect(call(slack.channel({ name: 'alerts' }))).rejects.toMatchObject({
      data: { error: 'missing_scope', needed, provided: 'chat:write' },
    });
  });
});
