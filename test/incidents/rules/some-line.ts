import type { EventKind, TimelineEvent } from '../../../src/incidents/timeline.ts';

/** A line of a timeline on 2026-11-20, at `09:15` UTC. */
export const line = (
  time: string,
  kind: EventKind,
  { by = 'U0ADA', text = '' }: { by?: string | null; text?: string } = {},
) => ({ at: new Date(`2026-11-20T${time}:00Z`), kind, by, text }) satisfies Omit<TimelineEvent, 'id'>;
