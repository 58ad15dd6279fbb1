import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLine } from '../../src/outbox/line.ts';
import { arrive, dispatch, inTurn, type Job, openTraffic, roadOf, waitOf } from '../../src/outbox/queue.ts';

function job(parts: Partial<Job> = {}): Job {
  return {
    id: 1,
    kind: 'message',
    messageId: 'm',
    lane: 1,
    channel: 'alerts',
    awaits: null,
    posted: false,
    underWay: false,
    nextAt: 0,
    doubtUntil: null,
    failures: 0,
    plain: false,
    fresh: null,
    ...parts,
  };
}

const anyJob = fc
  .record({
    id: fc.integer({ min: 1, max: 1000 }),
    lane: fc.integer({ min: 0, max: 3 }),
    channel: fc.constantFrom('alerts', 'bugs'),
    posted: fc.boolean(),
    awaits: fc.option(fc.constant('parent')),
    nextAt: fc.integer({ min: 0, max: 5000 }),
  })
  .map(job);

describe('what may be sent', () => {
  it.each<[string, Partial<Job>, number | null]>([
    ['at once when nothing is in the way', {}, 0],
    ['not before its parent is shown', { awaits: 'parent' }, null],
    ['not twice at the same time', { underWay: true }, null],
    ['not before its time', { nextAt: 700 }, 700],
  ])('goes %s', (_when, parts, wait) => expect(waitOf(job(parts), openTraffic(0), 0)).toBe(wait));

  it('waits while its channel is held, or all are', () => {
    const traffic = openTraffic(0);
    traffic.heldUntil.set('bugs', 30_000);
    expect([waitOf(job(), traffic, 0), waitOf(job({ channel: 'bugs' }), traffic, 10_000)]).toEqual([0, 20_000]);
    traffic.heldUntil.set('*', 5000);
    expect(waitOf(job(), traffic, 0)).toBe(5000);
  });

  it('waits while Slack asks its road to be quiet, and no other', () => {
    const traffic = openTraffic(0);
    roadOf(job(), traffic, 0).quietUntil = 9000;
    expect(waitOf(job(), traffic, 0)).toBe(9000);
    const kinds = ['whisper', 'topic', 'group', 'file'] as const;
    for (const other of [{ channel: 'bugs' }, { posted: true }, ...kinds.map((kind) => ({ kind }))]) {
      expect(waitOf(job(other), traffic, 0)).toBe(0);
    }
  });

  it('waits while its own place is held, and nothing else of that name does', () => {
    const traffic = openTraffic(0);
    traffic.heldUntil.set('topic of alerts', 30_000);
    expect(waitOf(job({ kind: 'topic' }), traffic, 0)).toBe(30_000);
    for (const kind of ['message', 'file', 'group'] as const) expect(waitOf(job({ kind }), traffic, 0)).toBe(0);
  });

  it('goes one post after the other in a channel, in turn, and names the wait for the next', () => {
    const traffic = openTraffic(0);
    const jobs = [
      job({ id: 1 }),
      job({ id: 2 }),
      job({ id: 3, channel: 'bugs' }),
      job({ id: 4, nextAt: 50, channel: 'war' }),
    ];
    const { going, nextIn } = dispatch(jobs, traffic, 0);
    expect(going.map((each) => each.job.id)).toEqual([1, 3]);
    expect(nextIn).toBe(50);
    expect(dispatch(jobs, traffic, 0).going).toEqual([]);
    for (const { job, road } of going) arrive(job, road);
    expect(dispatch(jobs.slice(1, 2), traffic, 0).going.map((each) => each.job.id)).toEqual([2]);
  });

  it('is never more than its road holds, and never what has to wait', () => {
    fc.assert(
      fc.property(fc.array(anyJob, { maxLength: 60 }), fc.integer({ min: 0, max: 5000 }), (jobs, now) => {
        const traffic = openTraffic(0);
        const { going, nextIn } = dispatch(jobs, traffic, now);
        for (const { job, road } of going) {
          expect(job.awaits).toBeNull();
          expect(job.nextAt).toBeLessThanOrEqual(now);
          expect(road.busy).toBeLessThanOrEqual(road.mostAtOnce);
        }
        const left = jobs.filter((each) => !each.underWay).map((each) => waitOf(each, traffic, now));
        expect(left).not.toContain(0);
        if (nextIn !== null) expect(nextIn).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the line', () => {
  it('is always in turn, holds each job once, and loses only what was removed', () => {
    const acts = fc.array(fc.tuple(fc.boolean(), anyJob), { maxLength: 100 });
    fc.assert(
      fc.property(acts, (made) => {
        const line = createLine();
        const kept = new Map<number, Job>();
        for (const [isAdded, each] of made) {
          const known = kept.get(each.id);
          if (isAdded) {
            line.add(each);
            kept.set(each.id, known ?? each);
          } else if (known) {
            line.remove(known);
            kept.delete(each.id);
          }
        }
        expect(line.jobs).toEqual([...kept.values()].sort(inTurn));
        for (const id of kept.keys()) expect(line.has(id)).toBe(true);
      }),
    );
  });

  it('lets go on what awaited a message that is shown now', () => {
    const line = createLine();
    for (const [id, awaits] of ['a', 'b'].entries()) line.add(job({ id, awaits }));
    line.shown('a');
    expect(line.jobs.map((each) => each.awaits)).toEqual([null, 'b']);
  });

  it('takes over a doubt about a job that it knows', () => {
    const line = createLine();
    line.add(job({ id: 7 }));
    line.add(job({ id: 7, doubtUntil: 2000, nextAt: 2000 }));
    expect(line.jobs).toMatchObject([{ id: 7, doubtUntil: 2000, nextAt: 2000 }]);
  });
});
