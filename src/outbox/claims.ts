import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { inChunks } from '../store/chunks.ts';
import type { Store } from '../store/open.ts';

/** A process that was not heard of for so long has died, and what it promised to send is taken up by another. */
export const CLAIM_MS = 15_000;
/** Rows taken up at a time. */
const BATCH = 100;

/** Rows that this process now holds. `doubtful` ones may have been sent by the process that held them before. */
export type Taken = { id: number; doubtful: boolean };

/** Who sends what, so that several processes on one database share the work. */
export type Claims = {
  /** Tells the others that this process lives; to be called well within CLAIM_MS. */
  beat(): Promise<void>;
  /** Takes up rows that nobody sends: said by the command line, or held by a process that has died. */
  takeUp(): Promise<Taken[]>;
  /** Lets go of everything as this process ends: `doubtful` rows may have reached Slack, others surely have not. */
  letGo(doubtful: number[]): Promise<void>;
};

/**
 * Claims in the name of `by`. The others' hearts are timed by our own clock, so that clocks need not agree.
 * @param now milliseconds of a clock that never goes back.
 */
export function createClaims({ store, by, now }: { store: Store; by: string; now: () => number }): Claims {
  const heard = new Map<string, { beat: number; at: number }>();

  async function living(): Promise<string[]> {
    const senders = await store.db.selectFrom('sender').selectAll().execute();
    for (const { name, beat } of senders) {
      if (heard.get(name)?.beat !== beat) heard.set(name, { beat, at: now() });
    }
    for (const name of heard.keys()) if (!senders.some((sender) => sender.name === name)) heard.delete(name);
    return [...heard].flatMap(([name, { at }]) => (now() - at < CLAIM_MS && !hasDied(name, by) ? name : []));
  }

  return {
    async beat() {
      const known = store.db.insertInto('sender').values({ name: by, beat: 1 });
      await known
        .onConflict((conflict) => conflict.column('name').doUpdateSet((row) => ({ beat: row('sender.beat', '+', 1) })))
        .execute();
    },
    async takeUp() {
      const alive = [by, ...(await living())];
      const free = await freeRows(store, alive);
      const dead = [...heard.keys()].filter((name) => !alive.includes(name));
      if (free.length === 0 && dead.length === 0) return [];
      return take(store, by, free, dead);
    },
    async letGo(doubtful) {
      const doubted = new Set(doubtful);
      await store.write(async (trx) => {
        await trx.deleteFrom('sender').where('name', '=', by).execute();
        // Also what was committed in this process and never read back.
        const held = await trx.selectFrom('outbox').select('id').where('claimed_by', '=', by).execute();
        const untouched = held.map(({ id }) => id).filter((id) => !doubted.has(id));
        await inChunks(untouched, (ids) =>
          trx.updateTable('outbox').set({ claimed_by: null }).where('id', 'in', ids).execute(),
        );
      });
    },
  };
}

type FreeRow = { id: number; claimed_by: string | null };

async function freeRows({ db }: Store, alive: string[]): Promise<FreeRow[]> {
  return db
    .selectFrom('outbox')
    .select(['id', 'claimed_by'])
    .where('dead', '=', 0)
    .where((where) => where.or([where('claimed_by', 'is', null), where('claimed_by', 'not in', alive)]))
    .orderBy('lane')
    .orderBy('id')
    .limit(BATCH)
    .execute();
}

/** Takes rows from those who held them when we looked, and forgets the dead. Nobody else does so at the same time. */
async function take(store: Store, by: string, free: FreeRow[], dead: string[]): Promise<Taken[]> {
  return store.write(async (trx) => {
    if (dead.length > 0) await trx.deleteFrom('sender').where('name', 'in', dead).execute();
    const taken: Taken[] = [];
    for (const [holder, rows] of Map.groupBy(free, (row) => row.claimed_by)) {
      const ids = rows.map((row) => row.id);
      const held = trx.updateTable('outbox').set({ claimed_by: by }).where('id', 'in', ids);
      const still = held.where('claimed_by', holder === null ? 'is' : '=', holder).returning('id');
      taken.push(...(await still.execute()).map(({ id }) => ({ id, doubtful: holder !== null })));
    }
    return taken;
  }, 'outbox');
}

/** A name for this process: host, its part of the host, process id, and something that no other process had before. */
export function claimant(): string {
  return `${hostname()}/${processSpace()}/${process.pid}/${randomUUID()}`;
}

/** Containers that share their host's name still count their processes apart. Only Linux has such spaces. */
function processSpace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    return '';
  }
}

/**
 * Whether another process has surely died: it ran beside this one, where process ids can be looked up, so that we need
 * not wait until it was not heard of for long. A process of our own id has died, or we would not have its id.
 */
export function hasDied(claimant: string, self: string, isAlive: (pid: number) => boolean = isRunning): boolean {
  if (claimant === self) return false;
  const [host, space, pid] = claimant.split('/');
  const [ownHost, ownSpace, ownPid] = self.split('/');
  if (host !== ownHost || space !== ownSpace) return false;
  return pid === ownPid || !isAlive(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
