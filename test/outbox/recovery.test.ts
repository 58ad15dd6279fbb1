import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../support/databases.ts';
import { content, openWorkplace, sent, texts, type Workplace, waiting } from './workplace.ts';

describe.each(engines)('after a crash, on $name,', (engine) => {
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

  it.each([
    ['before the post', { hang: true }],
    ['after the post, before it was known', { dropAfterPost: true }],
  ])('%s, each message stands there once', async (_when, fault) => {
    await work.post('earlier');
    await work.quiet();
    work.slack.fail('chat.postMessage', fault);
    await work.post('one');
    await work.post('two');
    await work.slack.until(() => sent(work.slack).length === 2, { what: 'the call' });
    await work.crash();
    await work.pass(10_000);
    expect(texts(work.slack)).toEqual(['earlier', 'one', 'two']);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('all that may have been sent is looked for in one listing of the channel', async () => {
    work.slack.fail('chat.postMessage', { dropAfterPost: true });
    for (let n = 1; n <= 150; n++) await work.post(`${n}`);
    await work.crash();
    await work.pass(160_000);
    expect(texts(work.slack)).toHaveLength(150);
    expect(new Set(texts(work.slack)).size).toBe(150);
    expect(work.slack.calls('conversations.history').length).toBeLessThan(5);
  });

  it('a rewrite that was committed before it is shown, though the first content had been posted', async () => {
    work.slack.fail('chat.postMessage', { dropAfterPost: true });
    const id = await work.post('first');
    await work.slack.until(() => texts(work.slack).length === 1, { what: 'the message' });
    await work.rewrite(id, 'second');
    await work.crash();
    await work.pass(5000);
    expect(texts(work.slack)).toEqual(['second']);
    expect(sent(work.slack)).toEqual(['first']);
  });

  it('a whisper that may have been heard is not whispered again', async () => {
    const threadOf = await work.post('parent');
    await work.quiet();
    work.slack.fail('chat.postEphemeral', { dropAfterPost: true });
    const whisper = { to: work.slack.user({ name: 'bob' }), channel: 'alerts', threadOf, content: content('psst') };
    await work.say((say) => say.whisper(whisper));
    await work.slack.until(() => work.slack.ephemerals('bob').length === 1, { what: 'the whisper' });
    await work.crash();
    await work.pass(5000);
    expect(work.slack.ephemerals('bob')).toHaveLength(1);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('a call that reaches Slack late is waited for', async () => {
    await work.post('earlier');
    await work.quiet();
    work.slack.fail('chat.postMessage', { hang: true });
    await work.post('late');
    await work.slack.until(() => sent(work.slack).length === 2, { what: 'the call' });
    const [late] = work.slack.calls('chat.postMessage').slice(1);
    await work.crash();
    await work.pass(1000);
    await fetch(`${work.slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${work.slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...late?.args, blocks: undefined, metadata: JSON.parse(String(late?.args['metadata'])) }),
    });
    await work.pass(5000);
    expect(texts(work.slack)).toEqual(['earlier', 'late']);
  });

  it('what another process has taken up is not sent here too', async () => {
    work.slack.fail('chat.postMessage', { retryAfter: 5 });
    await work.post('taken over');
    await work.quiet();
    await work.store.db.insertInto('sender').values({ name: 'elsewhere/1/1/x', beat: 1 }).execute();
    await work.store.db.updateTable('outbox').set({ claimed_by: 'elsewhere/1/1/x' }).execute();
    await work.pass(10_000);
    expect(texts(work.slack)).toEqual([]);
    await work.pass(10_000);
    expect(texts(work.slack)).toEqual(['taken over']);
  });
});
