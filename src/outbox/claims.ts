import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Store } from '../store/open.ts';

/** How long a process may hold what it promised to send before another may take it up. */
export const CLAIM_MS = 15_000;
/** Rows taken up at a time. */
const BATCH = 100;

/** A name for this process: host, process id, and something that no other process had before. */
export function claimant(): string {
  return `${hostname()}/${process.pid}/${randomUUID()}`;
}

/** Rows that this process now holds. `doubtful` ones may have been sent by the process that held them before. */
export type Taken = { id: number; doubtful: boolean };

/** Takes up rows that nobody sends: said by the command line, or by a process that has died. */
export async function takeUp(store: Store, by: string, now: Date): Promise<Taken[]> {
  const waiting = await store.db
    .selectFrom('outbox')
    .select(['id', 'claimed_by', 'claimed_until'])
    .where('dead', '=', 0)
    .where((where) => where.or([where('claimed_by', 'is', null), where('claimed_by', '!=', by)]))
    .orderBy('lane')
    .orderBy('id')
    .limit(BATCH)
    .execute();
  const free = waiting.filter((row) => isFree(row, by, now));
  if (free.length === 0) return [];
  const taken = await store.write((trx) =>
    trx
      .updateTable('outbox')
      .set({ claimed_by: by, claimed_until: claimEnd(now) })
      .where((where) => where.or(free.map((row) => where.and({ id: row.id, claimed_by: row.claimed_by }))))
      .returning('id')
      .execute(),
  );
  const doubtful = new Set(free.filter((row) => row.claimed_by !== null).map((row) => row.id));
  return taken.map(({ id }) => ({ id, doubtful: doubtful.has(id) }));
}

/** Holds on to everything this process still has to send. */
export async function renew(store: Store, by: string, now: Date): Promise<void> {
  const claim = { claimed_until: claimEnd(now) };
  await store.write((trx) => trx.updateTable('outbox').set(claim).where('claimed_by', '=', by).execute());
}

/** Lets go of everything, as this process ends. `sending` may have reached Slack, the others have not. */
export async function letGo(store: Store, by: string, sending: number[], now: Date): Promise<void> {
  await store.write(async (trx) => {
    const mine = trx.updateTable('outbox').where('claimed_by', '=', by);
    if (sending.length > 0) await mine.set({ claimed_until: now.toISOString() }).where('id', 'in', sending).execute();
    const rest = sending.length > 0 ? mine.where('id', 'not in', sending) : mine;
    await rest.set({ claimed_by: null, claimed_until: null }).execute();
  });
}

function claimEnd(now: Date): string {
  return new Date(now.getTime() + CLAIM_MS).toISOString();
}

function isFree(row: { claimed_by: string | null; claimed_until: string | null }, by: string, now: Date): boolean {
  if (row.claimed_by === null || row.claimed_until === null) return true;
  return row.claimed_until <= now.toISOString() || hasDied(row.claimed_by, by);
}

/** On this host we need not wait for a claim to run out. A container's next process often has the same process id. */
function hasDied(claimedBy: string, by: string): boolean {
  const [host, pid] = claimedBy.split('/');
  const [ownHost, ownPid] = by.split('/');
  if (host !== ownHost || pid === undefined) return false;
  return pid === ownPid || !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
