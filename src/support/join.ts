import { findIncidentNamed } from '../incidents/find.ts';
import type { Say } from '../outbox/say.ts';
import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import type { Trx } from '../store/tables.ts';
import { standAs } from '../triage/stand-as.ts';
import { actOn } from './acting.ts';
import { changeTicket } from './change.ts';
import type { SupportParts } from './parts.ts';
import { ticketId, ticketName } from './rules/ticket-name.ts';
import { setTicketState } from './set-state.ts';
import { showTicket } from './show.ts';
import type { Ticket } from './ticket.ts';
import { findTicket, joinedTo } from './ticket-store.ts';
import { actorWords } from './told-words.ts';

/** A ticket is another report of what another ticket (`T-40`) or an incident (`INC-7`) is about. */
export type Joining = { id: number; to: string; by: string };

/**
 * Joins a ticket to another, of which it is a repeat from then on and whose news its reporter gets; or to an incident,
 * which it goes along with from then on.
 */
export async function joinTicket({ id, to, by }: Joining, parts: SupportParts): Promise<Ticket | Refused> {
  const incident = /^inc-/i.test(to.trim()) ? await findIncidentNamed(parts.db, to) : null;
  if (incident) return joinIncident({ id, by, incident }, parts);
  const other = ticketId(to);
  if (other === null) return { problem: 'Name a ticket like `T-40`, or an incident like `INC-7`.' };
  if (other === id) return { problem: 'That is the same ticket.' };
  return actOn(
    id,
    async (trx, say, ticket) => {
      const main = await mainOf(trx, other);
      if (main === null) return { problem: `There is no ${ticketName(other)}.` };
      if (main.id === id) return { problem: `${main.name} is another report of this one: join nothing, it is done.` };
      return joinOther(trx, say, { ticket, main, by }, parts);
    },
    parts,
  );
}

/** Whoever names a further report means what it is a report of. */
async function mainOf(trx: Trx, id: number): Promise<Ticket | null> {
  const found = await findTicket(trx, id);
  return found?.joinedTo ? mainOf(trx, found.joinedTo) : found;
}

async function joinOther(
  trx: Trx,
  say: Say,
  { ticket, main, by }: { ticket: Ticket; main: Ticket; by: string },
  parts: SupportParts,
): Promise<Ticket> {
  const now = parts.clock.now();
  const next = await standAs(trx, { messageId: ticket.messageId, state: 'repeat', by, means: 'joined', now });
  const joined = await setTicketState(trx, say, { ticket, next, now, with: { joined_to: main.id } }, parts);
  // Those who were reports of this one are reports of that one now.
  for (const { id } of await joinedTo(trx, ticket.id))
    await trx.updateTable('ticket').set({ joined_to: main.id }).where('id', '=', id).execute();
  const line = (text: string) => [{ at: now, by, kind: 'joined' as const, text }];
  await changeTicket(
    trx,
    say,
    { ticket: joined, change: { events: line(`is another report of ${main.name}`) } },
    parts,
  );
  const told = `🔗 ${actorWords(by)} found that ${ticket.name} is another report of ${main.name}.`;
  const change = { events: line(`was reported again as ${ticket.name}`), thread: saying(told) };
  await changeTicket(trx, say, { ticket: main, change }, parts);
  await showTicket(trx, say, joined, parts);
  return joined;
}

type Incident = NonNullable<Awaited<ReturnType<typeof findIncidentNamed>>>;

async function joinIncident(
  { id, by, incident }: { id: number; by: string; incident: Incident },
  parts: SupportParts,
): Promise<Ticket | Refused> {
  if (incident.state !== 'open') return { problem: `${incident.name} is over: reopen it first, if it goes on.` };
  return actOn(
    id,
    async (trx, say, ticket) => {
      if (ticket.incident === incident.name) return ticket;
      const text = `🔗 ${ticket.name} belongs to the incident ${incident.name}, says ${actorWords(by)}.`;
      const change = {
        set: { incident: incident.name },
        events: [{ at: parts.clock.now(), by, kind: 'joined' as const, text: `belongs to ${incident.name}` }],
        thread: saying(text),
        tell: { text: `${text} You hear what becomes of it.`, by },
      };
      return changeTicket(trx, say, { ticket, change }, parts);
    },
    parts,
  );
}
