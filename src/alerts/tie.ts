import type { Say } from '../outbox/say.ts';
import { knownTeamUrl } from '../slack/identity.ts';
import { permalink } from '../slack/permalink.ts';
import type { Db, Trx } from '../store/tables.ts';
import { type Alert, toAlert } from './alert.ts';
import { type CardParts, changeAlerts } from './show.ts';
import { alertsTiedTo, alertsToTie } from './store.ts';

/** An alert of an incident, with its message's address in Slack, null while it was not posted. */
export type TiedAlert = { alert: Alert; messageId: string; url: string | null };

/** Ties alerts to an incident (`INC-7`), which their messages then show. Those of another one that is open stay there. */
export async function tieAlerts(
  trx: Trx,
  say: Say,
  { alerts, incident, now }: { alerts: readonly number[]; incident: string; now: Date },
  parts: CardParts,
): Promise<void> {
  const rows = await alertsToTie(trx, alerts);
  await changeAlerts(trx, say, { rows, change: { incident, changed_at: now.toISOString() } }, parts);
}

/** The alerts tied to an incident, oldest first. */
export async function tiedAlerts(db: Db, incident: string): Promise<TiedAlert[]> {
  const teamUrl = await knownTeamUrl(db);
  const rows = await alertsTiedTo(db, incident);
  return rows.map((row) => ({
    alert: toAlert(row),
    messageId: row.message_id,
    url: permalink(teamUrl, row.channel_id, row.ts),
  }));
}
