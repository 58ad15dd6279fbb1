import type { Say } from '../outbox/say.ts';
import type { Db, Trx } from '../store/tables.ts';
import type { AlarmEvent, AlarmSource } from './alarm-event.ts';
import { toAlert } from './alert.ts';
import { alertCard, type CardContext } from './blocks.ts';
import { type AlertRow, alertsById } from './store.ts';
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
export async function cardOf(db: Db, row: AlertRow, parts: CardParts) {
  const [previous] = row.previous_id === null ? [] : await alertsById(db, [row.previous_id]);
  const alert = toAlert(row);
  const context: CardContext = {
    zone: parts.zone,
    previous: previous ? toAlert(previous) : null,
    playbook: parts.playbookFor(alert.event),
  };
  return alertCard(alert, context);
}

/** Makes Slack show an alert as it stands now: its own message, or that of the storm it is in. */
export async function showAlert(trx: Trx, say: Say, row: AlertRow, parts: CardParts): Promise<void> {
  if (row.storm_id !== null) await updateStorm(trx, row.storm_id, { changed: 1 });
  else say.rewrite(row.message_id, row.channel, await cardOf(trx, row, parts));
}
