import { createHash } from 'node:crypto';
import { serve } from '../../../src/http/server.ts';
import { apiDocument } from '../../../src/support/api/document.ts';
import { supportRoutes } from '../../../src/support/api/routes.ts';
import type { DetailedTicket } from '../../../src/support/looking/listed.ts';
import { logLines } from '../../sources/log-lines.ts';
import type { SupportHouse } from '../house.ts';
import { createContract } from './contract.ts';

/** The clients of these tests. What they show is told by whoever has the configuration to nobody. */
export const TOKENS = { shop: 'shop-token-0123456789', bank: 'bank-token-0123456789' };

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Where the clients want to be told, if anywhere. */
export type Listening = { shop?: string; bank?: string };

/** A ticket as the API answers it. */
export type Answered = DetailedTicket & { creator: string | null; resolution: string | null; reason: string | null };

/** What a call is made of; `body` is sent as it is, `json` as JSON. `token` is the shop's unless given; null is none. */
export type Call = {
  token?: string | null;
  key?: string;
  json?: unknown;
  body?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
};

export type Reply<T> = { status: number; headers: Headers; json: T };

/** Problem details, or what else was answered; tests that look at it know what it is. */
type Loose = { detail?: string; errors?: Record<string, string> } & Answered;

/** A draft as the API takes it. */
export const DRAFT = { title: 'Pay button is dead', creator: 'ann@acme.example', impact: 3, deployments: ['shop-eu'] };

/** The parts of a house, in whose configuration the clients are from now on. */
export function partsWith(house: SupportHouse, listening: Listening = {}) {
  const clients = Object.fromEntries(
    Object.entries(TOKENS).map(([name, token]) => {
      return [name, { token_sha256: sha256(token), webhook_url: listening[name as keyof Listening] ?? null }];
    }),
  );
  const { log, lines } = logLines();
  // Whoever acts in Slack does so in the same house, and clients are told of it.
  house.config.support.clients = clients;
  return { parts: { ...house.parts, log }, lines };
}

const contract = createContract(apiDocument(null));

/** The API of a house, served on a port of its own. All that goes to and fro is held against the document. */
export async function openDesk(house: SupportHouse, listening: Listening = {}) {
  const { parts, lines } = partsWith(house, listening);
  const server = await serve(supportRoutes(parts), { port: 0, log: parts.log });
  const url = `http://127.0.0.1:${server.port}`;

  async function call<T = Loose>(method: string, path: string, given: Call = {}): Promise<Reply<T>> {
    const { token = TOKENS.shop, key, json, body, headers = {} } = given;
    const sent = body ?? (json === undefined ? undefined : JSON.stringify(json));
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...headers,
      },
      ...(sent !== undefined && { body: sent }),
    });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const answer: unknown = /json/.test(type) ? JSON.parse(text) : text;
    contract.check({ method, path, sent: json, status: response.status, type, answer });
    return { status: response.status, headers: response.headers, json: answer as T };
  }

  return {
    ...{ url, parts, lines, call },
    create: (draft: object = {}, given: Call = {}) =>
      call('POST', '/api/v1/tickets', { json: { ...DRAFT, ...draft }, ...given }),
    get: (id: string, given: Call = {}) => call('GET', `/api/v1/tickets/${id}`, given),
    edit: (id: string, json: object, given: Call = {}) => call('PATCH', `/api/v1/tickets/${id}`, { json, ...given }),
    comment: (id: string, json: object, given: Call = {}) =>
      call('POST', `/api/v1/tickets/${id}/comments`, { json, ...given }),
    list: (query: Record<string, string>, given: Call = {}) =>
      call<{ tickets: Answered[]; next: string | null; detail: string; errors?: object }>(
        'GET',
        `/api/v1/tickets?${new URLSearchParams(query)}`,
        given,
      ),
    close: () => server.stop(),
  };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
