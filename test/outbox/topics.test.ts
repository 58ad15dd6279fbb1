import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboxDepth } from '../../src/outbox/depth.ts';
import { engines } from '../support/databases.ts';
import { openWorkplace, texts, type Workplace, waiting } from './workplace.ts';

const ic = (name: string) => ({ own: [`IC: ${name} until 15:00`, `IC: ${name}`], starts: 'IC: ' });

describe.each(engines)('a channel’s topic, from the outbox on $name,', (engine) => {
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

  const set = (name: string, channel = 'bugs') => work.say((say) => say.setTopic(channel, ic(name)));
  const settings = () => work.slack.calls('conversations.setTopic').length;

  it('gets our part first and keeps what people wrote, escaped as it was', async () => {
    work.slack.setTopic('ada', 'bugs', 'Bugs & questions <3, see https://wiki.example/a?b=1&c=2');
    await set('<@U01AAAAAA>');
    await work.quiet();
    expect(work.slack.topicOf('bugs')).toMatch(
      /^IC: <@U01AAAAAA> until 15:00 \| Bugs &amp; questions &lt;3, see \S+b=1&amp;c=2$/,
    );
    expect(await waiting(work.store)).toEqual([]);
  });

  it('is set only when it differs, also by another process', async () => {
    await set('ann');
    await work.quiet();
    await set('ann');
    await work.quiet();
    await work.crash();
    await set('ann');
    await work.pass(2000);
    expect(settings()).toBe(1);
    expect(work.slack.messages('bugs')).toHaveLength(1);
  });

  it('changes where it stands, whatever people put around it', async () => {
    await set('ann');
    await work.quiet();
    work.slack.setTopic('ada', 'bugs', `Hello! ${work.slack.topicOf('bugs')} (see the wiki)`);
    await set('bob');
    await work.quiet();
    expect(work.slack.topicOf('bugs')).toBe('Hello! IC: bob until 15:00 (see the wiki)');
  });

  it('gives people’s text back once there is room, though the call that clipped it was never answered', async () => {
    const people = 'people '.repeat(33).trim();
    work.slack.setTopic('ada', 'bugs', people);
    work.slack.fail('conversations.setTopic', { dropAfterPost: true });
    await set('a'.repeat(40));
    await work.quiet();
    expect(work.slack.topicOf('bugs')).toMatch(/^IC: a+ \| people .*…$/);
    await work.crash();
    await set('ann');
    await work.pass(5000);
    expect(work.slack.topicOf('bugs')).toBe(`IC: ann | ${people}`);
  });

  it('that is said several times while it waits is set to the newest alone', async () => {
    await work.sender.stop();
    await work.say((say) => {
      say.setTopic('bugs', ic('ann'));
      say.setTopic('bugs', ic('bob'));
      say.setTopic('alerts', ic('ann'));
    });
    await set('cid');
    expect(await waiting(work.store)).toHaveLength(2);
    await work.crash();
    await work.pass(3000);
    expect([work.slack.topicOf('bugs'), work.slack.topicOf('alerts')]).toEqual([
      'IC: cid until 15:00',
      'IC: ann until 15:00',
    ]);
    expect(settings()).toBe(2);
  });

  it('that is said anew while it is being set is set once more', async () => {
    const slow = await openWorkplace((await server.create()).address, { latencyMs: 50 });
    await slow.say((say) => say.setTopic('bugs', ic('ann')));
    await slow.slack.until(() => slow.slack.topicOf('bugs') !== '', { what: 'the topic' });
    await slow.say((say) => say.setTopic('bugs', ic('bob')));
    await slow.pass(5000);
    expect(slow.slack.topicOf('bugs')).toBe('IC: bob until 15:00');
    expect(await waiting(slow.store)).toEqual([]);
    await slow.stop();
  });

  it.each(['not_in_channel', 'missing_scope', 'channel_not_found'])(
    'that answers %s waits by itself, is told of, and is set once that is mended',
    async (error) => {
      work.slack.fail('conversations.setTopic', { error, channel: work.bugs, times: Number.POSITIVE_INFINITY });
      await set('ann');
      await set('ann', 'alerts');
      await work.post('a bug', { channel: 'bugs' });
      await work.post('an alert');
      await work.pass(2000);
      expect([texts(work.slack, 'bugs'), texts(work.slack)]).toEqual([['a bug'], ['an alert']]);
      expect(work.slack.topicOf('alerts')).toBe('IC: ann until 15:00');
      expect([...work.sender.problems()]).toEqual([['topic of bugs', error]]);
      work.slack.heal();
      work.sender.retryHeld();
      await work.pass(1000);
      expect(work.slack.topicOf('bugs')).toBe('IC: ann until 15:00');
      expect([...work.sender.problems()]).toEqual([]);
    },
  );

  it('that Slack asks to wait with waits as long as it says, while messages go on', async () => {
    work.slack.fail('conversations.setTopic', { retryAfter: 30 });
    await set('ann');
    await work.quiet();
    await work.post('meanwhile', { channel: 'bugs' });
    await work.pass(29_000);
    expect([work.slack.topicOf('bugs'), settings(), texts(work.slack, 'bugs')]).toEqual(['', 1, ['meanwhile']]);
    await work.pass(2000);
    expect(work.slack.topicOf('bugs')).toBe('IC: ann until 15:00');
  });

  it('that Slack will never take is kept as dead and told of, until a later one is taken', async () => {
    work.slack.fail('conversations.setTopic', { error: 'user_is_restricted' });
    await set('ann');
    await work.quiet();
    expect(await waiting(work.store)).toMatchObject([{ kind: 'topic', dead: 1, last_error: 'user_is_restricted' }]);
    expect((await outboxDepth(work.store.db)).dead).toBe(1);
    expect([...work.sender.problems()]).toEqual([['topic of bugs', 'user_is_restricted']]);
    await set('bob');
    await work.pass(2000);
    expect(work.slack.topicOf('bugs')).toBe('IC: bob until 15:00');
    expect([...work.sender.problems()]).toEqual([]);
  });

  it('stays within Slack’s pace, however many channels there are', async () => {
    const channels = Array.from({ length: 40 }, (_each, n) => `room-${n}`);
    for (const name of channels) work.slack.channel({ name });
    await work.say((say) => {
      for (const channel of channels) say.setTopic(channel, ic('ann'));
    });
    await work.pass(120_000);
    expect(channels.map((name) => work.slack.topicOf(name))).toEqual(channels.map(() => 'IC: ann until 15:00'));
    expect(work.errors).toEqual([]);
  });
});
