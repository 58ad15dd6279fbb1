import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../support/databases.ts';
import { openWorkplace, sent, texts, type Workplace, waiting } from './workplace.ts';

describe.each(engines)('a direct message, from the outbox on $name,', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let work: Workplace;
  let ann: string;
  beforeAll(async () => {
    server = await engine.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    work = await openWorkplace((await server.create()).address);
    ann = work.slack.user({ name: 'ann' });
  });
  afterEach(() => work.stop());

  const tell = (text: string, channel = ann) => work.post(text, { channel });

  it('reaches the person, whose channel is asked for once', async () => {
    await tell('one');
    await work.quiet();
    await tell('two');
    await work.quiet();
    await work.crash();
    await tell('three');
    await work.pass(3000);
    expect(texts(work.slack, '@ann')).toEqual(['one', 'two', 'three']);
    expect(work.slack.calls('conversations.open')).toHaveLength(1);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('is rewritten and answered in its thread', async () => {
    const id = await tell('asked');
    await work.quiet();
    await work.rewrite(id, 'answered', ann);
    await work.post('a reply', { channel: ann, threadOf: id });
    await work.pass(2000);
    expect(texts(work.slack, ann)).toEqual(['answered']);
    const ts = work.slack.messages(ann)[0]?.ts as string;
    expect(work.slack.thread(ann, ts).map(({ text }) => text)).toEqual(['answered', 'a reply']);
  });

  it('that may have arrived before a crash is found again', async () => {
    await tell('earlier');
    await work.quiet();
    work.slack.fail('chat.postMessage', { dropAfterPost: true });
    await tell('once');
    await work.slack.until(() => sent(work.slack).length === 2, { what: 'the call' });
    await work.crash();
    await work.pass(5000);
    expect(texts(work.slack, ann)).toEqual(['earlier', 'once']);
    expect(work.slack.calls('conversations.history')).toHaveLength(1);
  });

  it('to somebody whose account is no more is kept as dead at once, and keeps nothing else waiting', async () => {
    const bob = work.slack.user({ name: 'bob' });
    await tell('while he was here', bob);
    await work.quiet();
    work.slack.deactivate(ann);
    work.slack.deactivate(bob);
    for (const user of [ann, bob, 'U0NOBODY', work.slack.botUserId]) await tell('too late', user);
    await work.post('meanwhile');
    await work.pass(2000);
    expect(texts(work.slack)).toEqual(['meanwhile']);
    const errors = ['user_disabled', 'is_archived', 'user_not_found', 'cannot_dm_bot'];
    expect((await waiting(work.store)).map((row) => [row.dead, row.last_error])).toEqual(errors.map((e) => [1, e]));
    expect(work.errors.toSorted()).toEqual(errors.toSorted());
    expect([...work.sender.problems()]).toEqual([]);
  });

  it('waits alone while the bot may not write to people', async () => {
    work.slack.fail('conversations.open', { error: 'missing_scope' });
    await tell('waits');
    await work.quiet();
    await work.post('meanwhile');
    await work.pass(1000);
    expect(texts(work.slack)).toEqual(['meanwhile']);
    expect([...work.sender.problems()]).toEqual([[ann, 'missing_scope']]);
    await work.pass(30_000);
    expect(texts(work.slack, ann)).toEqual(['waits']);
    expect([...work.sender.problems()]).toEqual([]);
  });
});
