import { setImmediate } from 'node:timers/promises';
import { type ManualTime, manualTime } from '../../sandbox/slack/time.ts';
import type { Done, Errand, Handler } from '../../src/errands/errand.ts';
import { createErrands } from '../../src/errands/errands.ts';
import { AwsError, StoreError } from '../../src/errors.ts';
import { createOutbox } from '../../src/outbox/outbox.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore, type Store } from '../../src/store/open.ts';
import { logLines } from '../sources/log-lines.ts';
import { housesOn } from '../support/houses.ts';

/** What a handler of these tests does before the errand is kept as done. */
export type Script = (errand: Errand, process: Process, signal: AbortSignal) => Promise<void> | void;

/** How a process is made: `script` is what its handler does, `processId` the name that stands in its claims. */
export type ProcessOptions = {
  time?: ManualTime;
  processId?: string;
  script?: Script;
  handlers?: Record<string, Handler>;
};

/** A process that runs errands, over a real database, in a time that passes only when told to. It is not started yet. */
export type Process = ReturnType<typeof createProcess>;
/** The first process, which others can work beside. */
export type Workshop = Awaited<ReturnType<typeof openWorkshop>>;

/** What came of errands is kept under it. */
export const LOCK = 'workshop';

/** The name of an errand of these tests. */
export const nameOf = ({ payload }: Pick<Errand, 'payload'>) => (payload as { name: string }).name;
/** A process of another host than ours. */
export const onHost = (host: string) => `${host}/space/1/${host}`;
/** AWS does not answer, for now. */
export const passing = () => new AwsError('AWS throttled it', { code: 'ThrottlingException', retryable: true });
/** AWS will never do it. */
export const lasting = () => new AwsError('AWS denied access: allow it', { code: 'AccessDenied', retryable: false });

/** Lets what is under way go on until it has come that far. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await setImmediate();
}

/** Opens the database with a first process. */
async function openWorkshop(address: DatabaseAddress, options: ProcessOptions = {}) {
  const { time = manualTime(new Date('2026-11-20T09:00:00Z')) } = options;
  const store = await openStore(address);
  await migrate(store, time.now());
  const first = createProcess(store, time, options);
  const all = [first];
  return {
    ...first,
    ...{ store, db: store.db, time },
    /** Another process on the same database, on another host unless told. */
    beside(more: ProcessOptions = {}): Process {
      const other = createProcess(store, more.time ?? time, { processId: onHost('two'), ...more });
      all.push(other);
      return other;
    },
    /** The names of what was kept as done, in the order in which it was. */
    kept: async () => (await store.db.selectFrom('playbook_note').select('text').orderBy('id').execute()).map(textOf),
    waiting: () => store.db.selectFrom('errand').selectAll().orderBy('id').execute(),
    async close() {
      for (const { errands, isDead } of all) if (!isDead()) await errands.stop();
      await store.close();
    },
  };
}

const textOf = ({ text }: { text: string }) => text;

function createProcess(store: Store, time: ManualTime, options: ProcessOptions) {
  const { log, lines } = logLines();
  const health = { failures: 0, isDead: false };
  const death = Promise.withResolvers<void>();
  const unreliable = unreliableStore(store, health);
  const outbox = { ...createOutbox({ store: unreliable, clock: time }), processId: options.processId ?? onHost('one') };
  const calls: { name: string; token: string; attempts: number }[] = [];
  const refusals: string[] = [];
  const call: Handler = {
    async run(errand, signal) {
      calls.push({ name: nameOf(errand), token: errand.token, attempts: errand.attempts });
      await options.script?.(errand, process, signal);
      return keep(errand, nameOf(errand));
    },
    refused(errand, problem) {
      refusals.push(problem);
      return keep(errand, `${nameOf(errand)} refused`);
    },
  };
  const after: ManualTime['after'] = (ms, act) => time.after(ms, () => health.isDead || act());
  const handlers = { call, ...options.handlers };
  const errands = createErrands({ store: unreliable, outbox, clock: time, after, log, handlers, lock: LOCK });
  const process = {
    ...{ outbox, errands, lines, calls, refusals },
    /** The names of what was called, in order. */
    called: () => calls.map(({ name }) => name),
    /** Asks for errands of one line, in one transaction. */
    ask: (line: string, ...names: string[]) =>
      outbox.commit(async (_trx, say) => {
        for (const name of names) say.errand({ kind: 'call', line, payload: { name } });
      }),
    /** Lets time pass, a second at a time, and at each step what follows from it come to its end. */
    async pass(ms: number) {
      await errands.settled();
      for (let passed = 0; passed < ms; passed += 1000) {
        await time.advance(Math.min(1000, ms - passed));
        await errands.settled();
      }
    },
    /** The database fails at the next transactions of this process. */
    failNextWrites: (times = 1) => void Object.assign(health, { failures: times }),
    /** The process dies without a word: nothing that it has begun is kept. */
    die() {
      health.isDead = true;
      death.resolve();
    },
    isDead: () => health.isDead,
    died: death.promise,
  };
  return process;
}

function unreliableStore(store: Store, health: { failures: number; isDead: boolean }): Store {
  return {
    ...store,
    async write(work, lock) {
      if (health.isDead) return new Promise<never>(() => {});
      if (health.failures === 0) return store.write(work, lock);
      health.failures -= 1;
      throw new StoreError('The database failed', { code: 'SQLITE_IOERR', retryable: true });
    },
  };
}

/** Leaves a note in the database, which would stand there twice if it were kept twice. */
function keep({ line, token }: Errand, text: string): Done {
  return async (trx) => {
    await trx.insertInto('playbook_note').values({ file: line, by: token, at: '', text }).execute();
  };
}

/** Runs tests on both engines, or on PostgreSQL, which alone has locks beside that of the whole database. */
export const { onBothEngines, onPostgres } = housesOn<Workshop, ProcessOptions>(openWorkshop);
