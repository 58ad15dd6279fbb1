import type { z } from 'zod';
import type { Db } from '../../store/tables.ts';
import { ticketId } from '../rules/ticket-name.ts';
import type { Ticket } from '../ticket.ts';
import { findTicket } from '../ticket-store.ts';
import { harmlessName } from './harmless.ts';
import type { Asked, Refusal } from './operation.ts';
import { problem } from './problem.ts';
import { readJson, readKey } from './read-request.ts';

/** The ticket that a path names; or 404. */
export async function namedTicket({ request }: Asked, db: Db): Promise<{ ticket: Ticket } | Refusal> {
  const id = ticketId(request.params?.['id'] ?? '');
  const ticket = id === null ? null : await findTicket(db, id);
  return ticket ? { ticket } : { refused: problem(404, 'There is no such ticket.') };
}

/** The same, if the client raised it; else 403. */
async function ownTicket(asked: Asked, db: Db): Promise<{ ticket: Ticket } | Refusal> {
  const named = await namedTicket(asked, db);
  if ('refused' in named || named.ticket.client === asked.client) return named;
  return { refused: problem(403, `${named.ticket.name} was not raised by this client, which can only read it.`) };
}

/** A request about a ticket of the client: what it says, by what it is known when it comes again, and who does it. */
export type OwnRequest<T> = { value: T; key: string | null; ticket: Ticket; by: string };

/** Reads a request about a ticket of the client's; or what is wrong with it. Who does it is the creator unless it says. */
export async function ownRequest<T extends { by?: string | undefined }>(
  asked: Asked,
  shape: z.ZodType<T>,
  db: Db,
): Promise<OwnRequest<T> | Refusal> {
  const read = readJson(asked.request, shape);
  if ('refused' in read) return read;
  const given = readKey(asked.request);
  if ('refused' in given) return given;
  const own = await ownTicket(asked, db);
  if ('refused' in own) return own;
  const { value } = read;
  const by = harmlessName(value.by ?? '') || (own.ticket.creator as string);
  return { value, key: given.key, ticket: own.ticket, by };
}
