import { type Impact, impactWords } from '../incidents/rules/impact.ts';
import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import { spoken } from '../slack/spoken.ts';
import { actOn } from './acting.ts';
import { changeTicket } from './change.ts';
import { checked, type Faults } from './checked.ts';
import { isKept } from './history.ts';
import { followIncidentBy } from './incident/tell-incident.ts';
import { callForCritical } from './paging/call.ts';
import type { SupportParts } from './parts.ts';
import { promiseFrom } from './raise.ts';
import { dueAt } from './rules/promise.ts';
import type { Ticket } from './ticket.ts';
import { actorWords } from './told-words.ts';

/** What can be edited of a ticket; what is left out stays as it is. */
export type TicketEdit = Partial<Pick<Ticket, 'title' | 'summary' | 'impact' | 'deployments'>>;

/**
 * Edits what a ticket says; the thread is told what changed, field by field. `key` tells an edit from others: the same
 * one again changes nothing.
 */
export async function editTicket(
  { id, by, key = null, ...edit }: TicketEdit & { id: number; by: string; key?: string | null },
  parts: SupportParts,
): Promise<Ticket | Faults | Refused> {
  return actOn<Ticket | Faults>(
    id,
    async (trx, say, ticket) => {
      if (key !== null && (await isKept(trx, id, `${key} 0`))) return ticket;
      const wanted = { ...textsOf(ticket), ...edit };
      const texts = checked(wanted);
      if ('faults' in texts) return texts;
      const after = { ...texts, deployments: JSON.parse(texts.deployments) as string[], impact: wanted.impact };
      const lines = changesOf(ticket, after);
      if (lines.length === 0) return ticket;
      const at = parts.clock.now();
      const events = lines.map((text, index) => ({
        ...{ at, by, kind: 'edited' as const, text },
        ...(key !== null && { key: `${key} ${index}` }),
      }));
      const told = lines.map(spoken).join('; ');
      const due = after.impact === ticket.impact ? {} : { due_at: dueOf(ticket, after.impact, parts) };
      const change = {
        set: { ...texts, impact: after.impact, ...due },
        events,
        thread: saying(`✏️ ${actorWords(by)} ${told}.`),
        tell: { text: `✏️ ${actorWords(by)} ${told}.`, by },
      };
      const changed = await changeTicket(trx, say, { ticket, change }, parts);
      followIncidentBy(say, changed, 'edited');
      const isWorse = changed.impact === 1 && ticket.impact !== 1 && changed.closedAt === null;
      if (isWorse && changed.firstLookAt === null) await callForCritical(trx, say, changed, parts);
      return changed;
    },
    parts,
  );
}

const textsOf = ({ title, summary, impact, deployments }: Ticket) => ({ title, summary, impact, deployments });

/** Another impact promises something else, from the beginning on. */
function dueOf({ openedAt }: Ticket, impact: Impact, parts: SupportParts): string | null {
  return dueAt({ impact, openedAt }, promiseFrom(openedAt, parts))?.toISOString() ?? null;
}

type Texts = Pick<Ticket, 'title' | 'summary' | 'impact' | 'deployments'>;

/** What an edit changes, each as the history tells it. */
export function changesOf(before: Texts, after: Texts): string[] {
  const added = after.deployments.filter((name) => !before.deployments.includes(name));
  const gone = before.deployments.filter((name) => !after.deployments.includes(name));
  return [
    ...(before.title === after.title ? [] : [`changed the title to: ${after.title}`]),
    ...(before.impact === after.impact
      ? []
      : [`changed the impact from ${impactWords[before.impact]} to ${impactWords[after.impact]}`]),
    ...(before.summary === after.summary ? [] : ['changed the summary']),
    ...(added.length === 0 ? [] : [`added the deployments ${added.join(', ')}`]),
    ...(gone.length === 0 ? [] : [`took the deployments ${gone.join(', ')} away`]),
  ];
}
