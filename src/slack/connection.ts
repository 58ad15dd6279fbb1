import type { App } from '@slack/bolt';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import type { Settings } from '../config/settings.ts';
import type { HttpAnswer, HttpRequest } from '../http/server.ts';
import { type Repeated, repeat } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Db } from '../store/tables.ts';
import { createApp } from './app.ts';
import type { SlackAccess } from './clients.ts';
import { createHttpEndpoint } from './http-endpoint.ts';
import { type Identity, learnIdentity } from './identity.ts';
import { createSockets } from './sockets.ts';
import { withinTime } from './within-time.ts';

/** How often Slack is asked who we are: it shows whether Slack answers, and tells of a revoked token. */
const IDENTITY_MS = 10_000;
const STOP_MS = 1000;

/** How long a start waits for Slack before it begins to fetch alarms without it. */
const MOMENT_MS = 1500;

/** The bot's line to Slack, in either mode. */
export type Connection = {
  app: App;
  identity(): Identity | null;
  /** Why Slack does not reach us or we not it; null when all is well. */
  problem(): string | null;
  /** `POST /slack/events`, in HTTP mode. */
  handle: ((request: HttpRequest) => Promise<HttpAnswer>) | null;
  start(): Promise<void>;
  /** Waits for Slack to say who the bot is, but not longer than a moment: alarms meet an open line if there is one. */
  firstContact(): Promise<void>;
  stop(): Promise<void>;
};

export type ConnectionParts = {
  access: SlackAccess;
  slack: Settings['environment']['slack'];
  client: WebClient;
  db: Db;
  log: Log;
  /** Called when events begin to arrive, and when they do again after a silence. */
  onListening(): void;
};

/** A connection in Socket Mode when there is an app token, else over HTTP. Starting it waits for nothing. */
export function createConnection({ access, slack, client, db, log, onListening }: ConnectionParts): Connection {
  let identity: Identity | null = null;
  let refused: string | null = 'Slack has not answered yet';
  let asking: Repeated | null = null;
  const contact = Promise.withResolvers<void>();
  const sockets =
    slack.appToken === null
      ? null
      : createSockets({ appToken: slack.appToken, apiUrl: access.apiUrl, log, onListening: listening });
  const signingSecret = slack.signingSecret as string;
  const endpoint = sockets ? null : createHttpEndpoint({ signingSecret, apiUrl: access.apiUrl, log });
  const receiver = sockets ?? (endpoint as NonNullable<typeof endpoint>);
  const app = createApp(receiver, { access, identity: () => identity, log });

  async function ask(): Promise<void> {
    const isFirst = identity === null;
    const wasRefused = refused !== null;
    try {
      identity = await learnIdentity(client, db);
      refused = null;
      contact.resolve();
      if (wasRefused && !sockets) onListening();
    } catch (error) {
      refused = error instanceof WebAPIPlatformError ? error.data.error : (error as Error).message;
      if (isFirst) log.error({ error: refused }, 'Slack does not say who the bot is; asking again');
    }
  }
  function listening(): void {
    // Slack is back: whoever asks for readiness need not wait for the next turn to hear of it.
    if (refused !== null) void ask();
    onListening();
  }
  return {
    app,
    identity: () => identity,
    problem: () => refused ?? sockets?.problem() ?? null,
    handle: endpoint ? (request) => endpoint.handle(request) : null,
    async start() {
      await receiver.start();
      asking = repeat('identity', IDENTITY_MS, ask, log, 0);
    },
    async firstContact() {
      await withinTime(contact.promise, MOMENT_MS).catch(() => {});
    },
    async stop() {
      // A question that Slack leaves open is not worth waiting for: nothing depends on its answer any more.
      await Promise.all([receiver.stop(), asking && withinTime(asking.stop(), STOP_MS).catch(() => {})]);
    },
  };
}
