import type { Say } from '../outbox/say.ts';
import type { Db, Trx } from '../store/tables.ts';
import type { AlarmEvent, AlarmSource } from './alarm-event.ts';
import { toAlert } from './alert.ts';
import { alertCard, type CardContext } from './blocks.ts';
import { type AlertRow, alertsById, type NewAlertRow, updateAlert, updateAlerts } from './store.ts';
import { updateStorm } from './storm-store.ts';

/** A playbook as a card shows it. `url` is where people read it, if anywhere. */
export type PlaybookLink = { file: string; title: string; url: string | null };

/** What the messages of alerts need from around them. */
export type CardParts = {
  /** Where the alerts of a source are shown, as the configuration names it. */
  channelFor(source: AlarmSource): string;
  zone: string;
  /** The playbook that covers an alarm. */
  playbookFor(event: AlarmEvent): PlaybookLink | null;
};

/** The card of an alert that stands in the database. */
async function cardOf(db: Db, row: AlertRow, parts: CardParts) {
  const [previous] = row.previous_id === null ? [] : await alertsById(db, [row.previous_id]);
  const alert = toAlert(row);
  const context: CardContext = {
    zone: parts.zone,
    previous: previous ? toAlert(previous) : null,
    playbook: parts.playbookFor(alert.event),
  };
  return alertCard(alert, context);
}

/**
 * Changes an alert and makes Slack show it: in its own message, or in that of the storm it is in. What is shown is the
 * row as the database holds it after the change, so that what others changed meanwhile is not undone in Slack.
 * @returns that row.
 */
export async function changeAlert(
  trx: Trx,
  say: Say,
  { row, change }: { row: Pick<AlertRow, 'id' | 'storm_id'>; change: Partial<NewAlertRow> },
  parts: CardParts,
): Promise<AlertRow> {
  // The storm is locked before its alerts, as it is when a storm is triaged: otherwise the two could block each other.
  if (row.storm_id !== null) await updateStorm(trx, row.storm_id, { changed: 1 });
  const changed = await updateAlert(trx, row.id, change);
  if (changed.storm_id === null) say.rewrite(changed.message_id, changed.channel, await cardOf(trx, changed, parts));
  return changed;
}

/** The same for several alerts at once, of which a storm may hold thousands. */
export async function changeAlerts(
  trx: Trx,
  say: Say,
  { rows, change }: { rows: readonly Pick<AlertRow, 'id' | 'storm_id'>[]; change: Partial<NewAlertRow> },
  parts: CardParts,
): Promise<void> {
  const alone = rows.filter(({ storm_id }) => storm_id === null);
  const gathered = rows.filter(({ storm_id }) => storm_id !== null);
  for (const row of alone) await changeAlert(trx, say, { row, change }, parts);
  for (const storm of new Set(gathered.flatMap(({ storm_id }) => storm_id ?? [])))
    await updateStorm(trx, storm, { changed: 1 });
  await updateAlerts(
    trx,
    gathered.map(({ id }) => id),
    change,
  );
}
