import type { z } from 'zod';
import type { HttpAnswer } from '../../http/server.ts';
import type { Db } from '../../store/tables.ts';
import { describedHistory, describedTickets } from '../looking/listed.ts';
import type { Ticket } from '../ticket.ts';
import { asTheySaid } from './harmless.ts';
import type { ApiParts } from './operation.ts';
import type { ticket as ticketShape } from './schemas.ts';

/** A ticket as clients see it. */
export type ApiTicket = z.infer<typeof ticketShape>;

/** Tickets as clients see them, in the same order; times are in `zone`. */
export async function ticketsForClients(db: Db, tickets: readonly Ticket[], zone: string): Promise<ApiTicket[]> {
  const listed = await describedTickets(db, tickets, zone);
  return listed.map((each, index) => {
    const { creator, resolution, reason } = tickets[index] as Ticket;
    return { ...each, creator, resolution, reason };
  });
}

/** Answers a ticket with its history. */
export async function ticketAnswer(status: 200 | 201, ticket: Ticket, { db, config }: ApiParts): Promise<HttpAnswer> {
  const [shown] = await ticketsForClients(db, [ticket], config.timezone);
  const timeline = await describedHistory(db, ticket.id, config.timezone);
  return json(status, { ...shown, timeline });
}

/** Answers JSON. It is for the one who asked only. */
export function json(status: number, value: unknown): HttpAnswer {
  return {
    ...{ status, body: asTheySaid(JSON.stringify(value)) },
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  };
}
