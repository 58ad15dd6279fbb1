import { TZDate } from '@date-fns/tz';
import type { Selectable } from 'kysely';
import { knownTeamUrl } from '../slack/identity.ts';
import { permalink } from '../slack/permalink.ts';
import type { Db, Tables } from '../store/tables.ts';
import { alertsSince } from './list-store.ts';
import type { TriageState } from './states.ts';

type ListedRow = Selectable<Tables['alert']> & { channel_id: string | null; ts: string | null };

/** An alert as scripts see it: `watchbill alerts --json`. Times are ISO 8601 with the offset of the configured zone. */
export type ListedAlert = {
  id: string;
  source: string;
  key: string;
  alarm: string;
  title: string;
  state: string;
  triagedBy: string | null;
  triagedAt: string | null;
  assignee: string | null;
  ticket: string | null;
  reason: string | null;
  condition: string;
  firedAt: string;
  recoveredAt: string | null;
  repeats: number;
  channel: string | null;
  ts: string | null;
  permalink: string | null;
  playbook: string | null;
  incident: string | null;
};

/** How an alert is named to people and scripts: `A-17`. */
function alertName(id: number): string {
  return `A-${id}`;
}

/** The alerts that fired, arrived or changed since then, newest firing first. */
export async function listAlerts(
  db: Db,
  { since, state, zone }: { since: Date; state: TriageState | null; zone: string },
): Promise<ListedAlert[]> {
  const rows = await alertsSince(db, since.toISOString(), state);
  const teamUrl = await knownTeamUrl(db);
  return rows.map((row) => describe(row, zone, teamUrl));
}

function describe(row: ListedRow, zone: string, teamUrl: string | null): ListedAlert {
  const time = (text: string | null) => (text === null ? null : new TZDate(text, zone).toISOString());
  return {
    id: alertName(row.id),
    source: row.source,
    key: row.key,
    alarm: row.alarm,
    title: row.title,
    state: row.state,
    triagedBy: row.state_by,
    triagedAt: time(row.state_at),
    assignee: row.state === 'delegated' ? row.assignee : null,
    ticket: row.ticket,
    reason: row.state === 'ignored' ? row.reason : null,
    condition: row.condition,
    firedAt: time(row.fired_at) as string,
    recoveredAt: time(row.recovered_at),
    repeats: row.repeats,
    channel: row.channel_id,
    ts: row.ts,
    permalink: permalink(teamUrl, row.channel_id, row.ts),
    playbook: row.playbook,
    incident: row.incident,
  };
}
