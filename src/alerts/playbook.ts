import { messageAt } from '../outbox/find-message.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { type OpenParts, openPlaybook, openWriting } from '../playbooks/open.ts';
import type { Db } from '../store/tables.ts';
import { eventOf } from './alert.ts';
import { subjectOf } from './find.ts';
import { type CardParts, changeAlert } from './show.ts';
import { alertsById } from './store.ts';

/** A click on an alert's card. `trigger` is Slack's leave to open a form. */
export type CardClick = { channelId: string; ts: string; trigger: string };

/** Opens the playbook of the alert, or the form for writing one when it has none. */
export async function openAlertPlaybook(
  { channelId, ts, trigger }: CardClick,
  parts: OpenParts & { db: Db },
): Promise<void> {
  const messageId = await messageAt(parts.db, channelId, ts);
  const subject = messageId === null ? null : await subjectOf(parts.db, messageId);
  if (subject?.kind !== 'alert') return;
  const { id, playbook, event } = subject.alert;
  if (playbook !== null) await openPlaybook(trigger, playbook, parts);
  else await openWriting(trigger, { alarm: event.alarm, subject: String(id) }, parts);
}

/** Gives an alert the playbook that covers it now. */
export async function rematch(alertId: number, { outbox, cards }: { outbox: Outbox; cards: CardParts }): Promise<void> {
  await outbox.commit(async (trx, say) => {
    const [row] = await alertsById(trx, [alertId]);
    if (!row) return;
    const playbook = cards.playbookFor(eventOf(row))?.file ?? null;
    await changeAlert(trx, say, { row, change: { playbook } }, cards);
  });
}
