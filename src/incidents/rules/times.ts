import type { TimelineEvent } from '../timeline.ts';

/** Milliseconds from the opening of an incident until it was acknowledged, mitigated, resolved; null where it was not. */
export type Times = { acknowledge: number | null; mitigate: number | null; resolve: number | null };

/**
 * How long things took, by a timeline in order. The first acknowledgement counts, and the last mitigation and resolution
 * that no reopening undid.
 */
export function timesOf(timeline: readonly Pick<TimelineEvent, 'at' | 'kind'>[]): Times {
  const opened = timeline.findIndex(({ kind }) => kind === 'opened');
  const lines = opened < 0 ? [] : timeline.slice(opened);
  const lasting = lines.slice(lines.findLastIndex(({ kind }) => kind === 'reopened') + 1);
  const took = (line: { at: Date } | undefined): number | null =>
    lines[0] && line ? line.at.getTime() - lines[0].at.getTime() : null;
  return {
    acknowledge: took(lines.find(({ kind }) => kind === 'acknowledged')),
    mitigate: took(lasting.findLast(({ kind }) => kind === 'mitigated')),
    resolve: took(lasting.findLast(({ kind }) => kind === 'resolved')),
  };
}
