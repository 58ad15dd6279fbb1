import type { Db } from '../store/tables.ts';
import { type Alert, toAlert } from './alert.ts';
import { alertsById, alertsOfMessage } from './store.ts';
import { byMessage } from './storm-store.ts';

/** What one of our messages stands for; null for a message that is neither (a reply, a reminder). */
export type Subject = { kind: 'alert'; alert: Alert } | { kind: 'storm' } | null;

/** What a message stands for. */
export async function subjectOf(db: Db, messageId: string): Promise<Subject> {
  const { alert, storm } = await byMessage(db, messageId);
  if (storm) return { kind: 'storm' };
  return alert ? { kind: 'alert', alert: toAlert(alert) } : null;
}

/** The alerts that a message shows: one, or those of a storm. */
export async function alertsShownIn(db: Db, messageId: string): Promise<Alert[]> {
  return (await alertsOfMessage(db, messageId)).map(toAlert);
}

/** An alert with the message that shows it. */
export async function findAlert(db: Db, id: number): Promise<{ alert: Alert; messageId: string } | null> {
  const [row] = await alertsById(db, [id]);
  return row ? { alert: toAlert(row), messageId: row.message_id } : null;
}
