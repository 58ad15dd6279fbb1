import type { App } from '@slack/bolt';
import { OPEN_INCIDENT } from '../alerts/blocks.ts';
import type { CardParts } from '../alerts/show.ts';
import type { OnFailure } from '../aws/clients.ts';
import { type Env, regionOfEnv } from '../aws/region.ts';
import type { Clock } from '../clock.ts';
import type { Settings } from '../config/settings.ts';
import type { Schedule } from '../duty/schedule/schedule.ts';
import type { Handler } from '../errands/errand.ts';
import type { AwsAtWork } from '../incidents/aws/at-work.ts';
import { type Backend, localBackend } from '../incidents/backend.ts';
import { archiveRooms } from '../incidents/ending/archive-rooms.ts';
import { onEnding } from '../incidents/ending/slack.ts';
import { openByRules } from '../incidents/open-by-rules.ts';
import { escalatePages } from '../incidents/paging/escalate-pages.ts';
import { onPaging } from '../incidents/paging/slack.ts';
import type { IncidentParts } from '../incidents/parts.ts';
import { roomHandlers } from '../incidents/room-errands.ts';
import { onRunbook } from '../incidents/runbook/slack.ts';
import { createMayOpen } from '../incidents/slack/may-open.ts';
import type { IncidentSlackParts } from '../incidents/slack/parts.ts';
import { onIncidents } from '../incidents/slack/slack.ts';
import { proposeRelief } from '../incidents/telling/propose-relief.ts';
import { remindOfUpdates } from '../incidents/telling/remind-of-updates.ts';
import { onTelling } from '../incidents/telling/slack.ts';
import { createStatuspage } from '../incidents/telling/statuspage-api.ts';
import { statuspageHandlers } from '../incidents/telling/statuspage-handlers.ts';
import { usesAws } from '../incidents/uses-aws.ts';
import type { Watch } from '../incidents/watch.ts';
import { byTheClock } from '../jobs/by-the-clock.ts';
import { type Repeated, repeat } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Library } from '../playbooks/library.ts';
import type { SlackClients } from '../slack/clients.ts';
import type { Directory } from '../slack/directory.ts';
import type { Store } from '../store/open.ts';

/** What incidents stand on. `env` is the environment for the AWS SDK's own variables, `onAwsFailure` counts its errors. */
export type IncidentGround = {
  settings: Settings;
  env: Env;
  app: App;
  clients: SlackClients;
  directory: Directory;
  store: Store;
  outbox: Outbox;
  clock: Clock;
  log: Log;
  schedule: Schedule;
  library: Library;
  cards: CardParts;
  /** What goes along with incidents. */
  watch: Watch;
  onAwsFailure: OnFailure;
  /** Waits for messages on their way to Slack. */
  afterSending(): Promise<void>;
};

/** Incidents, put together. */
export type IncidentsAtWork = {
  parts: IncidentParts;
  /** What its forms need besides. */
  slack: IncidentSlackParts;
  /** What does for them what is no message, by kind. */
  handlers: Record<string, Handler>;
  /** Looks at records in AWS at once, by their ARNs. */
  lookAt(arns: readonly string[]): Promise<void>;
  /** Opens what rules ask for of alerts born so far; before any more are born, for a rule is for those that come after it. */
  lookAtRules(): Promise<void>;
  start(): Repeated[];
};

const PAGES_MS = 2000;
const RULES_MS = 3000;
const EVERY_15_SECONDS = '*/15 * * * * *';
const EVERY_MINUTE = '0 * * * * *';

/** Puts incidents together: commands and buttons, what is done outside for them, and what happens by the clock. */
export async function putIncidentsTogether(ground: IncidentGround): Promise<IncidentsAtWork> {
  const { settings, app, clients, directory, store, outbox, clock, log, schedule, library, cards, watch } = ground;
  const { config } = settings;
  const backend = await backendOf(settings);
  const parts: IncidentParts = { config, outbox, db: store.db, clock, schedule, library, cards, backend, watch };
  const { channelId, nameOf } = directory;
  const { afterSending } = ground;
  const slack = { ...parts, client: clients.answers, channelId, nameOf, afterSending };
  const incidentSlack = { ...slack, mayOpen: createMayOpen(slack) };
  onIncidents(app, { ...incidentSlack, alertButton: OPEN_INCIDENT });
  onPaging(app, slack);
  onRunbook(app, slack);
  onTelling(app, slack);
  onEnding(app, slack);
  const aws = await awsOf(ground, parts);
  const handlers = {
    ...roomHandlers({ ...parts, client: clients.outbox }),
    ...statuspageOf(ground),
    ...aws?.handlers,
  };
  return {
    ...{ parts, slack: incidentSlack, handlers },
    lookAt: async (arns) => aws?.lookAt(arns),
    lookAtRules: () => openByRules(parts),
    start: () => [
      repeat('pages', PAGES_MS, () => escalatePages(parts), log),
      repeat('incident rules', RULES_MS, () => openByRules(parts), log),
      byTheClock('updates', EVERY_15_SECONDS, () => remindOfUpdates(parts), log),
      byTheClock('relief', EVERY_15_SECONDS, () => proposeRelief(parts), log),
      byTheClock('archive', EVERY_MINUTE, () => archiveRooms(parts), log),
      ...(aws?.start() ?? []),
    ],
  };
}

// What AWS needs is loaded where AWS is used: no other start pays for it.

async function backendOf({ config }: Settings): Promise<Backend> {
  if (config.incidents.backend === 'local') return localBackend;
  return (await import('../incidents/aws/incident-manager-backend.ts')).incidentManagerBackend;
}

/** What keeps incidents and the mirror of duty in AWS; null where nothing is. */
async function awsOf(
  { settings: { config }, env, log, onAwsFailure }: IncidentGround,
  parts: IncidentParts,
): Promise<AwsAtWork | null> {
  if (!usesAws(config)) return null;
  const { putAwsTogether } = await import('../incidents/aws/at-work.ts');
  return putAwsTogether(parts, { region: regionOfEnv(env), onFailure: onAwsFailure, log });
}

function statuspageOf({ settings: { config, environment }, store: { db } }: IncidentGround): Record<string, Handler> {
  const pageId = config.incidents.statuspage.page_id;
  const { token, apiUrl } = environment.statuspage;
  if (pageId === null || token === null) return {};
  return statuspageHandlers({ db, statuspage: createStatuspage({ token, apiUrl, pageId }) });
}
