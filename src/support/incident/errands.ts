import type { Handler } from '../../errands/errand.ts';
import { edit } from '../../incidents/edit.ts';
import { findIncidentNamed } from '../../incidents/find.ts';
import { openIncident } from '../../incidents/open.ts';
import { reopen, resolve } from '../../incidents/resolve.ts';
import type { SupportParts } from '../parts.ts';
import type { Ticket } from '../ticket.ts';
import { findTicket, ticketsOf } from '../ticket-store.ts';
import { FOLLOW_TICKET, type Followed, OPEN_INCIDENT_FOR } from './tell-incident.ts';
import { ticketPlan } from './ticket-plan.ts';

const nothing = async (): Promise<void> => {};

/** The errands by which incidents follow tickets, by kind. */
export function incidentErrands(parts: SupportParts): Record<string, Handler> {
  const ticketOf = (payload: unknown) => findTicket(parts.db, (payload as { ticket: number }).ticket);
  return {
    [OPEN_INCIDENT_FOR]: {
      async run({ payload }) {
        const ticket = await ticketOf(payload);
        if (ticket && ticket.incident === null && ticket.closedAt === null) await openFor(ticket, parts);
        return nothing;
      },
    },
    [FOLLOW_TICKET]: {
      async run({ payload }) {
        const ticket = await ticketOf(payload);
        if (ticket) await follow(ticket, (payload as { what: Followed }).what, parts);
        return nothing;
      },
    },
  };
}

async function openFor(ticket: Ticket, parts: SupportParts): Promise<void> {
  const { id, title, impact, summary, deployments, reporter } = ticket;
  await openIncident(
    {
      ...{ askedAs: `ticket ${id}`, title, impact, summary, deployments, source: 'ticket', ticket: id },
      ...{ plan: ticketPlan(parts.config), by: reporter, alerts: [], items: [] },
    },
    parts,
  );
}

/**
 * Brings an incident that was opened for a ticket to where the ticket is. With several reports of it, it is over once all
 * of them are.
 */
async function follow(ticket: Ticket, what: Followed, parts: SupportParts): Promise<void> {
  const incident = await findIncidentNamed(parts.db, ticket.incident ?? '');
  if (incident?.source !== 'ticket') return;
  const { id } = incident;
  const by = ticket.stateBy ?? ticket.reporter ?? ticket.creator ?? ticket.name;
  const [first, ...more] = await ticketsOf(parts.db, incident.name);
  if (what === 'edited') {
    if (first?.id !== ticket.id) return;
    const { title, impact, summary } = ticket;
    await edit({ id, by, title, impact, summary }, parts);
    return;
  }
  const isOpen = [first, ...more].some((each) => each && each.closedAt === null);
  if (!isOpen && ticket.state === 'fixed' && incident.state === 'open')
    await resolve({ id, by, text: ticket.resolution ?? `${ticket.name} is fixed` }, parts);
  if (ticket.closedAt === null && incident.state === 'resolved') await reopen({ id, by }, parts);
}
