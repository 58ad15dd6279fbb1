import type { App } from '@slack/bolt';
import type { Settings } from '../config/settings.ts';
import type { Handler } from '../errands/errand.ts';
import type { Routes } from '../http/server.ts';
import type { IncidentSlackParts } from '../incidents/slack/parts.ts';
import { byTheClock } from '../jobs/by-the-clock.ts';
import { type Repeated, repeat } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import { webhookHandlers } from '../support/api/webhook-handler.ts';
import { remindOfTickets } from '../support/deadlines/remind.ts';
import { tellOfUnreached } from '../support/deadlines/unreached.ts';
import { incidentErrands } from '../support/incident/errands.ts';
import { escalateTicketPages } from '../support/paging/escalate.ts';
import { repostLostCards } from '../support/repost-card.ts';
import { onSupport } from '../support/slack/slack.ts';
import { ticketKind } from '../support/ticket-kind.ts';
import type { TriageKind } from '../triage/kind.ts';

/** What support stands on: what forms of incidents need, for a ticket may become one. */
export type SupportGround = {
  settings: Pick<Settings, 'environment'>;
  app: App;
  incidents: IncidentSlackParts;
  log: Log;
};

/** Support, put together. */
export type SupportAtWork = {
  /** Tickets, as triage sees them. */
  kind: TriageKind;
  handlers: Record<string, Handler>;
  routes: Routes;
  start(): Repeated[];
};

const PAGES_MS = 2000;
const EVERY_15_SECONDS = '*/15 * * * * *';

/** Puts support together: `/bug` and its forms, the buttons of cards, and what happens by the clock. */
export async function putSupportTogether(ground: SupportGround): Promise<SupportAtWork> {
  const { settings, app, incidents: parts, log } = ground;
  const secrets = settings.environment.webhookSecrets;
  onSupport(app, parts);
  return {
    kind: ticketKind(parts),
    handlers: { ...incidentErrands(parts), ...webhookHandlers({ ...parts, secrets }) },
    routes: await routesOf(ground),
    start: () => [
      repeat('pages of tickets', PAGES_MS, () => escalateTicketPages(parts), log),
      byTheClock('promises of tickets', EVERY_15_SECONDS, () => remindOfTickets(parts), log),
      byTheClock('unreached people', EVERY_15_SECONDS, () => tellOfUnreached(parts), log),
      byTheClock('lost cards', EVERY_15_SECONDS, () => repostLostCards(parts), log),
    ],
  };
}

/** What the API needs is loaded where there are clients: no other start pays for it. */
async function routesOf({ incidents: parts, log }: SupportGround): Promise<Routes> {
  if (Object.keys(parts.config.support.clients).length === 0) return {};
  return (await import('../support/api/routes.ts')).supportRoutes({ ...parts, log });
}
