import { TZDate } from '@date-fns/tz';
import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/schema.ts';
import type { Errand, Handler } from '../../errands/errand.ts';
import type { Db } from '../../store/tables.ts';
import { historyOf } from '../history.ts';
import { findTicket } from '../ticket-store.ts';
import { ticketsForClients } from './answers.ts';
import { deliver } from './deliver.ts';
import { asTheySaid } from './harmless.ts';
import type { ticketChanged } from './schemas.ts';
import { type ClientNews, TELL_CLIENT } from './tell-client.ts';
import { WebhookError } from './webhook-error.ts';

/** What webhooks are made of. `secrets` are those of the environment, by client. */
export type WebhookParts = {
  db: Db;
  config: Config;
  clock: Clock;
  secrets: Readonly<Record<string, string>>;
  /** How long a client may take to answer, in milliseconds. */
  answerMs?: number;
};

/** For so long a client is told again what it did not take. */
const GIVE_UP_MS = 24 * 3_600_000;
const ANSWER_MS = 10_000;

/**
 * Tells clients what changed in their tickets, by kind of errand: those of one ticket in order, each until it is answered
 * with 2xx, for a day. It may come twice, with the same id.
 */
export function webhookHandlers(parts: WebhookParts): Record<string, Handler> {
  const { config, clock, secrets, answerMs = ANSWER_MS } = parts;
  const telling: Handler = {
    async run(errand, signal) {
      const { client } = errand.payload as ClientNews;
      const url = config.support.clients[client]?.webhook_url ?? null;
      const secret = secrets[client];
      // A client that was taken out of the configuration, or does not listen any more, is told nothing.
      if (url === null || secret === undefined) return nothing;
      const body = await bodyOf(errand, parts);
      if (body === null) return nothing;
      const limit = AbortSignal.any([signal, AbortSignal.timeout(answerMs)]);
      try {
        await deliver({ client, url, secret, id: errand.token, at: clock.now(), body, signal: limit });
      } catch (error) {
        throw isTooLate(errand, clock) ? givenUp(error) : error;
      }
      return nothing;
    },
  };
  return { [TELL_CLIENT]: telling };
}

const nothing = async (): Promise<void> => {};

/** What a client is told: the ticket as it is now, and what was news; null when it is not the client's. */
async function bodyOf({ payload, since }: Errand, { db, config }: WebhookParts): Promise<string | null> {
  const { client, ticket: id, events } = payload as ClientNews;
  const ticket = await findTicket(db, id);
  if (ticket?.client !== client) return null;
  const zone = config.timezone;
  const [shown] = await ticketsForClients(db, [ticket], zone);
  const news = (await historyOf(db, id)).filter((event) => events.includes(event.id));
  const told: z.infer<typeof ticketChanged> = {
    ...{ type: 'ticket.changed', timestamp: new TZDate(since, zone).toISOString() },
    data: {
      ticket: shown as NonNullable<typeof shown>,
      changes: news.map(({ at, by, kind, text }) => ({ at: new TZDate(at, zone).toISOString(), by, kind, text })),
    },
  };
  return asTheySaid(JSON.stringify(told));
}

const isTooLate = ({ since }: Errand, clock: Clock): boolean => clock.now().getTime() - since.getTime() >= GIVE_UP_MS;

function givenUp(error: unknown): unknown {
  if (!(error instanceof WebhookError)) return error;
  const { code, message, cause } = error;
  return new WebhookError(`${message} It was tried for a day.`, { code, retryable: false, cause });
}
