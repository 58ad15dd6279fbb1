import type { Alert } from '../alerts/alert.ts';
import { findAlert, subjectOf } from '../alerts/find.ts';
import { recentMessages } from '../alerts/recent.ts';
import { setDetails, setState } from '../alerts/set-state.ts';
import type { CardParts } from '../alerts/show.ts';
import type { Subject, TriageKind } from './kind.ts';
import { insertDetail } from './store.ts';

/** Alerts and storms, as triage sees them. Nobody is told what fixed an alert: its thread has it. */
export function alertKind(cards: CardParts): TriageKind {
  return {
    async find(db, messageId) {
      const found = await subjectOf(db, messageId);
      return found && { asked: found.kind === 'alert' ? ofAlert(found.alert) : null };
    },
    async named(db, ref) {
      const found = /^\d+$/.test(ref) ? await findAlert(db, Number(ref)) : null;
      return found && { ...ofAlert(found.alert), messageId: found.messageId, label: found.alert.event.alarm };
    },
    setState: (trx, say, change) => setState(trx, say, change, cards),
    async setDetails(trx, say, { ref, details: { resolution: _, ...details }, by, now }) {
      const alertId = Number(ref);
      for (const [kind, value] of Object.entries(details))
        await insertDetail(trx, { alertId, kind, value, by, at: now });
      await setDetails(trx, say, { alertId, details, now }, cards);
    },
    recentMessages,
  };
}

const ofAlert = ({ id, channel, state, assignee, ticket, reason }: Alert): Subject => {
  return { ref: String(id), channel, state, assignee, ticket, reason, asksResolution: false };
};
