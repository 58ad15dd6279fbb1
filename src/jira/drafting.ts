import { TZDate } from '@date-fns/tz';
import { findAlert } from '../alerts/find.ts';
import type { CardParts } from '../alerts/show.ts';
import { knownNames } from '../slack/known-names.ts';
import { messageLink } from '../slack/message-link.ts';
import { PERSON } from '../slack/spoken.ts';
import type { Db } from '../store/tables.ts';
import { ticketNamed } from '../support/ticket-kind.ts';
import { alertDraft } from './alert-draft.ts';
import type { JiraParts } from './parts.ts';
import { ticketDraft } from './ticket-draft.ts';

/** Writes what issues say. `zone` is that of their times. */
export function drafting({ db, cards, zone }: { db: Db; cards: CardParts; zone: string }): JiraParts['draft'] {
  const when = (at: Date) => `${new TZDate(at, zone).toISOString().slice(0, 16).replace('T', ' ')} ${zone}`;
  return async (ref) => {
    const found = /^\d+$/.test(ref) ? await findAlert(db, Number(ref)) : null;
    if (found !== null) {
      const { alert, messageId } = found;
      const playbook = cards.playbookFor(alert.event);
      return alertDraft(alert, { when, playbook, slack: await messageLink(db, messageId) });
    }
    const ticket = await ticketNamed(db, ref);
    if (ticket === null) return null;
    const names = await knownNames(db);
    const nameOf = (user: string) => names.get(user) ?? 'a colleague';
    // Jira knows nobody by the id that Slack has for them.
    const spell = (text: string) => text.replace(PERSON, (_, user: string) => nameOf(user));
    return ticketDraft(ticket, { when, nameOf, spell, slack: await messageLink(db, ticket.messageId) });
  };
}
