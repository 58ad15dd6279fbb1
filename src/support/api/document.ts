import { z } from 'zod';
import * as shapes from './schemas.ts';

/** JSON Schema, as far as it is looked into here. */
type Schema = { properties?: Record<string, Schema>; required?: string[]; description?: string };

/** Where schemas of a name stand in the document. */
const refTo = (name: string) => `#/components/schemas/${name}`;

/** The schemas by which requests are checked and which answers have, by their names in the document. */
function schemas(): Record<string, Schema> {
  const registry = z.registry<{ id: string }>();
  const named = {
    ...{ NewTicket: shapes.newTicket, TicketEdit: shapes.ticketEdit, NewComment: shapes.newComment },
    ...{ Ticket: shapes.ticket, DetailedTicket: shapes.detailedTicket, TicketList: shapes.ticketList },
    ...{ TimelineLine: shapes.timelineLine, TicketChanged: shapes.ticketChanged, Problem: shapes.problemDetails },
  };
  for (const [id, shape] of Object.entries(named)) registry.add(shape, { id });
  const made = z.toJSONSchema(registry, { io: 'input', uri: refTo }).schemas;
  return Object.fromEntries(
    Object.entries(made).map(([name, { $schema, $id, ...schema }]) => [name, schema as Schema]),
  );
}

const content = (name: string, type = 'application/json') => ({ [type]: { schema: { $ref: refTo(name) } } });

/** Refusals that more than one operation has, by status. */
const refusals = {
  400: 'What was sent cannot be read, or is wrong; `errors` says so by field',
  401: 'No bearer token of a client',
  403: 'The ticket was not raised by this client',
  404: 'There is no such ticket',
  422: 'The Idempotency-Key came with something else before',
  429: 'Too many requests: 120 a minute are taken',
  503: 'The database does not answer: try again',
} as const;

type Status = keyof typeof refusals;

const retryAfter = { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'integer' } } };

const refusal = (status: Status) => ({
  description: refusals[status],
  ...((status === 429 || status === 503) && { headers: retryAfter }),
  content: content('Problem', 'application/problem+json'),
});

/** A body that is too long is refused before it is looked at, in plain text. */
function refusalResponses() {
  const statuses = Object.keys(refusals).map((status) => Number(status) as Status);
  return {
    ...Object.fromEntries(statuses.map((status) => [status, refusal(status)])),
    413: { description: 'A body takes at most 1 MiB', content: { 'text/plain': { schema: { type: 'string' } } } },
  };
}

function responses(good: 200 | 201, name: string, description: string, bad: readonly Status[]) {
  const all = [...bad, 400, 401, 429, 503] as const;
  return {
    [good]: { description, content: content(name) },
    ...Object.fromEntries(all.map((status) => [status, { $ref: `#/components/responses/${status}` }])),
  };
}

const body = (name: string) => ({ required: true, content: content(name) });
const tooLong = { 413: { $ref: '#/components/responses/413' } };
const id = { $ref: '#/components/parameters/id' };
const key = { $ref: '#/components/parameters/idempotencyKey' };

/** The query of the list as parameters. */
function queryParameters() {
  const { properties = {} } = z.toJSONSchema(shapes.listQuery, { io: 'input' }) as Schema;
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    ...{ name, in: 'query', required: false, schema },
    ...(description !== undefined && { description }),
  }));
}

function parameters() {
  const { $schema, description, ...schema } = z.toJSONSchema(shapes.idempotencyKey);
  return {
    id: { name: 'id', in: 'path', required: true, schema: { type: 'string' }, description: 'Such as T-42' },
    idempotencyKey: { name: 'Idempotency-Key', in: 'header', required: false, description, schema },
  };
}

const oneTicket = {
  get: {
    operationId: 'getTicket',
    summary: 'Read a ticket with its history',
    parameters: [id],
    responses: responses(200, 'DetailedTicket', 'The ticket', [404]),
  },
  patch: {
    operationId: 'editTicket',
    summary: 'Change what a ticket says; what is left out stays',
    parameters: [id, key],
    requestBody: body('TicketEdit'),
    responses: { ...responses(200, 'DetailedTicket', 'The ticket as it is now', [403, 404, 422]), ...tooLong },
  },
};

const allTickets = {
  post: {
    operationId: 'createTicket',
    summary: 'Raise a ticket',
    parameters: [key],
    requestBody: body('NewTicket'),
    responses: { ...responses(201, 'DetailedTicket', 'The ticket', [422]), ...tooLong },
  },
  get: {
    operationId: 'listTickets',
    summary: 'List the tickets of a creator, of a deployment, or of both, the newest first',
    parameters: queryParameters(),
    responses: responses(200, 'TicketList', 'A page of tickets', []),
  },
};

const comments = {
  post: {
    operationId: 'commentTicket',
    summary: 'Add something, which reaches whoever is on it',
    parameters: [id, key],
    requestBody: body('NewComment'),
    responses: { ...responses(201, 'DetailedTicket', 'The ticket as it is now', [403, 404, 422]), ...tooLong },
  },
};

/** The OpenAPI 3.1 document of the API. @param publicUrl where the bot is reached from outside; null when nobody said. */
export function apiDocument(publicUrl: string | null) {
  return {
    openapi: '3.1.1',
    info: { title: 'Watchbill support', version: '1.0.0', description: 'Tickets of support, for a product of yours' },
    servers: [{ url: publicUrl?.replace(/\/+$/, '') || '/' }],
    security: [{ token: [] }],
    paths: {
      '/api/v1/tickets': allTickets,
      '/api/v1/tickets/{id}': oneTicket,
      '/api/v1/tickets/{id}/comments': comments,
    },
    webhooks: {
      ticketChanged: {
        post: {
          operationId: 'ticketChanged',
          summary: 'A ticket of the client changed; signed as https://www.standardwebhooks.com says',
          requestBody: body('TicketChanged'),
          responses: { 204: { description: 'It was taken. With anything but 2xx it comes again, for a day' } },
        },
      },
    },
    components: {
      schemas: schemas(),
      parameters: parameters(),
      responses: refusalResponses(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  };
}
