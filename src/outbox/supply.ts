import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { createPatience } from '../store/patience.ts';
import { CLAIM_MS, type Claims, type Taken } from './claims.ts';
import type { Line } from './line.ts';
import { appearsWithinMs } from './pace.ts';
import type { Job } from './queue.ts';
import type { FreshRow } from './write.ts';

/** How often this process tells that it lives, and looks for rows of its own that it does not remember. */
const BEAT_MS = CLAIM_MS / 3;
/** A call that a dead process had begun may still reach Slack: rows of its own are looked for there only after this. */
const LAST_WORDS_MS = 2000;
/** Ids in one statement; databases bound the number of parameters. */
const CHUNK = 500;

/** Brings rows of the outbox into the line. */
export type Supply = {
  /** Rows that were just committed. What cannot be read back now is read by the next `restock`. */
  add(rowIds: number[]): Promise<void>;
  /** Takes up what nobody sends, and what was missed. To be called every second or so. */
  restock(): Promise<void>;
};

export type SupplyParts = {
  store: Store;
  processId: string;
  claims: Claims;
  line: Line;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  log: Log;
};

/** Starts with nothing known. */
export function createSupply(parts: SupplyParts): Supply {
  const { store, processId, claims, line, now, log } = parts;
  let unread: Taken[] = [];
  let beatAt = Number.NEGATIVE_INFINITY;
  const patiently = createPatience(log, 'the outbox could not be read; trying again every second');
  let lastRead: Promise<void> = Promise.resolve();

  async function load(rows: Taken[]): Promise<void> {
    for (let start = 0; start < rows.length; start += CHUNK) {
      const chunk = rows.slice(start, start + CHUNK);
      const doubtful = new Set(chunk.filter((row) => row.doubtful).map((row) => row.id));
      const found = await claimedRows(
        parts,
        chunk.map((row) => row.id),
      );
      await buryOrphans(store, found);
      for (const row of found) if (row.parent_dead !== 1) line.add(toJob(row, now(), doubtful.has(row.id)));
    }
  }

  /** One reading after the other, so that what was said first is sent first. */
  function inOrder(read: () => Promise<void>): Promise<void> {
    const turn = lastRead.then(() => patiently(read));
    lastRead = turn;
    return turn;
  }

  async function loadUnread(): Promise<void> {
    const rows = unread;
    if (rows.length === 0) return;
    unread = [];
    await load(rows).catch((error) => {
      unread = [...rows, ...unread];
      throw error;
    });
  }

  async function strays(): Promise<Taken[]> {
    const mine = store.db.selectFrom('outbox').where('dead', '=', 0).where('claimed_by', '=', processId);
    const { count } = await mine.select((select) => select.fn.countAll().as('count')).executeTakeFirstOrThrow();
    if (Number(count) === line.jobs.length) return [];
    const rows = await mine.select('id').orderBy('lane').orderBy('id').execute();
    return rows.filter(({ id }) => !line.has(id)).map(({ id }) => ({ id, doubtful: false }));
  }

  return {
    add(rowIds) {
      unread = [...unread, ...rowIds.map((id) => ({ id, doubtful: false }))];
      return inOrder(loadUnread);
    },
    restock: () =>
      inOrder(async () => {
        if (now() - beatAt >= BEAT_MS) {
          await claims.beat();
          beatAt = now();
          const missed = await strays();
          unread = [...unread, ...missed];
        }
        const taken = await claims.takeUp();
        unread = [...unread, ...taken];
        await loadUnread();
        await findParents(store, line);
      }),
  };
}

async function claimedRows({ store, processId }: SupplyParts, ids: number[]) {
  return store.db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .leftJoin('message as parent', 'parent.id', 'outbox.thread_of')
    .leftJoin('outbox as parent_row', 'parent_row.message_id', 'outbox.thread_of')
    .where('outbox.id', 'in', ids)
    .where('outbox.dead', '=', 0)
    .where('outbox.claimed_by', '=', processId)
    .select(['outbox.id', 'outbox.kind', 'outbox.message_id', 'outbox.lane', 'outbox.channel', 'outbox.thread_of'])
    .select(['message.ts', 'parent.ts as parent_ts', 'parent_row.dead as parent_dead'])
    .execute();
}

type Row = Awaited<ReturnType<typeof claimedRows>>[number];

function toJob(row: Row, now: number, doubtful: boolean): Job {
  const kind = row.kind as Job['kind'];
  const known = doubtful ? now + Math.max(LAST_WORDS_MS, appearsWithinMs(kind)) : now;
  return {
    id: row.id,
    kind,
    messageId: row.message_id,
    lane: row.lane,
    channel: row.channel,
    awaits: row.parent_ts === null ? row.thread_of : null,
    posted: row.ts !== null,
    underWay: false,
    nextAt: known,
    doubtUntil: doubtful ? known : null,
    failures: 0,
    plain: false,
    fresh: null,
  };
}

/** The job of a message that was said just now. */
export function freshJob(fresh: FreshRow, now: number): Job {
  const { id, message_id, lane, channel } = fresh;
  const row = {
    id,
    kind: 'message',
    message_id,
    lane,
    channel,
    thread_of: null,
    ts: null,
    parent_ts: null,
    parent_dead: null,
  };
  return { ...toJob(row, now, false), fresh };
}

/** What goes into the thread of a message that Slack never took can never be shown either. */
async function buryOrphans(store: Store, rows: Row[]): Promise<void> {
  const orphans = rows.filter((row) => row.parent_dead === 1).map((row) => row.id);
  if (orphans.length === 0) return;
  const dead = store.db.updateTable('outbox').set({ dead: 1, claimed_by: null, last_error: 'parent_refused' });
  await dead.where('id', 'in', orphans).execute();
}

/** Parents that another process posts: Slack may show them by now. */
async function findParents({ db }: Store, line: Line): Promise<void> {
  const awaited = new Set(line.jobs.flatMap(({ awaits }) => awaits ?? []));
  if (awaited.size === 0) return;
  for (const { messageId } of line.jobs) if (messageId !== null) awaited.delete(messageId);
  const ids = [...awaited];
  for (let start = 0; start < ids.length; start += CHUNK) {
    const chunk = ids.slice(start, start + CHUNK);
    const shown = db.selectFrom('message').select('id').where('id', 'in', chunk).where('ts', 'is not', null);
    for (const { id } of await shown.execute()) line.shown(id);
  }
}
