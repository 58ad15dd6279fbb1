import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualTime, manualTime, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { socketApp } from './slack-clients.ts';

let time: ManualTime;
let slack: SlackSandbox;
let app: App;
let ann: string;
let alerts: string;

const text = (words: string) => ({ type: 'plain_text' as const, text: words });
const options = ['1', '2'].map((value) => ({ text: text(`Impact ${value}`), value }));
const form = {
  type: 'modal' as const,
  callback_id: 'bug',
  notify_on_close: true,
  title: text('Bug'),
  submit: text('Send'),
  blocks: [
    {
      type: 'input',
      block_id: 'title',
      label: text('Title'),
      element: { type: 'plain_text_input', action_id: 'value', max_length: 10 },
    },
    {
      type: 'input',
      block_id: 'impact',
      label: text('Impact'),
      element: { type: 'static_select', action_id: 'value', options },
    },
    {
      type: 'input',
      block_id: 'places',
      optional: true,
      label: text('Places'),
      element: { type: 'multi_external_select', action_id: 'places' },
    },
  ],
};
const button = (action: string, words: string) => ({
  type: 'button',
  action_id: action,
  text: text(words),
  value: 'v',
});

beforeEach(async () => {
  time = manualTime(new Date('2026-11-20T09:00:00Z'));
  slack = await startSlack({ clock: time, after: time.after });
  ann = slack.user({ name: 'ann' });
  alerts = slack.channel({ name: 'alerts' });
  app = socketApp(slack);
});
afterEach(async () => {
  await app.stop();
  await slack.stop();
});

describe('a slash command', () => {
  it('arrives with its mentions as ids, and is answered to the one who typed it', async () => {
    let heard: unknown;
    app.command('/duty', async ({ ack, command }) => {
      heard = command;
      await ack('swapped');
    });
    await app.start();
    const outcome = await slack.command('ann', 'alerts', '/duty', 'cover @ann <now>');
    expect(outcome).toMatchObject({ acked: true, error: null, response: { text: 'swapped' } });
    expect(heard).toMatchObject({
      command: '/duty',
      text: `cover <@${ann}|ann> &lt;now&gt;`,
      user_id: ann,
      channel_id: alerts,
      channel_name: 'alerts',
      is_enterprise_install: 'false',
    });
    expect(slack.ephemerals('ann').map(({ message }) => message.text)).toEqual(['swapped']);
  });

  it('may answer later, to everybody, at most five times within half an hour', async () => {
    const statuses: number[] = [];
    let answer = async () => {};
    app.command('/triage', async ({ ack, command }) => {
      await ack();
      answer = async () => {
        const body = JSON.stringify({ text: 'today', response_type: 'in_channel' });
        const { status } = await fetch(command.response_url, { method: 'POST', body, headers: json });
        statuses.push(status);
      };
    });
    const json = { 'content-type': 'application/json' };
    await app.start();
    await slack.command(ann, alerts, '/triage', '');
    for (let count = 0; count < 6; count += 1) await answer();
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
    expect(slack.messages(alerts)).toHaveLength(5);
    await slack.command(ann, alerts, '/triage', '');
    await time.advance(31 * 60_000);
    await answer();
    expect(statuses.at(-1)).toBe(404);
  });

  it('fails for the user when the app does not acknowledge it in three seconds', async () => {
    const arrived = Promise.withResolvers<void>();
    app.command('/triage', async () => arrived.resolve());
    await app.start();
    const typed = slack.command(ann, alerts, '/triage', '');
    await arrived.promise;
    await time.advance(3000);
    expect(await typed).toMatchObject({ acked: false, error: 'operation_timeout' });
    expect(slack.ephemerals(ann)[0]?.message.text).toContain('operation_timeout');
  });

  it('fails at once when no socket is open', async () => {
    expect(await slack.command(ann, alerts, '/triage', '')).toMatchObject({ acked: false, error: 'dispatch_failed' });
  });
});

describe('a button', () => {
  it('tells the app who clicked what on which message', async () => {
    let heard: unknown;
    app.action('go', async ({ ack, body, respond }) => {
      heard = body;
      await ack();
      await respond({ text: 'done', replace_original: true });
    });
    await app.start();
    const blocks = [{ type: 'actions', elements: [button('go', 'Go'), button('stop', 'Stop')] }];
    const { ts = '' } = await app.client.chat.postMessage({ channel: alerts, text: 'choose', blocks });
    expect(await slack.click('ann', { channel: 'alerts', ts }, 'Go')).toMatchObject({ acked: true });
    expect(heard).toMatchObject({
      type: 'block_actions',
      user: { id: ann, team_id: slack.team.id },
      container: { type: 'message', message_ts: ts, channel_id: alerts, is_ephemeral: false },
      message: { ts, text: 'choose' },
      actions: [{ action_id: 'go', type: 'button', value: 'v' }],
    });
    await slack.until(() => slack.message(alerts, ts)?.text === 'done', { what: 'the replacement' });
    await expect(slack.click(ann, { channel: alerts, ts }, 'Go')).rejects.toThrow('nothing called Go');
  });
});

describe('a form', () => {
  async function openForm(): Promise<string> {
    app.command('/bug', async ({ ack, command, client }) => {
      await ack();
      await client.views.open({ trigger_id: command.trigger_id, view: form });
    });
    app.options('places', async ({ ack, payload }) => {
      await ack({ options: [{ text: text(`${payload.value} one`), value: 'p1' }] });
    });
    await app.start();
    await slack.command(ann, alerts, '/bug', '');
    const [view] = await slack.until(() => slack.views(ann).length > 0 && slack.views(ann), { what: 'the form' });
    return view?.id ?? '';
  }

  it('brings what was put into it by label, option words and searched option', async () => {
    let heard: unknown;
    app.view('bug', async ({ ack, view }) => {
      heard = view.state.values;
      await ack();
    });
    const id = await openForm();
    const sent = await slack.submit(ann, id, { Title: 'Broken', Impact: 'Impact 2', Places: 'p1' });
    expect(sent).toMatchObject({ acked: true, error: null });
    expect(heard).toMatchObject({
      title: { value: { type: 'plain_text_input', value: 'Broken' } },
      impact: { value: { type: 'static_select', selected_option: { value: '2' } } },
      places: { places: { selected_options: [{ value: 'p1', text: { text: 'p1 one' } }] } },
    });
    expect(slack.views(ann)).toEqual([]);
  });

  it('is not sent while a field is missing or too long', async () => {
    const id = await openForm();
    const sent = await slack.submit(ann, id, { Title: 'far too long' });
    expect(sent.acked).toBe(false);
    expect(Object.keys(sent.errors ?? {})).toEqual(['title', 'impact']);
    await expect(slack.submit(ann, id, { Colour: 'red' })).rejects.toThrow('no field Colour');
    await expect(slack.submit(ann, id, { Impact: 'Impact 3' })).rejects.toThrow('no option "Impact 3"');
  });

  it('stays open with the errors of the app, and shows the view that it answers with', async () => {
    const update = { ...form, callback_id: 'next', title: text('Next') };
    app.view('bug', ({ ack, view }) =>
      view.state.values['title']?.['value']?.value === 'bad'
        ? ack({ response_action: 'errors', errors: { title: 'is bad' } })
        : ack({ response_action: 'update', view: update }),
    );
    const id = await openForm();
    const refused = await slack.submit(ann, id, { Title: 'bad', Impact: '1' });
    expect(refused).toMatchObject({ response_action: 'errors', errors: { title: 'is bad' } });
    const taken = await slack.submit(ann, id, { Title: 'good' });
    expect(taken).toMatchObject({ response_action: 'update', error: null });
    expect(slack.views(ann)).toMatchObject([{ id, callback_id: 'next', title: { text: 'Next' } }]);
  });

  it('tells of its closing when it wants to know', async () => {
    let closed = '';
    app.view({ type: 'view_closed', callback_id: 'bug' }, async ({ ack, view }) => {
      closed = view.id;
      await ack();
    });
    const id = await openForm();
    expect(await slack.close(id)).toMatchObject({ acked: true });
    expect([closed, slack.views(ann)]).toEqual([id, []]);
  });

  it('can be opened for three seconds, and once', async () => {
    const triggers: string[] = [];
    app.command('/bug', async ({ ack, command }) => {
      triggers.push(command.trigger_id);
      await ack();
    });
    await app.start();
    await slack.command(ann, alerts, '/bug', '');
    await slack.command(ann, alerts, '/bug', '');
    const [first = '', second = ''] = triggers;
    await app.client.views.open({ trigger_id: first, view: form });
    await expect(app.client.views.open({ trigger_id: first, view: form })).rejects.toThrow('exchanged_trigger_id');
    await time.advance(3001);
    await expect(app.client.views.open({ trigger_id: second, view: form })).rejects.toThrow('expired_trigger_id');
  });

  it('is updated by whoever holds its newest hash', async () => {
    const id = await openForm();
    const hash = slack.views(ann)[0]?.hash ?? '';
    const { view } = await app.client.views.update({ view_id: id, hash, view: { ...form, title: text('Later') } });
    expect(slack.views(ann)).toMatchObject([{ id, hash: view?.hash, title: { text: 'Later' } }]);
    await expect(app.client.views.update({ view_id: id, hash, view: form })).rejects.toThrow('hash_conflict');
  });
});

describe('shortcuts and App Home', () => {
  it('hand over the message they were used on', async () => {
    let heard: unknown;
    app.shortcut('raise', async ({ ack, shortcut }) => {
      heard = shortcut;
      await ack();
    });
    await app.start();
    const ts = slack.say(ann, alerts, 'it is slow @ann');
    await slack.shortcut(ann, { channel: alerts, ts }, 'raise');
    expect(heard).toMatchObject({ type: 'message_action', message_ts: ts, message: { text: `it is slow <@${ann}>` } });
  });

  it('ask for the Home, which the app then publishes', async () => {
    app.event('app_home_opened', async ({ event, client }) => {
      const view = { type: 'home' as const, blocks: [{ type: 'actions', elements: [button('more', 'More')] }] };
      await client.views.publish({ user_id: event.user, view });
    });
    let clicked: unknown;
    app.action('more', async ({ ack, body }) => {
      clicked = body;
      await ack();
    });
    await app.start();
    slack.openHome('ann');
    const home = await slack.until(() => slack.homeOf(ann), { what: 'the Home' });
    await slack.click(ann, { view: home.id }, 'more');
    expect(clicked).toMatchObject({ container: { type: 'view', view_id: home.id }, view: { type: 'home' } });
  });
});
