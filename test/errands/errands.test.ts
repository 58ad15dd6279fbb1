import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { errandDepth, refusedErrands } from '../../src/errands/depth.ts';
import { NotYet } from '../../src/errands/errand.ts';
import { LEVEL } from '../sources/log-lines.ts';
import { LOCK, lasting, nameOf, onBothEngines, onPostgres, passing, type Script, until } from './workshop.ts';

onBothEngines('errands', (open) => {
  const begun = async (script?: Script) => {
    const workshop = await open(script && { script });
    await workshop.errands.start();
    return workshop;
  };

  it('are run as soon as they are committed, and what came of them is kept', async () => {
    const { ask, errands, called, kept, waiting } = await begun();
    await ask('room', 'make', 'invite', 'pin');
    await errands.settled();
    expect(called()).toEqual(['make', 'invite', 'pin']);
    expect(await kept()).toEqual(['make', 'invite', 'pin']);
    expect(await waiting()).toEqual([]);
  });

  it('are not asked for by a transaction that was rolled back', async () => {
    const { outbox, errands, called, waiting } = await begun();
    const failed = outbox.commit(async (_trx, say) => {
      say.errand({ kind: 'call', line: 'room', payload: { name: 'make' } });
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    await errands.settled();
    expect([called(), await waiting()]).toEqual([[], []]);
  });

  it('of one line wait for the one before; other lines go on', async () => {
    const gate = Promise.withResolvers<void>();
    const { ask, errands, called } = await begun((errand) => (nameOf(errand) === 'slow' ? gate.promise : undefined));
    await ask('one', 'slow', 'behind it');
    await ask('two', 'elsewhere');
    await until(() => called().includes('elsewhere'));
    expect(called()).toEqual(['slow', 'elsewhere']);
    gate.resolve();
    await errands.settled();
    expect(called()).toEqual(['slow', 'elsewhere', 'behind it']);
  });

  it('are under way eight at a time, and the rest comes after them', async () => {
    const gate = Promise.withResolvers<void>();
    const { ask, errands, called } = await begun(() => gate.promise);
    for (let line = 0; line < 12; line++) await ask(`${line}`, `${line}`);
    await until(() => called().length === 8);
    gate.resolve();
    await errands.settled();
    expect(called()).toHaveLength(12);
  });

  it('of kinds that call another service are not kept waiting by eight that hang', async () => {
    const gate = Promise.withResolvers<void>();
    const done: string[] = [];
    const run = (name: string) => async () => {
      done.push(name);
      return async () => {};
    };
    const hang = async () => {
      await gate.promise;
      return async () => {};
    };
    const handlers = { 'aws.start': { run: hang }, 'aws.note': { run: hang }, 'room.make': { run: run('room') } };
    const { outbox, errands, waiting } = await open({ handlers });
    await errands.start();
    await outbox.commit(async (_trx, say) => {
      for (let line = 0; line < 10; line++)
        say.errand({ kind: line % 2 ? 'aws.note' : 'aws.start', line: `${line}`, payload: {} });
      say.errand({ kind: 'room.make', line: 'room', payload: {} });
    });
    await until(() => done.length === 1);
    expect((await waiting()).filter(({ claimed_by }) => claimed_by !== null)).toHaveLength(8);
    gate.resolve();
    await errands.settled();
    expect(await waiting()).toEqual([]);
  });

  it('that fail are tried again, less and less often, and hold their own line only', async () => {
    let isDown = true;
    const workshop = await begun((errand) => {
      if (isDown && errand.line === 'aws') throw passing();
    });
    const { ask, pass, called, kept, errands, lines } = workshop;
    await ask('aws', 'start', 'update');
    await ask('slack', 'make');
    await pass(600_000);
    const knocks = called().filter((name) => name === 'start').length;
    expect(knocks).toBeGreaterThan(10);
    expect(knocks).toBeLessThan(20);
    expect(await kept()).toEqual(['make']);
    expect([...errands.problems()]).toEqual([['call', 'AWS throttled it']]);
    expect(lines.filter(({ level }) => level >= LEVEL.warn)).toMatchObject([{ kind: 'call', level: LEVEL.warn }]);
    isDown = false;
    await pass(61_000);
    expect(await kept()).toEqual(['make', 'start', 'update']);
    expect([...errands.problems()]).toEqual([]);
    isDown = true;
    await ask('aws', 'resolve');
    await pass(3000);
    expect(lines.filter(({ level }) => level >= LEVEL.warn)).toHaveLength(2);
  });

  it('that wait for their next try are not put off for longer by a clock that was set back', async () => {
    let isDown = true;
    const { ask, pass, time, errands, kept } = await begun(() => {
      if (isDown) throw passing();
    });
    await ask('aws', 'start');
    await errands.settled();
    isDown = false;
    const now = time.now;
    time.now = () => new Date(now().getTime() - 3_600_000);
    await pass(2000);
    expect(await kept()).toEqual(['start']);
  });

  it('run on when the clock is put forward under them', async () => {
    const gate = Promise.withResolvers<void>();
    const { ask, time, errands, called, kept } = await begun(() => gate.promise);
    await ask('aws', 'start');
    await until(() => called().length === 1);
    const now = time.now;
    time.now = () => new Date(now().getTime() + 3_600_000);
    await time.advance(3000);
    gate.resolve();
    await errands.settled();
    expect([called(), await kept()]).toEqual([['start'], ['start']]);
  });

  it('that are never to be done are set aside and told, and their line goes on', async () => {
    const workshop = await begun((errand) => {
      if (nameOf(errand) === 'start') throw lasting();
    });
    const { ask, errands, kept, refusals, called, db, pass, lines } = workshop;
    await ask('aws', 'start', 'update');
    await errands.settled();
    expect(refusals).toEqual(['AWS denied access: allow it']);
    expect(await kept()).toEqual(['start refused', 'update']);
    await pass(120_000);
    expect(called()).toEqual(['start', 'update']);
    expect(await refusedErrands(db)).toEqual([{ kind: 'call', problem: 'AWS denied access: allow it', count: 1 }]);
    expect(await errandDepth(db)).toEqual({ waiting: [], refused: 1, oldest: null });
    expect([...errands.problems()]).toEqual([]);
    expect(lines.filter(({ level }) => level === LEVEL.error)).toHaveLength(1);
  });

  it('in which we have a bug are tried three times, logged with it, and set aside', async () => {
    const { ask, pass, called, refusals, lines } = await begun((errand) => {
      if (nameOf(errand) === 'buggy') throw new TypeError('x is not a function');
    });
    await ask('aws', 'buggy', 'next');
    await pass(10_000);
    expect(called()).toEqual(['buggy', 'buggy', 'buggy', 'next']);
    expect(refusals).toEqual(['internal']);
    expect(JSON.stringify(lines[0])).toContain('x is not a function');
  });

  it('whose refusal cannot be told for a bug are set aside all the same', async () => {
    const workshop = await open({
      handlers: {
        broken: {
          run: () => Promise.reject(lasting()),
          refused: () => () => Promise.reject(new TypeError('a bug')),
        },
      },
    });
    await workshop.errands.start();
    await workshop.outbox.commit(async (_trx, say) => say.errand({ kind: 'broken', line: 'aws', payload: {} }));
    await workshop.errands.settled();
    expect(await refusedErrands(workshop.db)).toMatchObject([{ kind: 'broken', count: 1 }]);
  });

  it('that come too early are tried again when they say, without a word and without an end', async () => {
    let isThere = false;
    const { ask, time, errands, called, kept, lines, waiting } = await begun(() => {
      if (!isThere) throw new NotYet('the message is not posted yet', 200);
    });
    await ask('room', 'pin');
    for (let n = 1; n <= 30; n++) {
      await errands.settled();
      expect(called()).toHaveLength(n);
      await time.advance(200);
    }
    await errands.settled();
    expect(await waiting()).toMatchObject([{ attempts: 0, last_error: null }]);
    expect([lines, [...errands.problems()]]).toEqual([[], []]);
    isThere = true;
    await time.advance(200);
    await errands.settled();
    expect(await kept()).toEqual(['pin']);
  });

  it('that failed first and only have to wait now are no problem any more', async () => {
    const setbacks = [passing(), new NotYet('the message is not posted yet', 60_000)];
    const { ask, pass, errands, waiting } = await begun(() => Promise.reject(setbacks.shift()));
    await ask('room', 'pin');
    await pass(1000);
    expect([...errands.problems().keys()]).toEqual(['call']);
    await pass(3000);
    expect(await waiting()).toMatchObject([{ attempts: 1, last_error: null }]);
    expect([...errands.problems()]).toEqual([]);
  });

  it('whose outcome could not be kept are done again, by the same token', async () => {
    let isFirst = true;
    const { ask, pass, calls, kept } = await begun((_errand, process) => {
      if (isFirst) process.failNextWrites();
      isFirst = false;
    });
    await ask('aws', 'start', 'update');
    await pass(5000);
    expect(calls.map(({ name }) => name)).toEqual(['start', 'start', 'update']);
    expect(calls[0]?.token).toBe(calls[1]?.token);
    expect(calls[0]?.token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(calls[2]?.token).not.toBe(calls[0]?.token);
    expect(await kept()).toEqual(['start', 'update']);
  });

  it('whose refusal could not be kept are found again and refused', async () => {
    let isFirst = true;
    const { ask, pass, refusals, kept, lines, waiting } = await begun((_errand, process) => {
      if (isFirst) process.failNextWrites();
      isFirst = false;
      throw lasting();
    });
    await ask('aws', 'start');
    await pass(1000);
    expect(await kept()).toEqual([]);
    await pass(4000);
    expect(await kept()).toEqual(['start refused']);
    expect([refusals.length, await waiting()]).toMatchObject([2, [{ refused: 1, claimed_by: null }]]);
    expect(lines.map(({ msg }) => msg)).toContain('what came of an errand could not be kept; it is tried again');
  });

  it('of kinds that this version does not know are left to one that does, with what stands behind them', async () => {
    const { outbox, ask, pass, kept, db } = await begun();
    await outbox.commit(async (_trx, say) => say.errand({ kind: 'from tomorrow', line: 'aws', payload: {} }));
    await ask('aws', 'behind it');
    await ask('slack', 'make');
    await pass(5000);
    expect(await kept()).toEqual(['make']);
    const oldest = new Date('2026-11-20T09:00:00Z');
    const waiting = [
      ['call', 1],
      ['from tomorrow', 1],
    ];
    expect(await errandDepth(db)).toEqual({ waiting, refused: 0, oldest });
  });

  it('that take too long are given up, and tried again', async () => {
    const signals: AbortSignal[] = [];
    const { ask, time, errands, called, kept, waiting } = await begun((_errand, _process, signal) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => {}) : undefined;
    });
    await ask('aws', 'start');
    await until(() => called().length === 1);
    await time.advance(19_999);
    expect(signals[0]?.aborted).toBe(false);
    await time.advance(1);
    await errands.settled();
    expect(signals[0]?.aborted).toBe(true);
    expect(await waiting()).toMatchObject([{ attempts: 1, last_error: 'TimeoutError', claimed_by: null }]);
    await time.advance(1000);
    await time.advance(1000);
    await errands.settled();
    expect(await kept()).toEqual(['start']);
  });
});

onPostgres('what came of errands', (open) => {
  it.each([
    ['done', 'call', ['call']],
    ['never to be done', 'fail', ['fail refused']],
  ])('is kept under the lock of what it changes, when they are %s', async (_what, name, text) => {
    const script: Script = (errand) => {
      if (nameOf(errand) === 'fail') throw lasting();
    };
    const { ask, errands, kept, outbox, db } = await open({ script });
    await errands.start();
    const isHeld = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const holding = outbox.commit(() => {
      isHeld.resolve();
      return gate.promise;
    }, LOCK);
    await isHeld.promise;
    await ask('line', name);
    const waits = sql<{ n: number }>`select count(*)::int as n from pg_locks
      where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())`;
    while ((await waits.execute(db)).rows[0]?.n === 0) expect(await kept()).toEqual([]);
    expect(await kept()).toEqual([]);
    gate.resolve();
    await holding;
    await errands.settled();
    expect(await kept()).toEqual(text);
  });
});
