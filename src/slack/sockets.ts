import { setTimeout as sleep } from 'node:timers/promises';
import type { Receiver } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import type { Log } from '../log.ts';
import { boltLog } from './bolt-log.ts';
import { clientOptions } from './clients.ts';
import { createDelivery } from './delivery.ts';
import { withinTime } from './within-time.ts';

/**
 * Slack closes each socket every few hours, and the client needs seconds for a new one; with two, one of them listens
 * meanwhile. Each payload goes to one of them (https://docs.slack.dev/apis/events-api/using-socket-mode).
 */
const SOCKETS = 2;
/** They are opened apart, so that Slack does not close them at the same time, and the first is not kept waiting. */
const APART_MS = 500;
/** A socket that does not say hello for so long is given up. */
const HELLO_MS = 15_000;
const LONGEST_PAUSE_MS = 30_000;

/** Socket Mode, supervised: the client gives up for good on some errors, and these sockets never do. */
export type Sockets = Receiver & {
  /** How many sockets listen now. */
  open(): number;
  /** Why none could be opened, while that is so. */
  problem(): string | null;
};

/** `onListening` is called when the first socket opens, and whenever one opens after another has ended. */
export type SocketParts = { appToken: string; apiUrl: string; log: Log; onListening(): void };

/** A receiver for Bolt over supervised sockets. */
export function createSockets(parts: SocketParts): Sockets {
  const stopping = new AbortController();
  const clients = new Set<SocketModeClient>();
  const delivery = createDelivery(parts.apiUrl);
  let problem: string | null = 'not connected yet';
  /** Another socket that is open proves nothing: Slack may have lost it, which we learn seconds later. */
  let mayHaveMissed = true;

  async function keepOpen(firstMs: number): Promise<void> {
    let pauseMs = firstMs;
    while (!stopping.signal.aborted) {
      await sleep(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      try {
        await listenOnce();
        pauseMs = 0;
      } catch (error) {
        if (clients.size === 0) problem = reason(error);
        const pause = Math.min(LONGEST_PAUSE_MS, Math.max(500, pauseMs * 2));
        parts.log.warn({ error: reason(error), pauseMs: pause }, 'a socket to Slack could not be opened; trying again');
        pauseMs = error instanceof WebAPIRateLimitedError ? Math.max(1, error.retryAfter) * 1000 : pause;
      }
    }
  }

  /** One socket from its opening to its end. @throws when it could not be opened. */
  async function listenOnce(): Promise<void> {
    const client = createSocketClient(parts);
    client.on('slack_event', (envelope: SocketEnvelope) => void take(envelope));
    const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
    try {
      await withinTime(client.start(), HELLO_MS);
    } catch (error) {
      client.disconnect().catch(() => {});
      throw error;
    }
    if (stopping.signal.aborted) return client.disconnect();
    clients.add(client);
    problem = null;
    if (mayHaveMissed) parts.onListening();
    mayHaveMissed = false;
    await ended;
    clients.delete(client);
    mayHaveMissed = true;
    if (clients.size === 0) problem = 'all sockets are closed';
  }

  async function take({ type, body, ack, retry_num, retry_reason }: SocketEnvelope): Promise<void> {
    try {
      await delivery.deliver({
        body,
        isEvent: type === 'events_api',
        acknowledge: (response) => ack(response),
        ...(retry_num !== undefined && { retryNum: retry_num }),
        ...(retry_reason !== undefined && { retryReason: retry_reason }),
      });
    } catch (error) {
      parts.log.error({ err: error, type }, 'what Slack sent was not taken in; Slack sends events again');
    }
  }

  return {
    init: delivery.init,
    async start() {
      for (let socket = 0; socket < SOCKETS; socket++) void keepOpen(socket * APART_MS);
    },
    async stop() {
      stopping.abort();
      await delivery.stop();
      // One that is only opening is left to end by itself: nothing can come by it any more.
      const leaving = [...clients].map((client) => client.disconnect());
      await withinTime(Promise.all(leaving), 1000).catch(() => {});
    },
    open: () => clients.size,
    problem: () => problem,
  };
}

type SocketEnvelope = {
  type: string;
  body: Record<string, unknown>;
  retry_num?: number;
  retry_reason?: string;
  ack(response?: unknown): Promise<void>;
};

function createSocketClient({ appToken, apiUrl, log }: SocketParts): SocketModeClient {
  return new SocketModeClient({
    appToken,
    autoReconnectEnabled: false,
    logger: boltLog(log),
    clientOptions: clientOptions(apiUrl, log, 10_000),
  });
}

function reason(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error;
  return error instanceof Error ? error.message : 'closed before it was open';
}
