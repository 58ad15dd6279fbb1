import { findIncidentNamed } from '../../incidents/find.ts';
import type { Incident } from '../../incidents/incident.ts';
import type { RelatedItem } from '../../incidents/items.ts';
import type { TimelineEvent } from '../../incidents/timeline.ts';
import type { Watch } from '../../incidents/watch.ts';
import type { Say } from '../../outbox/say.ts';
import { knownTeamUrl } from '../../slack/identity.ts';
import { messageLink } from '../../slack/message-link.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { triageLock } from '../../triage/lock.ts';
import { fallBack, standAs } from '../../triage/stand-as.ts';
import { changeTicket } from '../change.ts';
import { changesOf } from '../edit.ts';
import { endTicketPages } from '../paging/end-pages.ts';
import type { SupportParts } from '../parts.ts';
import { setTicketState } from '../set-state.ts';
import type { Ticket } from '../ticket.ts';
import { findTicket, ticketsOf } from '../ticket-store.ts';
import { actorWords } from '../told-words.ts';

/** Lets tickets go along with their incidents. `partsOf` gives what flows of support need, once there is all of it. */
export function createWatch(partsOf: () => SupportParts): Watch {
  return {
    opened: (trx, say, change) => tie(trx, say, change, partsOf()),
    async changed(trx, say, change) {
      const tied = await ticketsOf(trx, change.after.name);
      for (const { id, messageId } of tied) {
        await partsOf().outbox.lock(trx, triageLock(messageId));
        const ticket = await findTicket(trx, id);
        const isFirst = id === tied[0]?.id;
        if (ticket) await follow(trx, say, { ...change, ticket, isFirst }, partsOf());
      }
    },
  };
}

/** Ties a ticket to the incident that was opened for it. One that belongs to another that is open stays there. */
export async function tie(
  trx: Trx,
  say: Say,
  { incident, ticket: id }: { incident: Incident; ticket: number },
  parts: SupportParts,
): Promise<RelatedItem[]> {
  const found = await findTicket(trx, id);
  if (found === null) return [];
  await parts.outbox.lock(trx, triageLock(found.messageId));
  const ticket = (await findTicket(trx, id)) as Ticket;
  const other = ticket.incident === null ? null : await findIncidentNamed(trx, ticket.incident);
  if (other?.state === 'open') return itemsOf(trx, ticket);
  const now = parts.clock.now();
  const { name, roles, openedBy } = incident;
  // The incident pages people from now on.
  await endTicketPages(trx, say, { ticket, by: null, at: now }, parts);
  const lead = roles.ic === null ? '' : ` ${mention(roles.ic)} leads it.`;
  const text = `🚨 ${ticket.name} is handled as the incident ${name} now.${lead}`;
  const change = {
    set: { incident: name },
    events: [{ at: now, by: openedBy, kind: 'incident' as const, text: `is the incident ${name}` }],
    thread: saying(text),
    tell: { text, by: openedBy },
  };
  await changeTicket(trx, say, { ticket, change }, parts);
  return itemsOf(trx, ticket);
}

/** What of a ticket belongs to its incident: its card, who raised it, and what is affected. */
async function itemsOf(trx: Trx, { name, title, messageId, reporter, creator, deployments }: Ticket) {
  const teamUrl = await knownTeamUrl(trx);
  const card = await messageLink(trx, messageId);
  const profile = reporter === null || teamUrl === null ? null : `${teamUrl}team/${reporter}`;
  return [
    ...(card === null ? [] : [{ title: `Ticket: ${name} ${title}`, url: card }]),
    ...(profile === null ? [] : [{ title: `Reporter: ${reporter}`, url: profile }]),
    ...(creator === null ? [] : [{ title: `Reporter: ${creator}`, url: `reporter:${encodeURIComponent(creator)}` }]),
    ...deployments.map((each) => ({ title: `Deployment: ${each}`, url: `deployment:${encodeURIComponent(each)}` })),
  ];
}

type Change = {
  before: Incident;
  after: Incident;
  events: readonly TimelineEvent[];
  ticket: Ticket;
  /** Whether the incident was opened for this ticket. */
  isFirst: boolean;
};

async function follow(trx: Trx, say: Say, change: Change, parts: SupportParts): Promise<void> {
  const { before, after, events, isFirst } = change;
  let { ticket } = change;
  const taken = events.find(({ kind, by }) => kind === 'acknowledged' && by !== null);
  if (taken && ticket.state === 'untriaged') ticket = await look(trx, say, { ticket, by: taken.by as string }, parts);
  if (isFirst && after.source === 'ticket') ticket = await takeOver(trx, say, { ticket, before, after }, parts);
  if (after.update && after.update.at.getTime() !== before.update?.at.getTime()) {
    const by = events.find(({ kind }) => kind === 'update')?.by ?? null;
    ticket = await tellUpdate(trx, say, { ticket, text: after.update.text, by }, parts);
  }
  if (before.state === after.state) return;
  if (after.state === 'resolved') await end(trx, say, { ticket, incident: after }, parts);
  else await goOn(trx, say, { ticket, incident: after }, parts);
}

async function look(
  trx: Trx,
  say: Say,
  { ticket, by }: { ticket: Ticket; by: string },
  parts: SupportParts,
): Promise<Ticket> {
  const now = parts.clock.now();
  const next = await standAs(trx, { messageId: ticket.messageId, state: 'looking', by, means: 'page', now });
  return setTicketState(trx, say, { ticket, next, now, isFromIncident: true }, parts);
}

/** What is changed in the incident, in Slack or in the console of AWS, is changed in the ticket that it was opened for. */
async function takeOver(
  trx: Trx,
  say: Say,
  { ticket, before, after }: { ticket: Ticket; before: Incident; after: Incident },
  parts: SupportParts,
): Promise<Ticket> {
  const wanted = {
    title: before.title === after.title ? ticket.title : after.title,
    summary: before.summary === after.summary ? ticket.summary : after.summary,
    impact: before.impact === after.impact ? ticket.impact : after.impact,
  };
  const lines = changesOf(ticket, { ...wanted, deployments: ticket.deployments });
  if (lines.length === 0) return ticket;
  const at = parts.clock.now();
  const told = `✏️ In ${after.name} somebody ${lines.map(spoken).join('; ')}.`;
  const change = {
    set: wanted,
    events: lines.map((text) => ({ at, by: null, kind: 'edited' as const, text: `${text} (in ${after.name})` })),
    thread: saying(told),
    tell: { text: told, by: null },
  };
  return changeTicket(trx, say, { ticket, change }, parts);
}

async function tellUpdate(
  trx: Trx,
  say: Say,
  { ticket, text, by }: { ticket: Ticket; text: string; by: string | null },
  parts: SupportParts,
): Promise<Ticket> {
  const told = `📣 News of ${ticket.name} from ${actorWords(by)}: ${spoken(text)}`;
  const events = [{ at: parts.clock.now(), by, kind: 'incident' as const, text: `told: ${text}` }];
  return changeTicket(trx, say, { ticket, change: { events, tell: { text: told, by } } }, parts);
}

async function end(
  trx: Trx,
  say: Say,
  { ticket, incident }: { ticket: Ticket; incident: Incident },
  parts: SupportParts,
): Promise<void> {
  if (ticket.closedAt !== null) return;
  const now = parts.clock.now();
  const by = incident.resolvedBy ?? incident.name;
  const next = await standAs(trx, { messageId: ticket.messageId, state: 'fixed', by, means: 'incident', now });
  const kept = { resolution: incident.resolution };
  await setTicketState(trx, say, { ticket, next, now, with: kept, isFromIncident: true }, parts);
}

/** What its end had fixed is open again; what somebody closed by hand stays closed. */
async function goOn(
  trx: Trx,
  say: Say,
  { ticket, incident }: { ticket: Ticket; incident: Incident },
  parts: SupportParts,
): Promise<void> {
  const now = parts.clock.now();
  const next = await fallBack(trx, { messageId: ticket.messageId, means: 'incident', by: incident.name, now });
  if (ticket.closedAt === null || next.state === ticket.state) return;
  await setTicketState(trx, say, { ticket, next, now, isFromIncident: true }, parts);
}
