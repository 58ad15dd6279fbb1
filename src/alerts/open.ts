import type { Db } from '../store/tables.ts';
import { toAlert } from './alert.ts';
import { countAlone, newestAlone, stormsOf } from './report-store.ts';
import type { Triaged } from './state-words.ts';
import type { TriageState } from './states.ts';
import type { Shown } from './today.ts';

/** States in which something is left to do, in the order in which lists show them. */
export const openStates = ['untriaged', 'looking', 'delegated', 'ticketed'] as const satisfies readonly TriageState[];

/** Alerts in a state that belong to no storm: how many there are, and the newest of them. */
export type OpenAlerts = { state: TriageState; count: number; alerts: Shown[] };

/** The alerts of a state that belong to no storm and arrived since then; of them the newest, at most so many. */
export async function openAlerts(
  db: Db,
  { state, since, most }: { state: TriageState; since: Date; most: number },
): Promise<OpenAlerts> {
  const from = since.toISOString();
  const count = await countAlone(db, state, from);
  const rows = count > 0 ? await newestAlone(db, { state, since: from, most }) : [];
  return {
    state,
    count,
    alerts: rows.map((row) => ({ alert: toAlert(row), channelId: row.channel_id, ts: row.ts })),
  };
}

/** A storm with where Slack shows it. */
export type ShownStorm = Triaged & { alerts: number; startedAt: Date; channelId: string | null; ts: string | null };

/** All storms that went on after `since`, and those that are open and went on after `openSince`; the newest first. */
export async function storms(db: Db, { since, openSince }: { since: Date; openSince: Date }): Promise<ShownStorm[]> {
  const span = { since: since.toISOString(), openSince: openSince.toISOString() };
  const rows = await stormsOf(db, { ...span, open: openStates });
  return rows.map((row) => ({
    state: row.state as TriageState,
    stateBy: row.state_by,
    stateAt: row.state_at === null ? null : new Date(row.state_at),
    alerts: row.alerts,
    startedAt: new Date(row.started_at),
    channelId: row.channel_id,
    ts: row.ts,
  }));
}
