import type { Alert } from '../alerts/alert.ts';
import { findAlert, subjectOf } from '../alerts/find.ts';
import { recentMessages } from '../alerts/recent.ts';
import { setDetails, setState } from '../alerts/set-state.ts';
import type { CardParts } from '../alerts/show.ts';
import { saying } from '../slack/said.ts';
import { link, mention } from '../slack/text.ts';
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
    async issueDone(trx, say, { ref, issue }) {
      const found = await findAlert(trx, Number(ref));
      if (!found) return;
      const { channel, state, stateBy } = found.alert;
      const isOpen = state === 'ticketed' && stateBy !== null;
      const asked = isOpen ? ` ${mention(stateBy)}, is this fixed? Then put ✔️ on it.` : '';
      const text = `✅ ${link(issue.url, issue.key)} is done in Jira.${asked}`;
      say.post({ lane: 'alert', channel, threadOf: found.messageId, content: saying(text) });
    },
    recentMessages,
  };
}

const ofAlert = ({ id, channel, state, assignee, ticket, reason }: Alert): Subject => {
  return { ref: String(id), channel, state, assignee, ticket, reason, asksTicket: true, asksResolution: false };
};
