import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { type CardParts, changeAlert, changeAlerts } from './show.ts';
import type { TriageState } from './states.ts';
import { alertsById } from './store.ts';
import { byMessage, setStormAlerts, updateStorm } from './storm-store.ts';

/** Where the people stand; `by` and `at` are null for `untriaged`. */
export type NewState = { state: TriageState; by: string | null; at: Date | null };

/** Details that go with some states; those left out stay as they are. */
export type Details = { assignee?: string; ticket?: string; reason?: string };

/** Gives an alert, or the alerts of a storm, the state that the acts on its message come to, and shows it. */
export async function setState(
  trx: Trx,
  say: Say,
  { messageId, next, now }: { messageId: string; next: NewState; now: Date },
  parts: CardParts,
): Promise<void> {
  const triaged = columnsOf(next);
  const change = { ...triaged, changed_at: now.toISOString() };
  const { alert, storm } = await byMessage(trx, messageId);
  if (alert) await changeAlert(trx, say, { row: alert, change }, parts);
  if (storm) {
    await updateStorm(trx, storm.id, { ...triaged, changed: 1 });
    await setStormAlerts(trx, storm, change);
  }
}

/** Gives alerts of a storm a state of their own, which the storm's no longer changes. */
export async function setOwnState(
  trx: Trx,
  say: Say,
  { alerts, next, now }: { alerts: readonly number[]; next: NewState; now: Date },
  parts: CardParts,
): Promise<void> {
  const change = { ...columnsOf(next), changed_at: now.toISOString() };
  await changeAlerts(trx, say, { rows: await alertsById(trx, alerts), change }, parts);
}

const columnsOf = ({ state, by, at }: NewState) => ({ state, state_by: by, state_at: at?.toISOString() ?? null });

/** Adds to an alert whom it was delegated to, which ticket it waits for, or why it is ignored; and shows it. */
export async function setDetails(
  trx: Trx,
  say: Say,
  { alertId, details, now }: { alertId: number; details: Details; now: Date },
  parts: CardParts,
): Promise<void> {
  const [alert] = await alertsById(trx, [alertId]);
  if (!alert) return;
  const change = { ...details, changed_at: now.toISOString() };
  await changeAlert(trx, say, { row: alert, change }, parts);
}
