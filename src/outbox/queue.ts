import { type Bucket, fullBucket, type Pace, paces, take, waitFor } from './pace.ts';

/** One thing to send. */
export type Job = {
  id: number;
  kind: 'message' | 'whisper';
  messageId: string | null;
  lane: number;
  channel: string;
  /** The message in whose thread it goes, while Slack does not show that one yet. */
  awaits: string | null;
  /** True when Slack shows the message already, so that it is to be rewritten. */
  posted: boolean;
  /** Milliseconds since 1970 before which it must not be tried. */
  nextAt: number;
  /** When it became unknown whether Slack has it already; null when it surely has not. */
  doubtSince: number | null;
  failures: number;
  /** Slack refused the blocks: it gets the text alone. */
  plain: boolean;
};

/** What stands in the way of sending. Times are milliseconds since 1970. */
export type Traffic = {
  buckets: Map<string, Bucket>;
  /** Asked by Slack to be quiet until then; by the key of `limitOf`. */
  quietUntil: Map<string, number>;
  /** Channels nothing can be sent to for now; `*` is all of them. */
  heldUntil: Map<string, number>;
  /** Keys of `limitOf` with a call under way; posts to a channel go one after the other, to keep their order. */
  busy: Map<string, number>;
};

/** An empty road. */
export function noTraffic(): Traffic {
  return { buckets: new Map(), quietUntil: new Map(), heldUntil: new Map(), busy: new Map() };
}

/** How many calls may be under way at once for each kind of call. */
const mostAtOnce = { post: 1, update: 4, whisper: 4 } as const;

/** Which of Slack's limits a job is under: posts are counted for each channel, the others for the workspace. */
export function limitOf(job: Pick<Job, 'kind' | 'posted' | 'channel'>): { key: string; method: keyof typeof paces } {
  if (job.kind === 'whisper') return { key: 'whisper', method: 'whisper' };
  return job.posted ? { key: 'update', method: 'update' } : { key: `post ${job.channel}`, method: 'post' };
}

/** The order of sending: by lane, within a lane as it was said. */
export function inTurn(a: Pick<Job, 'lane' | 'id'>, b: Pick<Job, 'lane' | 'id'>): number {
  return a.lane - b.lane || a.id - b.id;
}

/**
 * Milliseconds until the job may be sent, 0 for now, null when the end of another call must free the way first.
 */
export function waitOf(job: Job, traffic: Traffic, now: number): number | null {
  if (job.awaits !== null) return null;
  const { key, method } = limitOf(job);
  if ((traffic.busy.get(key) ?? 0) >= mostAtOnce[method]) return null;
  const pace: Pace = paces[method];
  return Math.max(
    0,
    job.nextAt - now,
    (traffic.quietUntil.get(key) ?? 0) - now,
    (traffic.heldUntil.get(job.channel) ?? 0) - now,
    (traffic.heldUntil.get('*') ?? 0) - now,
    waitFor(pace, traffic.buckets.get(key) ?? fullBucket(pace, now), now),
  );
}

/** The call begins. */
export function depart(job: Job, traffic: Traffic, now: number): void {
  const { key, method } = limitOf(job);
  const pace: Pace = paces[method];
  traffic.buckets.set(key, take(pace, traffic.buckets.get(key) ?? fullBucket(pace, now), now));
  traffic.busy.set(key, (traffic.busy.get(key) ?? 0) + 1);
}

/** The call that began under `key` has ended. */
export function arrive(key: string, traffic: Traffic): void {
  traffic.busy.set(key, Math.max(0, (traffic.busy.get(key) ?? 0) - 1));
}
