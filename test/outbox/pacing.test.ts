import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ApiCall } from '../../sandbox/slack/sandbox.ts';
import { engines } from '../support/databases.ts';
import { openWorkplace, sent, texts, type Workplace, waiting } from './workplace.ts';

const [sqlite] = engines as [(typeof engines)[number]];

describe('sending much', () => {
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

  const seconds = (calls: ApiCall[]) =>
    calls.map(({ at }) => Math.floor((at.getTime() - Date.parse('2026-11-20T09:00:00Z')) / 1000));

  it('posts a few at once to a channel, then one a second, and Slack never has to complain', async () => {
    await work.say((say) => {
      for (let n = 1; n <= 30; n++)
        say.post({ lane: 'alert', channel: 'alerts', content: { text: `${n}`, blocks: [] } });
    });
    await work.pass(30_000);
    const calls = work.slack.calls('chat.postMessage');
    expect(texts(work.slack)).toEqual(Array.from({ length: 30 }, (_each, index) => `${index + 1}`));
    expect(calls.map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect(seconds(calls)).toEqual([0, 0, 0, 0, ...Array.from({ length: 26 }, (_each, index) => index + 1)]);
  });

  it('paces each channel by itself', async () => {
    for (const channel of ['alerts', 'bugs']) for (let n = 1; n <= 5; n++) await work.post(`${n}`, { channel });
    await work.pass(900);
    expect([texts(work.slack).length, texts(work.slack, 'bugs').length]).toEqual([4, 4]);
  });

  it('rewrites many messages without a complaint from Slack', async () => {
    const ids = await work.say((say) =>
      Array.from({ length: 10 }, () =>
        say.post({ lane: 'alert', channel: 'alerts', content: { text: 'new', blocks: [] } }),
      ),
    );
    await work.pass(7000);
    for (let round = 1; round <= 12; round++) {
      for (const id of ids) await work.rewrite(id, `round ${round}`);
      await work.pass(500);
    }
    await work.pass(60_000);
    expect(work.slack.calls('chat.update').filter(({ status }) => status !== 200)).toEqual([]);
    expect(new Set(texts(work.slack))).toEqual(new Set(['round 12']));
    expect(await waiting(work.store)).toEqual([]);
  });

  it('sends pages before alerts before edits before housekeeping, whatever was said first', async () => {
    for (let n = 1; n <= 4; n++) await work.post(`burst ${n}`);
    await work.quiet();
    for (const lane of ['housekeeping', 'edit', 'alert', 'page'] as const) {
      for (const n of [1, 2]) await work.post(`${lane} ${n}`, { lane });
    }
    await work.pass(9000);
    const order = ['page 1', 'page 2', 'alert 1', 'alert 2', 'edit 1', 'edit 2', 'housekeeping 1', 'housekeeping 2'];
    expect(sent(work.slack).slice(4)).toEqual(order);
  });

  it('goes on at its pace when the clock is set back', async () => {
    for (let n = 1; n <= 8; n++) await work.post(`${n}`);
    await work.quiet();
    const { now } = work.time;
    work.time.now = () => new Date(now().getTime() - 3_600_000);
    await work.pass(5000);
    expect(texts(work.slack)).toHaveLength(8);
  });

  it('remembers thousands of messages that wait, and brings a page through at once', async () => {
    work.slack.fail('chat.postMessage', { error: 'is_archived', channel: work.bugs, times: Number.POSITIVE_INFINITY });
    await work.say((say) => {
      for (let n = 1; n <= 2000; n++)
        say.post({ lane: 'alert', channel: 'bugs', content: { text: `${n}`, blocks: [] } });
    });
    await work.post('page', { lane: 'page' });
    await work.pass(1000);
    expect(texts(work.slack)).toEqual(['page']);
    expect(work.slack.calls('chat.postMessage')).toHaveLength(2);
  });
});
