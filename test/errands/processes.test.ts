import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { claimant } from '../../src/outbox/claims.ts';
import { lasting, onBothEngines, onHost, passing, type Script, until } from './workshop.ts';

onBothEngines('a process that runs errands', (open) => {
  it('takes up within a second what one without a runner asked for', async () => {
    const { errands, beside, pass, kept } = await open();
    await errands.start();
    const commandLine = beside();
    await commandLine.ask('room', 'make');
    await pass(1000);
    expect(await kept()).toEqual(['make']);
  });

  it('leaves to the next what is asked for once it stops', async () => {
    const { errands, ask, pass, called, beside, kept } = await open();
    await errands.start();
    await errands.stop();
    await ask('room', 'make');
    await pass(5000);
    expect(called()).toEqual([]);
    const next = beside();
    await next.errands.start();
    await next.errands.settled();
    expect(await kept()).toEqual(['make']);
  });

  it('ends at its stop what is under way, and begins nothing more', async () => {
    const gate = Promise.withResolvers<void>();
    const { errands, ask, called, time, kept, waiting } = await open({ script: () => gate.promise });
    await errands.start();
    await ask('room', 'make', 'invite');
    await until(() => called().length === 1);
    const stopping = errands.stop();
    await time.advance(6000);
    gate.resolve();
    await stopping;
    expect(await kept()).toEqual(['make']);
    expect(await waiting()).toMatchObject([{ claimed_by: null, attempts: 0 }]);
  });

  it('cuts short at its stop what takes too long, and hands it over', async () => {
    const { errands, ask, calls, time, beside, kept, waiting, lines } = await open({
      script: () => new Promise(() => {}),
    });
    await errands.start();
    await ask('room', 'make', 'invite');
    await until(() => calls.length === 1);
    const stopping = errands.stop();
    await time.advance(8000);
    await stopping;
    expect(await waiting()).toMatchObject([
      { attempts: 0, claimed_by: null },
      { attempts: 0, claimed_by: null },
    ]);
    expect(lines).toEqual([]);
    const next = beside();
    await next.errands.start();
    await next.pass(3000);
    expect(await kept()).toEqual(['make', 'invite']);
    expect(next.calls[0]?.token).toBe(calls[0]?.token);
  });

  it('lets go at its stop of what it could not give back', async () => {
    const { errands, ask, waiting } = await open({
      script(_errand, process) {
        process.failNextWrites();
        throw lasting();
      },
    });
    await errands.start();
    await ask('room', 'make');
    await errands.settled();
    expect(await waiting()).toMatchObject([{ claimed_by: onHost('one') }]);
    await errands.stop();
    expect(await waiting()).toMatchObject([{ claimed_by: null, refused: 0 }]);
  });

  it.each([
    [
      'on this host, as soon as its last call must have arrived',
      claimant().replace(`/${process.pid}/`, `/${2 ** 30}/`),
      3000,
    ],
    ['on another host, once its claim has run out', onHost('two'), 31_000],
  ])('that died between a call and its commit is followed %s', async (_when, processId, ms) => {
    const { beside, kept } = await open();
    const dead = beside({ processId, script: (_errand, process) => process.die() });
    await dead.errands.start();
    await dead.ask('room', 'make', 'invite');
    await until(() => dead.isDead());
    const next = beside({ processId: claimant() });
    await next.errands.start();
    await next.pass(ms - 2000);
    expect(next.called()).toEqual([]);
    await next.pass(2000);
    expect(await kept()).toEqual(['make', 'invite']);
    expect(next.calls[0]).toEqual(dead.calls[0]);
  });

  it.each([
    ['done', () => {}],
    ['failed', () => Promise.reject(passing())],
    ['refused', () => Promise.reject(lasting())],
  ])('keeps nothing of a try that %s, when another process has taken it over meanwhile', async (_how, end) => {
    const [gate, otherGate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { errands, ask, called, time, beside, kept, waiting } = await open({
      script: () => gate.promise.then(end),
    });
    await errands.start();
    await ask('room', 'make');
    await until(() => called().length === 1);
    const anHourLater = { ...time, now: () => new Date(time.now().getTime() + 3_600_000) };
    const other = beside({ time: anHourLater, script: () => otherGate.promise });
    await other.errands.start();
    await until(() => other.called().length === 1);
    const before = await waiting();
    gate.resolve();
    await errands.settled();
    expect([await kept(), await waiting()]).toEqual([[], before]);
    otherGate.resolve();
    await other.errands.settled();
    expect([await kept(), await waiting()]).toEqual([['make'], []]);
  });

  it('shares the work with another so that nothing is done twice, nor two of a line at once', async () => {
    const lines = new Set<string>();
    let meetings = 0;
    const script: Script = async ({ line }) => {
      if (lines.has(line)) meetings += 1;
      lines.add(line);
      for (let n = 0; n < 5; n++) await setImmediate();
      lines.delete(line);
    };
    const { beside, kept, waiting, time, ...one } = await open({ script });
    const both = [one, beside({ script })];
    await Promise.all(both.map(({ errands }) => errands.start()));
    const names = Array.from({ length: 60 }, (_each, index) => `${index}`);
    await Promise.all(names.map((name, index) => both[index % 2]?.ask(`line ${index % 10}`, name)));
    while ((await waiting()).length > 0) {
      await time.advance(1000);
      await Promise.all(both.map(({ errands }) => errands.settled()));
    }
    expect(both.flatMap(({ called }) => called()).toSorted()).toEqual(names.toSorted());
    expect((await kept()).toSorted()).toEqual(names.toSorted());
    expect(meetings).toBe(0);
    expect(Math.min(...both.map(({ calls }) => calls.length))).toBeGreaterThan(0);
  });

  it('outlives a database that fails, says so once, and goes on when it answers', async () => {
    const { ask, failNextWrites, errands, pass, kept, lines } = await open();
    await errands.start();
    await ask('room', 'make');
    failNextWrites(3);
    await pass(4000);
    expect(await kept()).toEqual(['make']);
    const complaint = 'errands could not be read; trying again every second';
    expect(lines.map(({ msg }) => msg)).toEqual([complaint]);
    await ask('room', 'pin');
    failNextWrites();
    await pass(2000);
    expect(lines.map(({ msg }) => msg)).toEqual([complaint, complaint]);
  });
});
