import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { ANSWER_WITHIN_MS, type Answer, type Parcel, type Transport } from './deliver.ts';
import type { Json } from './shapes.ts';
import type { After } from './time.ts';
import { acceptWebSocket, type WebSocketConnection } from './websocket.ts';

// https://docs.slack.dev/apis/events-api/using-socket-mode
const MAX_SOCKETS = 10;
const PING_EVERY_MS = 20_000;
const FAREWELL_MS = 500;

/** Socket Mode, seen from Slack. */
export type SocketMode = {
  transport: Transport;
  /** A ticket for `/link/?ticket=…`, good once. */
  issueTicket(): string;
  /** Takes an HTTP upgrade over, or refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Tells every client to go and come back, as Slack does at a refresh. */
  disconnectAll(reason: string): void;
  /** Cuts every connection without a word, as a broken network does. */
  cutAll(): void;
  /** Refuses the next `count` upgrades with 503. */
  refuseNext(count: number): void;
  readonly open: number;
  stop(): Promise<void>;
};

type Pending = Map<string, { settle: (answer: Answer) => void; cancel: () => void }>;

/** Keeps the sockets of app `appId`; `changed` is told whenever one opens or closes. */
export function createSocketMode(parts: { appId: string; after: After; changed: () => void }): SocketMode {
  const tickets = new Set<string>();
  const sockets: WebSocketConnection[] = [];
  const pending: Pending = new Map();
  let refuse = 0;
  const stopPinging = keepPinging(sockets);
  const mayEnter = (url: URL) => url.pathname === '/link/' && tickets.delete(url.searchParams.get('ticket') ?? '');
  return {
    transport: createTransport(sockets, pending, parts.after),
    issueTicket: () => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (request, stream, head) => {
      if (refuse > 0) {
        refuse -= 1;
        turnAway(stream, '503 Service Unavailable');
      } else if (mayEnter(new URL(request.url ?? '/', 'http://sandbox'))) {
        welcome({ ...parts, sockets, pending }, { request, stream, head });
      } else turnAway(stream, '401 Unauthorized');
    },
    disconnectAll: (reason) => {
      for (const socket of sockets) socket.send(disconnectFrame(reason));
    },
    cutAll: () => {
      for (const socket of [...sockets]) socket.destroy();
    },
    refuseNext: (count) => {
      refuse = count;
    },
    get open() {
      return sockets.length;
    },
    stop: () => {
      stopPinging();
      return closeAll(sockets);
    },
  };
}

function keepPinging(sockets: readonly WebSocketConnection[]): () => void {
  const pinging = setInterval(() => {
    for (const socket of sockets) socket.ping();
  }, PING_EVERY_MS);
  pinging.unref();
  return () => clearInterval(pinging);
}

/** Gives each parcel to the next of the open sockets in turn. */
function createTransport(sockets: readonly WebSocketConnection[], pending: Pending, after: After): Transport {
  let turn = 0;
  return (parcel) =>
    new Promise((resolve) => {
      turn += 1;
      const socket = sockets[turn % sockets.length];
      if (!socket) return resolve({ acked: false, reason: 'connection_failed' });
      const id = randomUUID();
      const cancel = after(ANSWER_WITHIN_MS, () => {
        pending.delete(id);
        resolve({ acked: false, reason: 'timeout' });
      });
      pending.set(id, { settle: resolve, cancel });
      socket.send(JSON.stringify(envelope(id, parcel)));
    });
}

type Room = { appId: string; sockets: WebSocketConnection[]; pending: Pending; changed: () => void };

function welcome(
  room: Room,
  { request, stream, head }: { request: IncomingMessage; stream: Duplex; head: Buffer },
): void {
  const { sockets } = room;
  const socket = acceptWebSocket(request, stream, head, {
    onText: (text) => settle(room.pending, text),
    onClose: () => {
      const index = sockets.indexOf(socket);
      if (index >= 0) sockets.splice(index, 1);
      room.changed();
    },
  });
  if (sockets.length >= MAX_SOCKETS) {
    socket.send(disconnectFrame('too_many_websockets'));
    socket.close(1000, '');
    return;
  }
  sockets.push(socket);
  socket.send(helloFrame(room.appId, sockets.length));
  room.changed();
}

function turnAway(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
}

/** Says goodbye to every client, and leaves those that do not answer. */
async function closeAll(sockets: readonly WebSocketConnection[]): Promise<void> {
  const leaving = [...sockets];
  for (const socket of leaving) socket.close(1001, 'going away');
  const farewell = new AbortController();
  const patience = setTimeout(FAREWELL_MS, undefined, { signal: farewell.signal }).catch(() => undefined);
  await Promise.race([Promise.all(leaving.map(({ closed }) => closed)), patience]);
  farewell.abort();
  for (const socket of leaving) socket.destroy();
}

function settle(pending: Pending, text: string): void {
  const { envelope_id: id, payload } = parseAnswer(text);
  const waiting = pending.get(String(id));
  if (!waiting) return;
  pending.delete(String(id));
  waiting.cancel();
  waiting.settle({ acked: true, payload });
}

function parseAnswer(text: string): Json {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null ? { ...answer } : {};
  } catch {
    return {};
  }
}

function envelope(id: string, { type, payload, retry }: Parcel): Json {
  const common = { envelope_id: id, payload, type, accepts_response_payload: type !== 'events_api' };
  if (type !== 'events_api') return common;
  return { ...common, retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' };
}

function helloFrame(appId: string, connections: number): string {
  return JSON.stringify({
    type: 'hello',
    num_connections: connections,
    debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  });
}

function disconnectFrame(reason: string): string {
  return JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
}
