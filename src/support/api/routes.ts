import type { Routes } from '../../http/server.ts';
import { behindToken } from './behind-token.ts';
import { commentTicket } from './comment-ticket.ts';
import { createTicket } from './create-ticket.ts';
import { apiDocument } from './document.ts';
import { editTicket } from './edit-ticket.ts';
import { getTicket } from './get-ticket.ts';
import { inTime } from './in-time.ts';
import { listTickets } from './list-tickets.ts';
import type { ApiParts, Operation } from './operation.ts';
import { createRate } from './rate.ts';

/** The HTTP API of support, for the clients of the configuration; none without clients. */
export function supportRoutes(parts: ApiParts): Routes {
  const { support, public_url } = parts.config;
  if (Object.keys(support.clients).length === 0) return {};
  const takes = createRate(parts.clock);
  const route = (operation: Operation) => inTime(behindToken(operation, takes, parts), parts.log);
  const body = JSON.stringify(apiDocument(public_url));
  const headers = { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' };
  return {
    'GET /api/v1/openapi.json': async () => ({ status: 200, body, headers }),
    'POST /api/v1/tickets': route(createTicket),
    'GET /api/v1/tickets': route(listTickets),
    'GET /api/v1/tickets/{id}': route(getTicket),
    'PATCH /api/v1/tickets/{id}': route(editTicket),
    'POST /api/v1/tickets/{id}/comments': route(commentTicket),
  };
}
