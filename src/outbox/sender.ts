import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import { StoreError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { CLAIM_MS, letGo, renew, takeUp } from './claims.ts';
import { deliver } from './deliver.ts';
import type { Outbox } from './outbox.ts';
import { backoffMs } from './pace.ts';
import { arrive, depart, inTurn, type Job, limitOf, noTraffic, waitOf } from './queue.ts';
import { createSightings } from './sightings.ts';
import { judge, type Verdict } from './verdict.ts';

/** How often rows of other processes are looked for, and claims renewed. */
const POLL_MS = 1000;
const RENEW_MS = CLAIM_MS / 3;
/** A channel that could not be sent to is tried again after this. */
const HELD_MS = 30_000;

/** The sender of this process: everything said in it goes to Slack in turn, and what others left behind. */
export type Sender = {
  start(): Promise<void>;
  /** Ends the calls under way and hands the rest to the next process. */
  stop(): Promise<void>;
  /** Waits for the calls under way now. */
  settled(): Promise<void>;
  /** What keeps messages waiting, by channel (`*`: all of them), in Slack's words. */
  problems(): ReadonlyMap<string, string>;
  /** Tries what waits at once: something was mended. */
  retryHeld(): void;
};

export type SenderParts = {
  store: Store;
  outbox: Outbox;
  client: WebClient;
  clock: Clock;
  log: Log;
  channelId(channel: string): Promise<string>;
  /** Told the error of each failed call, for the count in `/metrics`. */
  onError(error: string): void;
};

/** Creates the sender; `start` takes up what was left and goes on until `stop`. */
export function createSender(parts: SenderParts): Sender {
  const { store, outbox, client, clock, log } = parts;
  const jobs = new Map<number, Job>();
  const sending = new Map<number, Promise<void>>();
  const traffic = noTraffic();
  const problems = new Map<string, string>();
  const unread: { id: number; doubtful: boolean }[] = [];
  const nowMs = () => clock.now().getTime();
  const delivery = { store, client, sightings: createSightings(client, nowMs), channelId: parts.channelId };
  let timer: NodeJS.Timeout | undefined;
  let poller: NodeJS.Timeout | undefined;
  let renewedAt = 0;
  let polling: Promise<void> | null = null;
  let running = false;

  function pump(): void {
    if (!running) return;
    clearTimeout(timer);
    let soonest = Number.POSITIVE_INFINITY;
    for (const job of [...jobs.values()].sort(inTurn)) {
      if (sending.has(job.id)) continue;
      const wait = waitOf(job, traffic, nowMs());
      if (wait === 0) send(job);
      else if (wait !== null) soonest = Math.min(soonest, wait);
    }
    if (Number.isFinite(soonest)) timer = setTimeout(pump, soonest);
  }

  function send(job: Job): void {
    const { key } = limitOf(job);
    depart(job, traffic, nowMs());
    const attempt = attemptOnce(job).finally(() => {
      arrive(key, traffic);
      sending.delete(job.id);
      pump();
    });
    sending.set(job.id, attempt);
  }

  async function attemptOnce(job: Job): Promise<void> {
    try {
      const outcome = await deliver(job, delivery);
      mended(job.channel);
      if (job.messageId !== null) nowShown(job.messageId);
      if (outcome === 'done') jobs.delete(job.id);
      else Object.assign(job, { posted: true, doubtSince: null, failures: 0, plain: false });
    } catch (error) {
      if (error instanceof StoreError) failed(job, { kind: 'passing', ambiguous: true, error: error.code });
      else await settleFailure(job, judge(error));
    }
  }

  function nowShown(messageId: string): void {
    for (const job of jobs.values()) if (job.awaits === messageId) job.awaits = null;
  }

  async function settleFailure(job: Job, verdict: Verdict): Promise<void> {
    parts.onError(verdict.error);
    if (verdict.kind === 'slow_down') traffic.quietUntil.set(limitOf(job).key, nowMs() + verdict.ms);
    else if (verdict.kind === 'held') held(verdict.whole ? '*' : job.channel, verdict.error);
    else if (verdict.kind === 'passing') failed(job, verdict);
    else await giveUp(job, verdict);
  }

  function failed(job: Job, verdict: Extract<Verdict, { kind: 'passing' }>): void {
    job.failures += 1;
    if (verdict.ambiguous) job.doubtSince = nowMs();
    job.nextAt = nowMs() + backoffMs(job.failures);
    if (job.failures === 1)
      log.warn({ error: verdict.error, channel: job.channel }, 'Slack did not answer; trying again');
  }

  async function giveUp(job: Job, verdict: Extract<Verdict, { kind: 'gone' | 'refused' }>): Promise<void> {
    if (verdict.kind === 'refused' && !job.plain) {
      job.plain = true;
      log.error({ error: verdict.error, row: job.id }, 'Slack refused a message; sending its text alone');
      return;
    }
    jobs.delete(job.id);
    const row = store.write(async (trx) => {
      if (verdict.kind === 'gone') await trx.deleteFrom('outbox').where('id', '=', job.id).execute();
      else
        await trx.updateTable('outbox').set({ dead: 1, last_error: verdict.error }).where('id', '=', job.id).execute();
    });
    await row.catch((error) =>
      log.error({ err: error, row: job.id }, 'a message that Slack refused could not be marked'),
    );
    log.error({ error: verdict.error, row: job.id, channel: job.channel }, 'a message can no longer be shown in Slack');
  }

  function held(place: string, error: string): void {
    traffic.heldUntil.set(place, nowMs() + HELD_MS);
    if (problems.get(place) === error) return;
    problems.set(place, error);
    log.error({ channel: place, error }, 'messages wait: Slack takes none for this channel');
  }

  function mended(channel: string): void {
    for (const place of [channel, '*']) {
      if (problems.delete(place)) log.info({ channel: place }, 'Slack takes messages for this channel again');
    }
  }

  async function load(rows: { id: number; doubtful: boolean }[]): Promise<void> {
    if (rows.length === 0) return;
    const doubtful = new Set(rows.filter((row) => row.doubtful).map((row) => row.id));
    for (const row of await queuedRows(store, outbox.processId, rows)) {
      if (jobs.has(row.id)) continue;
      jobs.set(row.id, {
        id: row.id,
        kind: row.kind as Job['kind'],
        messageId: row.message_id,
        lane: row.lane,
        channel: row.channel,
        awaits: row.parent_ts === null ? row.thread_of : null,
        posted: row.ts !== null,
        nextAt: Date.parse(row.next_at),
        doubtSince: doubtful.has(row.id) ? nowMs() : null,
        failures: 0,
        plain: false,
      });
    }
    pump();
  }

  /** A parent that another replica posted. */
  async function lookForParents(): Promise<void> {
    const awaited = [...new Set([...jobs.values()].flatMap((job) => job.awaits ?? []))];
    if (awaited.length === 0) return;
    const shown = store.db.selectFrom('message').select('id').where('id', 'in', awaited.slice(0, 100));
    for (const { id } of await shown.where('ts', 'is not', null).execute()) nowShown(id);
  }

  /** What was just committed. If it cannot be read back now, the next poll does it. */
  function wake(rowIds: number[]): void {
    const rows = rowIds.map((id) => ({ id, doubtful: false }));
    load(rows).catch((error) => {
      log.error({ err: error }, 'the outbox could not be read; trying again');
      unread.push(...rows);
    });
  }

  async function poll(): Promise<void> {
    try {
      if (jobs.size > 0 && nowMs() - renewedAt >= RENEW_MS) {
        await renew(store, outbox.processId, clock.now());
        renewedAt = nowMs();
      }
      await load(unread.splice(0));
      await load(await takeUp(store, outbox.processId, clock.now()));
      await lookForParents();
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      log.error({ err: error }, 'the outbox could not be read; trying again');
    }
  }

  function pollSoon(): void {
    poller = setTimeout(() => {
      polling = poll().then(() => {
        polling = null;
        if (running) pollSoon();
      });
    }, POLL_MS);
  }

  return {
    async start() {
      running = true;
      outbox.attachSender(wake);
      await poll();
      pollSoon();
    },
    async stop() {
      running = false;
      outbox.detachSender();
      clearTimeout(timer);
      clearTimeout(poller);
      await polling;
      await Promise.all(sending.values());
      const doubtful = [...jobs.values()].filter((job) => job.doubtSince !== null).map((job) => job.id);
      await letGo(store, outbox.processId, doubtful, clock.now());
    },
    async settled() {
      await Promise.all(sending.values());
    },
    problems: () => problems,
    retryHeld() {
      traffic.heldUntil.clear();
      pump();
    },
  };
}

/** The rows that are still this process's to send. */
async function queuedRows({ db }: Store, processId: string, rows: { id: number }[]) {
  const ids = rows.map((row) => row.id);
  return db
    .selectFrom('outbox')
    .leftJoin('message', 'message.id', 'outbox.message_id')
    .leftJoin('message as parent', 'parent.id', 'outbox.thread_of')
    .where('outbox.id', 'in', ids)
    .where('outbox.claimed_by', '=', processId)
    .select(['outbox.id', 'outbox.kind', 'outbox.message_id', 'outbox.lane', 'outbox.channel', 'outbox.next_at'])
    .select(['outbox.thread_of', 'message.ts', 'parent.ts as parent_ts'])
    .execute();
}
