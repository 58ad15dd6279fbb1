import { isUserId } from '../../config/names.ts';
import { keptStandings } from '../../duty/schedule/kept-standings.ts';
import { whoIsOnDuty } from '../../duty/standing.ts';
import { heldAt } from '../../incidents/paging/held.ts';
import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { mention, slackTime } from '../../slack/text.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { actOn } from '../acting.ts';
import { changeTicket } from '../change.ts';
import type { SupportParts } from '../parts.ts';
import { remindAt } from '../rules/promise.ts';
import { tellPerson } from '../tell.ts';
import { type Ticket, type TicketRow, toTicket } from '../ticket.ts';

/**
 * Sees to it that promises are kept: whoever has the duty is reminded of a ticket that nobody looked at, some time before
 * it is due; when it is over, everybody is told who could look, and the reporter. Once each, whichever of the replicas
 * runs it. To be run every few seconds.
 */
export async function remindOfTickets(parts: SupportParts): Promise<void> {
  for (const row of await waiting(parts.db)) {
    const what = dueNow(row, parts.clock.now());
    if (what === null) continue;
    await actOn(
      row.id,
      async (trx, say, ticket) => {
        const again = (await waiting(trx)).find(({ id }) => id === row.id);
        if (again && dueNow(again, parts.clock.now()) === what) await acts[what](trx, say, ticket, parts);
        return ticket;
      },
      parts,
    );
  }
}

/** Tickets that something was promised for and nobody looked at. */
async function waiting(db: Db): Promise<TicketRow[]> {
  const open = db.selectFrom('ticket').selectAll().where('closed_at', 'is', null).where('first_look_at', 'is', null);
  return open.where('due_at', 'is not', null).where('escalated_at', 'is', null).orderBy('due_at').execute();
}

type What = 'remind' | 'escalate';

function dueNow(row: TicketRow, now: Date): What | null {
  const { openedAt, dueAt } = toTicket(row);
  if (dueAt === null || row.escalated_at !== null) return null;
  if (dueAt <= now) return 'escalate';
  return row.reminded_at === null && remindAt({ openedAt, dueAt }) <= now ? 'remind' : null;
}

const acts: Record<What, (trx: Trx, say: Say, ticket: Ticket, parts: SupportParts) => Promise<unknown>> = {
  remind,
  escalate,
};

async function remind(trx: Trx, say: Say, ticket: Ticket, parts: SupportParts): Promise<void> {
  const { clock, config } = parts;
  const now = clock.now();
  const person = whoIsOnDuty(await keptStandings(trx, now, config.timezone));
  const asked = person !== null && isUserId(person) ? [person] : config.admins;
  const due = slackTime(ticket.dueAt as Date, config.timezone);
  const text = `⏰ ${asked.map(mention).join(' ')} nobody has looked at ${ticket.name} yet; it was promised by ${due}.`;
  const change = {
    set: { reminded_at: now.toISOString() },
    events: [{ at: now, by: null, kind: 'reminder' as const, text: `reminded ${named(asked)}` }],
    thread: saying(text),
  };
  const changed = await changeTicket(trx, say, { ticket, change }, parts);
  for (const user of asked) await tellPerson(trx, say, { ticket: changed, user, text });
}

async function escalate(trx: Trx, say: Say, ticket: Ticket, parts: SupportParts): Promise<void> {
  const { clock, config } = parts;
  const now = clock.now();
  const { people } = await heldAt(trx, now, config);
  const asked = [...new Set(config.incidents.escalation.flatMap((link) => people[link]))];
  const due = slackTime(ticket.dueAt as Date, config.timezone);
  const who = asked.length === 0 ? 'there is nobody to tell' : `told: ${asked.map(mention).join(' ')}`;
  const text = `🚨 Nobody has looked at ${ticket.name}, which was promised by ${due}; ${who}.`;
  const change = {
    set: { escalated_at: now.toISOString() },
    events: [{ at: now, by: null, kind: 'reminder' as const, text: `was not looked at in time; told ${named(asked)}` }],
    thread: saying(text),
    tell: {
      text: `⌛ Nobody has looked at ${ticket.name} in the time that was promised. I have told everybody who could.`,
      by: null,
    },
  };
  const changed = await changeTicket(trx, say, { ticket, change }, parts);
  for (const user of asked) await tellPerson(trx, say, { ticket: changed, user, text });
}

const named = (users: readonly string[]): string =>
  users.length === 0 ? 'nobody' : users.map((user) => `@${user}`).join(', ');
