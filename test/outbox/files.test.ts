import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../support/databases.ts';
import { content, openWorkplace, texts, type Workplace, waiting } from './workplace.ts';

describe.each(engines)('a file, from the outbox on $name,', (engine) => {
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

  const bytes = Buffer.from([137, 80, 78, 71, 0, 255, 10]);
  const picture = { channel: 'alerts', name: 'duty.png', title: 'November', bytes, comment: 'Who has which day' };
  const share = (more: { channel?: string; threadOf?: string } = {}) =>
    work.say((say) => say.file({ ...picture, ...more }));
  const calls = (method: string) => work.slack.calls(method).length;
  const shown = (channel = 'alerts') =>
    work.slack.messages(channel).map(({ text, files = [] }) => [text, ...files.map(({ title }) => title)]);

  it('stands in its channel once, byte for byte', async () => {
    await share();
    await work.quiet();
    expect(shown()).toEqual([['Who has which day', 'November']]);
    expect(work.slack.files()).toMatchObject([{ name: 'duty.png', title: 'November', content: bytes }]);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('goes into a thread once its parent is shown, and to people', async () => {
    const ann = work.slack.user({ name: 'ann' });
    await work.say((say) => {
      const threadOf = say.post({ lane: 'housekeeping', channel: 'alerts', content: content('parent') });
      say.file({ ...picture, threadOf });
      say.file({ ...picture, channel: ann });
    });
    await work.quiet();
    expect(shown()).toEqual([['parent']]);
    const ts = work.slack.messages('alerts')[0]?.ts as string;
    expect(work.slack.thread('alerts', ts).map(({ text }) => text)).toEqual(['parent', 'Who has which day']);
    expect(shown('@ann')).toEqual([['Who has which day', 'November']]);
  });

  it.each([
    ['files.getUploadURLExternal', { status: 500 }],
    ['files.getUploadURLExternal', { dropAfterPost: true }],
    ['files.getUploadURLExternal', { retryAfter: 3 }],
    ['upload', { status: 500 }],
    ['upload', { retryAfter: 3 }],
    ['upload', { dropAfterPost: true }],
    ['files.completeUploadExternal', { status: 500 }],
    ['files.completeUploadExternal', { retryAfter: 3 }],
    ['files.completeUploadExternal', { dropAfterPost: true }],
    ['files.completeUploadExternal', { error: 'file_not_found' }],
  ])('is shared once though %s fails (%j)', async (method, fault) => {
    work.slack.fail(method, fault);
    await share();
    await work.pass(40_000);
    expect(shown()).toEqual([['Who has which day', 'November']]);
    expect(await waiting(work.store)).toEqual([]);
  });

  it.each([
    ['before it was uploaded', 'upload', { hang: true }],
    ['before it was shared', 'files.completeUploadExternal', { hang: true }],
    ['after it was shared, before that was known', 'files.completeUploadExternal', { dropAfterPost: true }],
  ])('is shared once after a crash %s', async (_when, method, fault) => {
    work.slack.fail(method, fault);
    await share();
    await work.slack.until(() => calls(method) === 1, { what: 'the call' });
    await work.crash();
    await work.pass(20_000);
    expect(shown()).toEqual([['Who has which day', 'November']]);
    expect(calls('upload')).toBe(method === 'upload' ? 2 : 1);
    expect(await waiting(work.store)).toEqual([]);
  });

  it.each([false, true])('that may be shared is looked for only once it can be seen (crash: %s)', async (crashes) => {
    work.slack.fail('files.completeUploadExternal', { dropAfterPost: true });
    await share();
    await work.quiet();
    if (crashes) await work.crash();
    await work.pass(14_000);
    expect([calls('conversations.history'), calls('files.completeUploadExternal')]).toEqual([0, 1]);
    await work.pass(2000);
    expect([calls('conversations.history'), calls('files.completeUploadExternal')]).toEqual([1, 1]);
  });

  it('that was shared in a thread before a crash is found there', async () => {
    const threadOf = await work.post('parent');
    await work.quiet();
    work.slack.fail('files.completeUploadExternal', { dropAfterPost: true });
    await share({ threadOf });
    await work.slack.until(() => calls('files.completeUploadExternal') === 1, { what: 'the call' });
    await work.crash();
    await work.pass(20_000);
    const ts = work.slack.messages('alerts')[0]?.ts as string;
    expect(work.slack.thread('alerts', ts)).toHaveLength(2);
  });

  it('waits alone where the bot may not share, and is told of', async () => {
    work.slack.fail('files.completeUploadExternal', { error: 'not_in_channel', channel: work.alerts });
    await share();
    await work.quiet();
    await work.post('meanwhile');
    await share({ channel: 'bugs' });
    await work.pass(1000);
    expect([texts(work.slack), shown('bugs')]).toEqual([['meanwhile'], [['Who has which day', 'November']]]);
    expect([...work.sender.problems()]).toEqual([['files in alerts', 'not_in_channel']]);
    await work.pass(31_000);
    expect(shown()).toEqual([['meanwhile'], ['Who has which day', 'November']]);
    expect(calls('upload')).toBe(2);
  });
});
