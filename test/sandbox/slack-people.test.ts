import { SocketModeClient } from '@slack/socket-mode';
import type { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { createInbox, errorOf, type Heard, type Inbox, silent, webClient } from './slack-clients.ts';

let slack: SlackSandbox;
let web: WebClient;
let client: SocketModeClient;
let inbox: Inbox;
let ann: string;
let alerts: string;

beforeEach(async () => {
  slack = await startSlack();
  web = webClient(slack);
  ann = slack.user({ name: 'ann' });
  alerts = slack.channel({ name: 'alerts' });
  inbox = createInbox();
  const clientOptions = { slackApiUrl: slack.apiUrl };
  client = new SocketModeClient({ appToken: slack.appToken, clientOptions, logger: silent });
  client.on('slack_event', inbox.hear);
  await client.start();
});
afterEach(async () => {
  await client.disconnect();
  await slack.stop();
});

const eventsOf = (heard: readonly Heard[]) => heard.map(({ body }) => body.event);

describe('what people do', () => {
  it('to messages is told with what was there before', async () => {
    const ts = slack.say(ann, alerts, 'frist');
    slack.editMessage({ channel: alerts, ts }, 'first');
    slack.deleteMessage({ channel: alerts, ts });
    const [said, changed, deleted] = eventsOf(await inbox.holding(3));
    expect(said).toMatchObject({ type: 'message', text: 'frist', user: ann, channel: alerts, channel_type: 'channel' });
    expect(changed).toMatchObject({
      subtype: 'message_changed',
      message: { text: 'first', ts, edited: { user: ann } },
      previous_message: { text: 'frist', ts },
      channel: alerts,
    });
    expect(deleted).toMatchObject({ subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: 'first' } });
  });

  it('in threads names the parent', async () => {
    const ts = slack.say(ann, alerts, 'question');
    slack.say(ann, alerts, 'answer', { threadTs: ts });
    const [, answer] = eventsOf(await inbox.holding(2));
    expect(answer).toMatchObject({ text: 'answer', thread_ts: ts, parent_user_id: ann });
  });

  it('to reactions is told both ways, the reactions of the app too', async () => {
    const ts = slack.say(ann, alerts, 'look');
    slack.react(ann, { channel: alerts, ts }, 'eyes');
    slack.unreact(ann, { channel: alerts, ts }, 'eyes');
    await web.reactions.add({ channel: alerts, timestamp: ts, name: 'repeat' });
    const [, added, removed, own] = eventsOf(await inbox.holding(4));
    expect([added?.['type'], removed?.['type']]).toEqual(['reaction_added', 'reaction_removed']);
    expect(own).toMatchObject({ type: 'reaction_added', user: slack.botUserId, reaction: 'repeat' });
    expect(slack.message(alerts, ts)?.reactions).toEqual([{ name: 'repeat', users: [slack.botUserId], count: 1 }]);
  });

  it('to the topic stands in the channel', async () => {
    slack.setTopic(ann, alerts, 'quiet please');
    const [event] = eventsOf(await inbox.holding(1));
    expect(event).toMatchObject({ subtype: 'channel_topic', topic: 'quiet please', user: ann });
    expect(slack.topicOf('alerts')).toBe('quiet please');
  });

  it('is not heard where the app is not, apart from its own coming and going', async () => {
    slack.kickBot(alerts);
    slack.say(ann, alerts, 'now that it is gone');
    slack.inviteBot(alerts);
    slack.archive(alerts);
    const [left, line, joined, archived] = eventsOf(await inbox.holding(4));
    expect(left).toMatchObject({ type: 'channel_left', channel: alerts });
    expect(line).toMatchObject({ type: 'message', subtype: 'channel_join' });
    expect(joined).toMatchObject({ type: 'member_joined_channel', user: slack.botUserId, channel_type: 'C' });
    expect(archived).toMatchObject({ type: 'channel_archive', channel: alerts });
    expect(() => slack.say(ann, alerts, 'x')).toThrow('is_archived');
  });

  it('in coming and going of their own is told', async () => {
    const bob = slack.user({ name: 'bob' });
    slack.leaveChannel(bob, alerts);
    slack.joinChannel(bob, alerts);
    const [left, , joined] = eventsOf(await inbox.holding(3));
    expect(left).toMatchObject({ type: 'member_left_channel', user: bob });
    expect(joined).toMatchObject({ type: 'member_joined_channel', user: bob, channel: alerts });
  });

  it('in words to the app comes as a mention or a direct message', async () => {
    slack.say(ann, alerts, '@watchbill hello');
    const ts = slack.sayToBot(ann, 'psst');
    const [, mention, direct] = eventsOf(await inbox.holding(3));
    expect(mention).toMatchObject({ type: 'app_mention', text: `<@${slack.botUserId}> hello`, user: ann });
    expect(direct).toMatchObject({ type: 'message', channel_type: 'im', text: 'psst', ts });
    expect(slack.directMessages(ann)).toHaveLength(1);
  });

  it('comes with the pieces that the composer makes of it', async () => {
    slack.say(ann, alerts, '@here #alerts https://a.example x < y');
    const [event] = eventsOf(await inbox.holding(1));
    const elements = [
      { type: 'broadcast', range: 'here' },
      { type: 'text', text: ' ' },
      { type: 'channel', channel_id: alerts },
      { type: 'text', text: ' ' },
      { type: 'link', url: 'https://a.example' },
      { type: 'text', text: ' x < y' },
    ];
    expect(event?.['blocks']).toMatchObject([{ type: 'rich_text', elements: [{ elements }] }]);
  });
});

describe('forms on forms', () => {
  const view = (title: string) => ({
    type: 'modal' as const,
    title: { type: 'plain_text' as const, text: title },
    blocks: [
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
      },
    ],
  });

  it('go three deep, each by a trigger from the one below', async () => {
    await slack.command(ann, alerts, '/bug', '');
    const [command] = await inbox.holding(1);
    const { view: root } = await web.views.open({ trigger_id: String(command?.body['trigger_id']), view: view('1') });
    let top = root?.id ?? '';
    for (const title of ['2', '3', '4']) {
      await slack.click(ann, { view: top }, 'More');
      const trigger = String(inbox.all.at(-1)?.body['trigger_id']);
      const pushing = web.views.push({ trigger_id: trigger, view: view(title) });
      if (title === '4') expect(await errorOf(pushing)).toBe('push_limit_reached');
      else top = (await pushing).view?.id ?? '';
    }
    const stack = slack.views(ann);
    expect(stack.map(({ title }) => title?.['text'])).toEqual(['1', '2', '3']);
    expect(stack[2]).toMatchObject({ previous_view_id: stack[1]?.id, root_view_id: root?.id });
    expect(stack[0] && slack.renderView(stack[0])).toBe('1\n[More]');
  });

  it('keep their external ids apart', async () => {
    await slack.command(ann, alerts, '/bug', '');
    await slack.command('ann', alerts, '/bug', '');
    const [one, other] = (await inbox.holding(2)).map(({ body }) => String(body['trigger_id']));
    await web.views.open({ trigger_id: one ?? '', view: { ...view('1'), external_id: 'mine' } });
    const again = web.views.open({ trigger_id: other ?? '', view: { ...view('1'), external_id: 'mine' } });
    expect(await errorOf(again)).toBe('duplicate_external_id');
    await web.views.update({ external_id: 'mine', view: { ...view('2'), external_id: 'mine' } });
    expect(slack.views(ann)[0]?.title?.['text']).toBe('2');
  });
});

describe('an answer by response_url', () => {
  it('rewrites and takes away what only one person sees', async () => {
    const go = { type: 'button', action_id: 'go', text: { type: 'plain_text', text: 'Go' } };
    const blocks = [{ type: 'actions', elements: [go] }];
    const { message_ts: ts = '' } = await web.chat.postEphemeral({ channel: alerts, user: ann, text: 'x', blocks });
    await slack.click(ann, { channel: alerts, ts }, 'Go');
    const body = inbox.all.at(-1)?.body;
    expect(body).toMatchObject({ container: { is_ephemeral: true } });
    const answer = (args: object) =>
      fetch(String(body?.['response_url']), { method: 'POST', body: JSON.stringify(args), headers });
    const headers = { 'content-type': 'application/json' };
    slack.fail('response_url', { status: 500 });
    expect((await answer({ text: 'lost' })).status).toBe(500);
    expect((await answer({ blocks: [{ type: 'x' }] })).status).toBe(400);
    await answer({ text: 'done', replace_original: true });
    expect(slack.ephemerals(ann).map(({ message }) => message.text)).toEqual(['done']);
    await answer({ delete_original: true });
    expect(slack.ephemerals(ann)).toEqual([]);
  });
});
