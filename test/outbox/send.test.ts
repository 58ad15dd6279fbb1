import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { messageAt } from '../../src/outbox/find-message.ts';
import { engines } from '../support/databases.ts';
import { content, openWorkplace, sent, texts, type Workplace, waiting } from './workplace.ts';

describe.each(engines)('the outbox on $name', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let work: Workplace;
  beforeAll(async () => {
    server = await engine.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    work = await openWorkplace((await server.create()).address);
  });
  afterEach(() => work.stop());

  it('sends what was committed, once, and knows where it is', async () => {
    const id = await work.post('one');
    await work.pass(10_000);
    expect(texts(work.slack)).toEqual(['one']);
    expect(sent(work.slack)).toEqual(['one']);
    expect(await waiting(work.store)).toEqual([]);
    const [message] = work.slack.messages('alerts');
    const row = await work.store.db.selectFrom('message').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ id, ts: message?.ts, channel: 'alerts' });
    expect(await messageAt(work.store.db, row.channel_id as string, row.ts as string)).toBe(id);
  });

  it('says nothing of a transaction that failed, and keeps nothing of it', async () => {
    const failing = work.outbox.commit(async (trx, say) => {
      await trx.insertInto('setting').values({ name: 'state', value: '1' }).execute();
      say.post({ lane: 'alert', channel: 'alerts', content: content('never') });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await work.pass(2000);
    expect(await work.store.db.selectFrom('setting').selectAll().execute()).toEqual([]);
    expect(await work.store.db.selectFrom('message').selectAll().execute()).toEqual([]);
    expect(await waiting(work.store)).toEqual([]);
    expect(work.slack.calls('chat.postMessage')).toEqual([]);
  });

  it('takes back the state change when what is said cannot be written', async () => {
    const failing = work.outbox.commit(async (trx, say) => {
      await trx.insertInto('setting').values({ name: 'state', value: '1' }).execute();
      const id = say.post({ lane: 'alert', channel: 'alerts', content: content('clashing') });
      await trx
        .insertInto('message')
        .values({ id, channel: 'x', channel_id: null, ts: null, thread_of: null, created_at: '' })
        .execute();
    });
    await expect(failing).rejects.toThrow();
    expect(await work.store.db.selectFrom('setting').selectAll().execute()).toEqual([]);
  });

  it('sends only the newest of several contents that wait', async () => {
    await work.sender.stop();
    const id = await work.post('first');
    await work.rewrite(id, 'second');
    await work.rewrite(id, 'third');
    expect(await waiting(work.store)).toHaveLength(1);
    await work.crash();
    await work.pass(3000);
    expect(texts(work.slack)).toEqual(['third']);
    expect(sent(work.slack)).toEqual(['third']);
    expect(sent(work.slack, 'chat.update')).toEqual([]);
  });

  it('sends a content that came while the message was being posted after it', async () => {
    const slow = await openWorkplace((await server.create()).address, { latencyMs: 100 });
    const id = await slow.post('first');
    await slow.slack.until(() => texts(slow.slack).length === 1, { what: 'the message' });
    await slow.rewrite(id, 'second');
    await slow.pass(2000);
    expect(texts(slow.slack)).toEqual(['second']);
    expect(sent(slow.slack)).toEqual(['first']);
    expect(await waiting(slow.store)).toEqual([]);
    await slow.stop();
  });

  it('rewrites a message that Slack shows, in order and to the last content', async () => {
    const id = await work.post('first');
    await work.quiet();
    for (const text of ['second', 'third', 'fourth']) await work.rewrite(id, text);
    await work.pass(5000);
    expect(texts(work.slack)).toEqual(['fourth']);
    expect(sent(work.slack)).toEqual(['first']);
    expect(sent(work.slack, 'chat.update').at(-1)).toBe('fourth');
    expect(await waiting(work.store)).toEqual([]);
  });

  it('lets a reply wait for the message in whose thread it goes', async () => {
    work.slack.fail('chat.postMessage', { status: 500 });
    const { parent } = await work.say((say) => {
      const parent = say.post({ lane: 'housekeeping', channel: 'alerts', content: content('parent') });
      say.post({ lane: 'page', channel: 'alerts', threadOf: parent, content: content('reply') });
      return { parent };
    });
    await work.pass(5000);
    expect(texts(work.slack)).toEqual(['parent']);
    const [message] = work.slack.messages('alerts');
    expect(work.slack.thread('alerts', message?.ts as string).map(({ text }) => text)).toEqual(['parent', 'reply']);
    await work.post('later', { threadOf: parent });
    await work.pass(1000);
    expect(work.slack.thread('alerts', message?.ts as string)).toHaveLength(3);
  });

  it('sends a reply as soon as its parent is shown', async () => {
    await work.say((say) => {
      const threadOf = say.post({ lane: 'alert', channel: 'alerts', content: content('parent') });
      say.post({ lane: 'page', channel: 'alerts', threadOf, content: content('reply') });
    });
    await work.quiet();
    expect(sent(work.slack)).toEqual(['parent', 'reply']);
  });

  it('sends what another process said without a sender of its own', async () => {
    await work.sender.stop();
    await work.post('said by the command line');
    await work.crash();
    await work.pass(1000);
    expect(texts(work.slack)).toEqual(['said by the command line']);
  });

  it('sends in the end what it committed but never heard of, as when the answer to a commit is lost', async () => {
    work.outbox.attachSender(() => {});
    await work.post('unheard of');
    await work.pass(6000);
    expect(texts(work.slack)).toEqual(['unheard of']);
  });

  it('whispers to one person, once', async () => {
    const parent = await work.post('parent');
    const whisper = {
      to: work.slack.user({ name: 'bob' }),
      channel: 'alerts',
      threadOf: parent,
      content: content('psst'),
    };
    await work.say((say) => say.whisper(whisper));
    await work.pass(3000);
    expect(work.slack.ephemerals('bob').map(({ message }) => message.text)).toEqual(['psst']);
    const [message] = work.slack.messages('alerts');
    expect(work.slack.ephemerals('bob')[0]?.message.thread_ts).toBe(message?.ts);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('hands over what it has not sent when it stops', async () => {
    for (let n = 1; n <= 8; n++) await work.post(`${n}`);
    await work.quiet();
    await work.sender.stop();
    expect((await waiting(work.store)).map((row) => row.claimed_by)).toEqual([null, null, null, null]);
    expect(await work.store.db.selectFrom('sender').selectAll().execute()).toEqual([]);
    await work.crash();
    await work.pass(10_000);
    expect(texts(work.slack)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(work.slack.calls('conversations.history')).toEqual([]);
  });
});
