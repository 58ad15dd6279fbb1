import type { TimelineEvent } from '../timeline.ts';

/** When an incident was mitigated, and by whom, by its timeline in order; null when it was not, or was opened again since. */
export function mitigated<Line extends Pick<TimelineEvent, 'kind'>>(timeline: readonly Line[]): Line | null {
  const since = timeline.slice(timeline.findLastIndex(({ kind }) => kind === 'reopened') + 1);
  return since.find(({ kind }) => kind === 'mitigated') ?? null;
}
