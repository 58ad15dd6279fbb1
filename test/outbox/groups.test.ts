import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outboxDepth } from '../../src/outbox/depth.ts';
import { engines } from '../support/databases.ts';
import { openWorkplace, texts, type Workplace, waiting } from './workplace.ts';

describe.each(engines)('a user group, from the outbox on $name,', (engine) => {
  let server: Awaited<ReturnType<typeof engine.start>>;
  let work: Workplace;
  let ada: string;
  let bob: string;
  let group: string;
  beforeAll(async () => {
    server = await engine.start();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    work = await openWorkplace((await server.create()).address);
    ada = work.slack.user({ name: 'ann' });
    bob = work.slack.user({ name: 'bob' });
    group = work.slack.createGroup({ handle: 'oncall', users: [ada] });
  });
  afterEach(() => work.stop());

  const set = (...users: string[]) => work.say((say) => say.setGroup(group, users));
  const updates = () => work.slack.calls('usergroups.users.update').length;

  it('holds exactly whom it shall', async () => {
    await set(bob);
    await work.quiet();
    expect(work.slack.groupMembers('oncall')).toEqual([bob]);
    await set(ada, bob, ada);
    await work.quiet();
    expect(work.slack.groupMembers('oncall')).toEqual([ada, bob]);
    await set(ada);
    await work.quiet();
    expect(work.slack.groupMembers('oncall')).toEqual([ada]);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('is left alone when it holds them already, in whatever order', async () => {
    await set(ada);
    await set(ada, bob);
    await set(bob, ada);
    await work.pass(3000);
    expect(updates()).toBe(1);
  });

  it('is never to be empty: nothing of such a transaction is committed', async () => {
    const nobody = work.outbox.commit(async (trx, say) => {
      await trx.insertInto('setting').values({ name: 'state', value: '1' }).execute();
      say.setGroup(group, []);
    });
    await expect(nobody).rejects.toThrow(RangeError);
    expect(await work.store.db.selectFrom('setting').selectAll().execute()).toEqual([]);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('that is said several times while it waits gets the newest alone', async () => {
    await work.sender.stop();
    await set(bob);
    await set(ada, bob);
    expect(await waiting(work.store)).toHaveLength(1);
    await work.crash();
    await work.pass(3000);
    expect(work.slack.groupMembers('oncall')).toEqual([ada, bob]);
    expect(updates()).toBe(1);
  });

  it.each([
    ['plan_upgrade_required', 'update'],
    ['permission_denied', 'update'],
    ['invalid_users', 'update'],
    ['subteam_max_users_exceeded', 'update'],
    ['no_such_subteam', 'list'],
    ['missing_scope', 'list'],
  ])('that answers %s is not tried again, keeps nothing waiting, and is told of', async (error, method) => {
    work.slack.fail(`usergroups.users.${method}`, { error });
    await set(bob);
    await work.post('meanwhile');
    await work.pass(60_000);
    expect(texts(work.slack)).toEqual(['meanwhile']);
    expect(work.slack.calls(`usergroups.users.${method}`)).toHaveLength(1);
    expect(await waiting(work.store)).toMatchObject([{ kind: 'group', dead: 1, last_error: error }]);
    expect((await outboxDepth(work.store.db)).dead).toBe(1);
    expect([...work.sender.problems()]).toEqual([[`user group ${group}`, error]]);
    expect(work.errors).toEqual([error]);
  });

  it('that was refused is tried anew with the next list', async () => {
    await set(work.slack.user({ name: 'robot', isBot: true }));
    await work.quiet();
    expect(work.errors).toEqual(['invalid_users']);
    await set(bob);
    await work.pass(2000);
    expect(work.slack.groupMembers('oncall')).toEqual([bob]);
    expect([...work.sender.problems()]).toEqual([]);
    expect(await waiting(work.store)).toEqual([]);
  });

  it('whose call fails is tried again', async () => {
    work.slack.fail('usergroups.users.update', { status: 500, times: 2 });
    await set(bob);
    await work.pass(8000);
    expect(work.slack.groupMembers('oncall')).toEqual([bob]);
  });

  it('waits with everything else while the token is not valid', async () => {
    work.slack.fail('usergroups.users.list', { error: 'invalid_auth' });
    await set(bob);
    await work.quiet();
    expect([...work.sender.problems()]).toEqual([['*', 'invalid_auth']]);
    await work.pass(31_000);
    expect(work.slack.groupMembers('oncall')).toEqual([bob]);
    expect([...work.sender.problems()]).toEqual([]);
  });
});
