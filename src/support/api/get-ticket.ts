import { ticketAnswer } from './answers.ts';
import type { Operation } from './operation.ts';
import { namedTicket } from './own-ticket.ts';

/** `GET /api/v1/tickets/{id}`: one ticket with its history, whoever raised it. */
export const getTicket: Operation = async (asked, parts) => {
  const named = await namedTicket(asked, parts.db);
  return 'refused' in named ? named.refused : ticketAnswer(200, named.ticket, parts);
};
