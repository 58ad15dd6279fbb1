import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboxDepth } from '../../src/outbox/depth.ts';
import { engines } from '../support/databases.ts';
import { content, openWorkplace, sent, texts, type Workplace, waiting } from './workplace.ts';

const [sqlite] = engines as [(typeof engines)[number]];

describe('the sender, when Slack', () => {
  let server: Awaited<ReturnType<typeof sqlite.start>>;
  let work: Workplace;
  beforeAll(async () => {
    server = await sqlite.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    work = await openWorkplace((await server.create()).address);
  });
  afterEach(() => work.stop());

  const told = (level: string) => work.logged.filter((line) => line['level'] === level).map((line) => line['msg']);

  it('asks to wait, waits as long as it says, and lets other channels and methods go on', async () => {
    const shown = await work.post('shown', { channel: 'bugs' });
    await work.quiet();
    work.slack.fail('chat.postMessage', { retryAfter: 30, channel: work.bugs });
    await work.post('waits', { channel: 'bugs' });
    await work.post('waits behind it', { channel: 'bugs' });
    await work.post('elsewhere');
    await work.rewrite(shown, 'rewritten', 'bugs');
    await work.pass(29_000);
    expect(texts(work.slack)).toEqual(['elsewhere']);
    expect(texts(work.slack, 'bugs')).toEqual(['rewritten']);
    expect(sent(work.slack)).toEqual(['shown', 'waits', 'elsewhere']);
    await work.pass(2000);
    expect(texts(work.slack, 'bugs')).toEqual(['rewritten', 'waits', 'waits behind it']);
    expect(work.errors).toEqual(['ratelimited']);
  });

  it.each([
    ['fails', { status: 500 }, 'HTTP 500'],
    ['says that it failed', { error: 'internal_error' }, 'internal_error'],
    ['does not answer', { hang: true }, 'TimeoutError'],
    ['takes a message and breaks off', { dropAfterPost: true }, 'UND_ERR_SOCKET'],
    ['answers with an error that nobody knows', { error: 'out_of_coffee' }, 'out_of_coffee'],
  ])('%s, tries again later and posts exactly once, in order', async (_what, fault, error) => {
    work.slack.fail('chat.postMessage', fault);
    await work.post('one');
    await work.post('two');
    await work.pass(8000);
    expect(texts(work.slack)).toEqual(['one', 'two']);
    expect(work.errors).toEqual([error]);
    expect(await waiting(work.store)).toEqual([]);
    expect(work.slack.calls('conversations.history')).toHaveLength(1);
  });

  it('takes a reply and breaks off, finds it in the thread', async () => {
    const parent = await work.post('parent');
    await work.quiet();
    work.slack.fail('chat.postMessage', { dropAfterPost: true });
    await work.post('reply', { threadOf: parent });
    await work.pass(5000);
    const ts = work.slack.messages('alerts')[0]?.ts as string;
    expect(work.slack.thread('alerts', ts).map(({ text }) => text)).toEqual(['parent', 'reply']);
    expect(work.slack.calls('conversations.replies')).toHaveLength(1);
  });

  it('takes a message, breaks off, and it is rewritten meanwhile, shows the newest content of one message', async () => {
    work.slack.fail('chat.postMessage', { dropAfterPost: true });
    const id = await work.post('first');
    await work.quiet();
    await work.rewrite(id, 'second');
    await work.pass(5000);
    expect(texts(work.slack)).toEqual(['second']);
    expect(sent(work.slack)).toEqual(['first']);
  });

  it('is away for long, knocks less and less often, tells it once, and then gets everything without delay', async () => {
    work.slack.fail('chat.postMessage', { status: 503, times: Number.POSITIVE_INFINITY });
    for (let n = 1; n <= 5; n++) await work.post(`${n}`);
    await work.pass(600_000);
    const knocks = work.slack.calls('chat.postMessage').length;
    expect(knocks).toBeGreaterThan(8);
    expect(knocks).toBeLessThan(25);
    expect(told('warn')).toHaveLength(1);
    work.slack.heal();
    for (let second = 0; second < 61 && texts(work.slack).length === 0; second++) await work.pass(1000);
    await work.pass(3000);
    expect(texts(work.slack).toSorted()).toEqual(['1', '2', '3', '4', '5']);
    expect(await waiting(work.store)).toEqual([]);
    work.slack.fail('chat.postMessage', { status: 503 });
    await work.post('after the next hiccup');
    await work.pass(2000);
    expect(texts(work.slack)).toContain('after the next hiccup');
    expect(told('warn')).toHaveLength(2);
  });

  it('chokes on one message, lets the others of the channel pass in the end', async () => {
    work.slack.fail('chat.postMessage', { status: 500, times: 4 });
    await work.post('hard to swallow');
    await work.post('easy');
    await work.pass(30_000);
    expect(texts(work.slack)).toEqual(['easy', 'hard to swallow']);
  });

  it('will not take the blocks, sends the text alone', async () => {
    await work.say((say) =>
      say.post({ lane: 'alert', channel: 'alerts', content: { text: 'plain', blocks: [tooLong] } }),
    );
    await work.pass(2000);
    expect(texts(work.slack)).toEqual(['plain']);
    expect(work.slack.messages('alerts')[0]?.blocks).toEqual([]);
    expect(told('error')).toContain('Slack refused a message; sending its text alone');
  });

  it('will not take the blocks of a whisper, whispers the text alone', async () => {
    const threadOf = await work.post('parent');
    const whisper = { to: work.slack.user({ name: 'bob' }), channel: 'alerts', threadOf };
    await work.say((say) => say.whisper({ ...whisper, content: { text: 'plain', blocks: [tooLong] } }));
    await work.pass(2000);
    expect(work.slack.ephemerals('bob').map(({ message }) => message.text)).toEqual(['plain']);
  });

  it('will take neither, keeps the message as dead with its replies, and goes on', async () => {
    const refused = await work.say((say) =>
      say.post({ lane: 'alert', channel: 'alerts', content: { text: '', blocks: [tooLong] } }),
    );
    await work.post('reply', { threadOf: refused });
    await work.post('next');
    await work.pass(3000);
    await work.post('late reply', { threadOf: refused });
    await work.pass(3000);
    expect(texts(work.slack)).toEqual(['next']);
    expect(await waiting(work.store)).toMatchObject([
      { message_id: refused, dead: 1, last_error: 'no_text' },
      { dead: 1, last_error: 'no_text' },
      { dead: 1, last_error: 'parent_refused' },
    ]);
    expect(await outboxDepth(work.store.db)).toMatchObject({ dead: 3, oldest: null });
    await work.rewrite(refused, 'better');
    await work.pass(2000);
    expect(texts(work.slack)).toEqual(['next', 'better']);
  });

  it('has lost the message that was to change, drops the change', async () => {
    const id = await work.post('here');
    await work.quiet();
    const ts = work.slack.messages('alerts')[0]?.ts as string;
    work.slack.fail('chat.update', { error: 'message_not_found' });
    await work.rewrite(id, 'changed');
    await work.pass(2000);
    expect(work.slack.message('alerts', ts)?.text).toBe('here');
    expect(await waiting(work.store)).toEqual([]);
  });

  it.each([
    ['lets the bot into a channel no more', 'not_in_channel'],
    ['knows no such channel', 'channel_not_found'],
    ['has the channel archived', 'is_archived'],
  ])('%s, holds its messages, tells it once, and sends them once that is mended', async (_what, error) => {
    work.slack.fail('chat.postMessage', { error, channel: work.alerts, times: Number.POSITIVE_INFINITY });
    await work.post('waits');
    await work.post('elsewhere', { channel: 'bugs' });
    await work.pass(95_000);
    expect(texts(work.slack, 'bugs')).toEqual(['elsewhere']);
    expect(sent(work.slack).length).toBeLessThan(7);
    expect(told('error')).toEqual(['messages wait: Slack takes none here']);
    expect([...work.sender.problems()]).toEqual([['alerts', error]]);
    work.slack.heal();
    await work.quiet();
    expect(texts(work.slack)).toEqual([]);
    work.sender.retryHeld();
    await work.pass(1000);
    expect(texts(work.slack)).toEqual(['waits']);
    expect([...work.sender.problems()]).toEqual([]);
  });

  it('does not know the channel by its name yet, finds it once it is made', async () => {
    await work.post('waits', { channel: 'new' });
    await work.post('elsewhere');
    await work.pass(1000);
    expect([...work.sender.problems()]).toEqual([['new', 'channel_not_found']]);
    expect(texts(work.slack)).toEqual(['elsewhere']);
    work.slack.channel({ name: 'new' });
    await work.pass(31_000);
    expect(texts(work.slack, 'new')).toEqual(['waits']);
  });

  it.each(['missing_scope', 'invalid_auth'])('says %s, holds everything', async (error) => {
    work.slack.fail('chat.postMessage', { error });
    await work.post('one');
    await work.quiet();
    await work.post('two', { channel: 'bugs' });
    await work.pass(29_000);
    expect(work.slack.calls('chat.postMessage')).toHaveLength(1);
    expect([...work.sender.problems()]).toEqual([['*', error]]);
    await work.pass(3000);
    expect([texts(work.slack), texts(work.slack, 'bugs')]).toEqual([['one'], ['two']]);
    expect([...work.sender.problems()]).toEqual([]);
  });

  it('cannot whisper to somebody who has left the channel, drops the whisper alone', async () => {
    const threadOf = await work.post('parent');
    await work.quiet();
    const to = work.slack.user({ name: 'bob' });
    work.slack.fail('chat.postEphemeral', { error: 'user_not_in_channel' });
    await work.say((say) => say.whisper({ to, channel: 'alerts', threadOf, content: content('psst') }));
    await work.post('next');
    await work.pass(2000);
    expect(texts(work.slack)).toEqual(['parent', 'next']);
    expect([...work.sender.problems()]).toEqual([]);
    expect(await waiting(work.store)).toEqual([]);
  });

  it.each([{ hang: true }, { status: 500 }, { dropAfterPost: true }])(
    'leaves a whisper in doubt (%j), does not whisper again',
    async (fault) => {
      const threadOf = await work.post('parent');
      await work.quiet();
      work.slack.fail('chat.postEphemeral', fault);
      const whisper = { to: work.slack.user({ name: 'bob' }), channel: 'alerts', threadOf, content: content('psst') };
      await work.say((say) => say.whisper(whisper));
      await work.pass(10_000);
      expect(work.slack.calls('chat.postEphemeral')).toHaveLength(1);
      expect(await waiting(work.store)).toEqual([]);
    },
  );

  it('is fine but the database is not, posts once what could not be marked as posted', async () => {
    work.failNextWrite();
    await work.post('one');
    await work.post('two');
    await work.pass(5000);
    expect(sent(work.slack)).toEqual(['one', 'two']);
    expect(texts(work.slack)).toEqual(['one', 'two']);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('is fine but a row is not, sets that row aside and goes on', async () => {
    await work.sender.stop();
    await work.post('broken');
    await work.store.db.updateTable('outbox').set({ payload: 'no JSON' }).execute();
    await work.post('fine');
    await work.crash();
    await work.pass(3000);
    expect(texts(work.slack)).toEqual(['fine']);
    expect(await waiting(work.store)).toMatchObject([{ dead: 1, last_error: 'internal' }]);
  });

  const tooLong = { type: 'section', text: { type: 'plain_text', text: 'x'.repeat(4000) } } as const;
});
