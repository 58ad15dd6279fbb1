import type { Kind } from './intent.ts';
import { type Bucket, fullBucket, type Pace, paces, take, waitFor } from './pace.ts';
import type { FreshRow } from './write.ts';

/** One thing to send. Times are milliseconds of a clock that never goes back. */
export type Job = {
  id: number;
  kind: Kind;
  messageId: string | null;
  lane: number;
  /** Where it goes, as the configuration names it: a channel, a person, or a user group. */
  channel: string;
  /** The message in whose thread it goes, while Slack does not show that one yet. */
  awaits: string | null;
  /** True when Slack shows the message already, so that it is to be rewritten. */
  posted: boolean;
  /** True while a call for it is under way. */
  underWay: boolean;
  /** Before then it must not be tried. */
  nextAt: number;
  /** Set when Slack may have it already: only what is read from Slack from then on tells. */
  doubtUntil: number | null;
  failures: number;
  /** Slack refused the blocks: it gets the text alone. */
  plain: boolean;
  /** What is to be sent, while it is known from having just been written; else it is read. */
  fresh: FreshRow | null;
};

/** One of Slack's limits, and the calls that are under it. */
export type Road = {
  pace: Pace;
  bucket: Bucket;
  /** How many calls may be under way at once. Posts to a channel go one after the other, to keep their order. */
  mostAtOnce: number;
  busy: number;
  /** Nothing goes before then: Slack asked for it, or did not answer. */
  quietUntil: number;
  /** Failures in a row. */
  failures: number;
};

/** What stands in the way of sending. Posts are counted for each channel, the rest for the workspace. */
export type Traffic = {
  posts: Map<string, Road>;
  updates: Road;
  others: Record<Exclude<Kind, 'message'>, Road>;
  /** Places (see `placeOf`) nothing can be sent to for now; `*` is all of them. */
  heldUntil: Map<string, number>;
};

/** Empty roads. */
export function openTraffic(now: number): Traffic {
  return {
    posts: new Map(),
    updates: openRoad(paces.update, 4, now),
    others: {
      whisper: openRoad(paces.whisper, 4, now),
      topic: openRoad(paces.topic, 1, now),
      group: openRoad(paces.group, 1, now),
      file: openRoad(paces.file, 1, now),
    },
    heldUntil: new Map(),
  };
}

function openRoad(pace: Pace, mostAtOnce: number, now: number): Road {
  return { pace, bucket: fullBucket(pace, now), mostAtOnce, busy: 0, quietUntil: now, failures: 0 };
}

/** The limit that a job is under. */
export function roadOf(job: Pick<Job, 'kind' | 'posted' | 'channel'>, traffic: Traffic, now: number): Road {
  if (job.kind !== 'message') return traffic.others[job.kind];
  if (job.posted) return traffic.updates;
  const known = traffic.posts.get(job.channel) ?? openRoad(paces.post, 1, now);
  traffic.posts.set(job.channel, known);
  return known;
}

/** What fails and is mended by itself: a channel or person, a channel's topic, the files in a channel, a user group. */
export function placeOf({ kind, channel }: Pick<Job, 'kind' | 'channel'>): string {
  if (kind === 'topic') return `topic of ${channel}`;
  if (kind === 'file') return `files in ${channel}`;
  return kind === 'group' ? `user group ${channel}` : channel;
}

/** The order of sending: by lane, within a lane as it was said. */
export function inTurn(a: Pick<Job, 'lane' | 'id'>, b: Pick<Job, 'lane' | 'id'>): number {
  return a.lane - b.lane || a.id - b.id;
}

/** Milliseconds until the job may be sent, 0 for now, null when the end of another call must free the way first. */
export function waitOf(job: Job, traffic: Traffic, now: number): number | null {
  if (job.awaits !== null || job.underWay) return null;
  const road = roadOf(job, traffic, now);
  if (road.busy >= road.mostAtOnce) return null;
  const { heldUntil } = traffic;
  return Math.max(
    0,
    job.nextAt - now,
    road.quietUntil - now,
    (heldUntil.get(placeOf(job)) ?? 0) - now,
    (heldUntil.get('*') ?? 0) - now,
    waitFor(road.pace, road.bucket, now),
  );
}

/**
 * Lets every job depart that may, in the order given.
 * @returns them with their roads, to be told to `arrive`, and the milliseconds until the next may (null: see `waitOf`).
 */
export function dispatch(
  jobs: Iterable<Job>,
  traffic: Traffic,
  now: number,
): { going: { job: Job; road: Road }[]; nextIn: number | null } {
  const going: { job: Job; road: Road }[] = [];
  let nextIn: number | null = null;
  for (const job of jobs) {
    const wait = waitOf(job, traffic, now);
    if (wait === null) continue;
    if (wait > 0) {
      nextIn = Math.min(wait, nextIn ?? wait);
      continue;
    }
    const road = roadOf(job, traffic, now);
    road.bucket = take(road.pace, road.bucket, now);
    road.busy += 1;
    job.underWay = true;
    going.push({ job, road });
  }
  return { going, nextIn };
}

/** The call for a job has ended. */
export function arrive(job: Job, road: Road): void {
  road.busy -= 1;
  job.underWay = false;
}
