import type { WebClient } from '@slack/web-api';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/open.ts';
import { createClaims } from './claims.ts';
import { deliver } from './deliver.ts';
import { createLine } from './line.ts';
import type { Outbox } from './outbox.ts';
import { arrive, dispatch, type Job, openTraffic, type Road } from './queue.ts';
import { createSetbacks } from './setbacks.ts';
import { createSightings } from './sightings.ts';
import { steadyTime } from './steady.ts';
import { createSupply, freshJob } from './supply.ts';
import type { WrittenRow } from './write.ts';

/** How often rows of other processes are looked for. */
const POLL_MS = 1000;

/** The sender of this process: everything said in it goes to Slack in turn, and what others left behind. */
export type Sender = {
  start(): Promise<void>;
  /** Ends the calls under way and hands the rest to the next process. */
  stop(): Promise<void>;
  /** Waits for the calls under way now. */
  settled(): Promise<void>;
  /** What Slack does not take, by place (see `placeOf`; `*`: all of them), in Slack's words. */
  problems(): ReadonlyMap<string, string>;
  /** Tries what waits at once: something was mended. */
  retryHeld(): void;
};

/** Runs `act` once after `ms` milliseconds, unless the function it returns is called before. */
export type After = (ms: number, act: () => void) => () => void;

export type SenderParts = {
  store: Store;
  outbox: Outbox;
  client: WebClient;
  clock: Clock;
  /** The machine's timers unless given: whoever hands in a clock of their own hands in its timers too. */
  after?: After;
  log: Log;
  channelId(channel: string): Promise<string>;
  /** Told the error of each failed call, for the count in `/metrics`. */
  onError(error: string): void;
};

const machineAfter: After = (ms, act) => {
  const timer = setTimeout(act, ms);
  return () => clearTimeout(timer);
};

const neverMind = () => {};

/** Creates the sender; `start` takes up what was left and goes on until `stop`. */
export function createSender(parts: SenderParts): Sender {
  const { store, outbox, client, log, after = machineAfter } = parts;
  const { processId } = outbox;
  const now = steadyTime(parts.clock);
  const line = createLine();
  const traffic = openTraffic(now());
  const claims = createClaims({ store, by: processId, now });
  const supply = createSupply({ store, processId, claims, line, now, log });
  const setbacks = createSetbacks({ store, line, traffic, now, log, onError: parts.onError });
  const sightings = createSightings(client, now);
  const delivery = { store, processId, client, sightings, channelId: parts.channelId };
  /** Calls to Slack and readings of the outbox under way. */
  const underWay = new Set<Promise<void>>();
  let cancelTurn = neverMind;
  let cancelPoll = neverMind;
  let isRunning = false;

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => underWay.delete(tracked)).then(sendNext);
    underWay.add(tracked);
  }

  function sendNext(): void {
    cancelTurn();
    if (!isRunning) return;
    const { going, nextIn } = dispatch(line.jobs, traffic, now());
    for (const { job, road } of going) track(attempt(job, road).finally(() => arrive(job, road)));
    cancelTurn = nextIn === null ? neverMind : after(nextIn, sendNext);
  }

  async function attempt(job: Job, road: Road): Promise<void> {
    try {
      const outcome = await deliver(job, delivery);
      if (outcome === 'not_ours') return line.remove(job);
      setbacks.overcome(job, road);
      if (job.messageId !== null) line.shown(job.messageId);
      if (outcome === 'done') line.remove(job);
      else Object.assign(job, { posted: true, doubtUntil: null, failures: 0, plain: false });
    } catch (error) {
      await setbacks.suffer(job, road, error);
    }
  }

  /** What was just committed. What can be sent at once goes out without being read back; the rest is read. */
  function wake(rows: WrittenRow[]): void {
    const fresh = rows.flatMap((row) => (row.fresh === null ? [] : freshJob(row.fresh, now())));
    for (const job of fresh) line.add(job);
    sendNext();
    // Those that wait let go of what they hold: there may be thousands.
    for (const job of fresh) if (!job.underWay) job.fresh = null;
    const rest = rows.filter((row) => row.fresh === null).map((row) => row.id);
    if (rest.length > 0) track(supply.add(rest));
  }

  function poll(): Promise<void> {
    return supply.restock().finally(() => {
      if (isRunning) cancelPoll = after(POLL_MS, () => track(poll()));
    });
  }

  return {
    async start() {
      isRunning = true;
      // First of all the others learn that this process lives, or they would take up what it says.
      await poll();
      outbox.attachSender(wake);
      sendNext();
    },
    async stop() {
      isRunning = false;
      outbox.detachSender();
      cancelTurn();
      cancelPoll();
      await Promise.all(underWay);
      const doubtful = line.jobs.filter((job) => job.doubtUntil !== null).map((job) => job.id);
      await claims
        .letGo(doubtful)
        .catch((error) => log.error({ err: error }, 'what waits in the outbox could not be handed over; it is kept'));
    },
    async settled() {
      await Promise.all(underWay);
    },
    problems: () => setbacks.problems,
    retryHeld() {
      traffic.heldUntil.clear();
      sendNext();
    },
  };
}
