import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CLAIM_MS, claimant, createClaims, hasDied } from '../../src/outbox/claims.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { migrate } from '../../src/store/migrate.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { engines } from '../support/databases.ts';
import { content } from './workplace.ts';

describe('whether another process has died', () => {
  const self = 'host/space/12/me';
  it.each<[string, string, boolean, boolean]>([
    ['is not asked of this one', self, false, false],
    ['is known beside this one: it runs', 'host/space/34/other', true, false],
    ['is known beside this one: it does not run', 'host/space/34/other', false, true],
    ['is known of one that had the same id before', 'host/space/12/before', true, true],
    ['is not known on another host', 'elsewhere/space/34/other', false, false],
    ['is not known on another host with the same id', 'elsewhere/space/12/other', false, false],
    ['is not known in another container on this host', 'host/container/12/other', false, false],
  ])('%s', (_what, other, isAlive, died) => expect(hasDied(other, self, () => isAlive)).toBe(died));

  it('looks at the processes of this machine', () => {
    const self = claimant();
    const withPid = (pid: number) => self.replace(`/${process.pid}/`, `/${pid}/`);
    expect(hasDied(withPid(process.ppid), self)).toBe(false);
    expect(hasDied(withPid(2 ** 30), self)).toBe(true);
  });
});

describe.each(engines)('claims on $name', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let store: Store;
  let now = 0;
  const clock = { now: () => new Date('2026-11-20T09:00:00Z') };
  beforeAll(async () => {
    server = await engine.start();
    store = await openStore((await server.create()).address);
    await migrate(store, clock.now());
  });
  afterAll(async () => {
    await store.close();
    await server.stop();
  });
  beforeEach(async () => {
    now = 0;
    for (const table of ['outbox', 'message', 'sender'] as const) await store.db.deleteFrom(table).execute();
  });

  const claimsOf = (host: string) => {
    const by = `${host}/space/1/${randomUUID()}`;
    return { by, ...createClaims({ store, by, now: () => now }) };
  };
  const say = (times: number) =>
    createOutbox({ store, clock }).commit(async (_trx, say) => {
      for (let n = 0; n < times; n++) say.post({ lane: 'alert', channel: 'alerts', content: content(`${n}`) });
    });
  const count = (taken: { doubtful: boolean }[]) => [taken.length, taken.filter((row) => row.doubtful).length];

  it('are shared out so that nothing is taken twice', async () => {
    const [one, two] = [claimsOf('one'), claimsOf('two')];
    await Promise.all([one.beat(), two.beat()]);
    await say(120);
    const taken = (await Promise.all([one.takeUp(), two.takeUp(), one.takeUp(), two.takeUp()])).flat();
    expect(new Set(taken.map((row) => row.id)).size).toBe(taken.length);
    const rest = [...(await one.takeUp()), ...(await two.takeUp())];
    expect(count([...taken, ...rest])).toEqual([120, 0]);
  });

  it('of a process that is heard of are left to it, even if it holds all that stands first', async () => {
    const [one, two] = [claimsOf('one'), claimsOf('two')];
    await one.beat();
    await say(150);
    await one.takeUp();
    await one.takeUp();
    await say(1);
    for (let second = 0; second < 60; second += 5) {
      now = second * 1000;
      await one.beat();
      expect(count(await two.takeUp())).toEqual(second === 0 ? [1, 0] : [0, 0]);
    }
  });

  it('of a process that is no longer heard of are taken up in doubt, and it is forgotten', async () => {
    const [one, two] = [claimsOf('one'), claimsOf('two')];
    await one.beat();
    await two.beat();
    await say(3);
    await one.takeUp();
    expect(count(await two.takeUp())).toEqual([0, 0]);
    now += CLAIM_MS - 1;
    await two.beat();
    expect(count(await two.takeUp())).toEqual([0, 0]);
    now += 1;
    expect(count(await two.takeUp())).toEqual([3, 3]);
    expect(await store.db.selectFrom('sender').select('name').execute()).toEqual([{ name: two.by }]);
  });

  it('of a process that nobody knows are free, and doubtful', async () => {
    const [one, two] = [claimsOf('one'), claimsOf('two')];
    await say(2);
    await one.takeUp();
    expect(count(await two.takeUp())).toEqual([2, 2]);
  });

  it('that are let go are free at once, and doubtful only where they were touched', async () => {
    const [one, two] = [claimsOf('one'), claimsOf('two')];
    await one.beat();
    await say(3);
    const [touched] = await one.takeUp();
    await one.letGo([touched?.id as number]);
    const taken = await two.takeUp();
    expect(taken.filter((row) => row.doubtful).map((row) => row.id)).toEqual([touched?.id]);
    expect(taken).toHaveLength(3);
  });
});
