import { putAlertsTogether } from './bot/alerts.ts';
import { putDutyTogether } from './bot/duty.ts';
import { putIncidentsTogether } from './bot/incidents.ts';
import { putJira } from './bot/jira.ts';
import { putSupportTogether } from './bot/support.ts';
import { tellingOfIncidents } from './bot/telling-of-incidents.ts';
import { putTriageTogether } from './bot/triage.ts';
import type { Clock } from './clock.ts';
import type { Settings } from './config/settings.ts';
import { createErrands } from './errands/errands.ts';
import { gauges } from './gauges.ts';
import { createMetrics, METRICS_TYPE } from './http/metrics.ts';
import { readiness } from './http/readiness.ts';
import { serve } from './http/server.ts';
import { INCIDENT_LOCK } from './incidents/open.ts';
import type { Log } from './log.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createSender } from './outbox/sender.ts';
import { createClients } from './slack/clients.ts';
import { createConnection } from './slack/connection.ts';
import { createDirectory } from './slack/directory.ts';
import { type Fetching, startFetching, webhookRoutes } from './sources/start.ts';
import { migrate } from './store/migrate.ts';
import type { Store } from './store/open.ts';
import { createWatch } from './support/incident/follow-incident.ts';
import { alertKind } from './triage/alert-kind.ts';

/** A bot at work. */
export type Bot = {
  /** The port that its HTTP server has. */
  port: number;
  /** Ends what is under way and leaves the rest to the next start. */
  stop(): Promise<void>;
};

/** What a bot is made of. `env` is the environment for the AWS SDK's own variables. */
export type BotParts = {
  settings: Settings;
  env: Record<string, string | undefined>;
  store: Store;
  clock: Clock;
  log: Log;
};

/**
 * Puts the bot together and starts it: configuration, ground, capabilities. It is up as soon as the database is, with
 * or without Slack and AWS, so that alarms that come by webhook are taken in whatever else fails.
 */
export async function startBot({ settings, env, store, clock, log }: BotParts): Promise<Bot> {
  const { config, environment } = settings;
  const { db } = store;
  const { unknown } = await migrate(store, clock.now());
  if (unknown.length > 0) log.warn({ unknown }, 'the database was brought up to date by a newer Watchbill');

  const access = { botToken: environment.slack.botToken as string, apiUrl: environment.slack.apiUrl };
  const clients = createClients(access, log);
  const directory = createDirectory({ client: clients.outbox, db, clock });
  const outbox = createOutbox({ store, clock });
  let fetching: Fetching | null = null;
  const metrics = createMetrics(gauges({ db, clock, lag: () => fetching?.lag() ?? [] }));
  const sender = createSender({
    store,
    outbox,
    client: clients.outbox,
    clock,
    log,
    channelId: directory.channelId,
    onError: (error) => metrics.count('sendErrors', { error }),
  });
  const connection = createConnection({
    access,
    slack: environment.slack,
    client: clients.outbox,
    db,
    log,
    onListening: () => {
      sender.retryHeld();
      triage.catchUp();
    },
  });
  const { app } = connection;
  const ground = { settings, config, app, clients, directory, outbox, db, clock, log };
  const { settled: afterSending } = sender;
  const alerts = putAlertsTogether({ ...ground, metrics });
  const { library, cards } = alerts;
  const duty = await putDutyTogether({ ...ground, port: () => server.port });
  const { schedule, onDuty } = duty;
  const incidents = await putIncidentsTogether({
    ...{ ...ground, env, store, schedule, library, cards, afterSending },
    onAwsFailure: (error) => metrics.count('backendErrors', { error }),
    watch: createWatch(() => incidents.parts),
  });
  const support = await putSupportTogether({ ...ground, incidents: incidents.slack });
  const jira = await putJira({ ...ground, cards, kinds: [alertKind(cards), support.kind] });
  const triage = putTriageTogether({ ...ground, kinds: jira.kinds, onDuty, afterSending });
  const handlers = { ...incidents.handlers, ...support.handlers, ...jira.handlers };
  const errands = createErrands({ store, outbox, clock, log, handlers, lock: INCIDENT_LOCK });
  app.event('member_joined_channel', async () => sender.retryHeld());

  // Slack takes its time to answer, and meanwhile the rest is read.
  await connection.start();
  await library.reload();
  for (const problem of library.problems()) log.warn({ problem }, 'a playbook cannot be used');
  await incidents.lookAtRules();

  const sources = {
    ...{ settings, env, db, clock, log },
    intake: tellingOfIncidents(alerts.intake, { lookAt: incidents.lookAt, log }),
  };
  const problems = () => [...sender.problems(), ...errands.problems(), ...(fetching?.problems() ?? [])];
  const server = await serve(
    {
      'GET /healthz': async () => ({ status: 200, body: 'alive\n' }),
      'GET /readyz': () => readiness({ slack: connection.problem, ping: store.ping, problems }),
      'GET /metrics': async () => ({
        status: 200,
        body: await metrics.text(),
        headers: { 'content-type': METRICS_TYPE },
      }),
      ...webhookRoutes(sources),
      ...duty.routes,
      ...support.routes,
      ...jira.routes,
      ...(connection.handle && { 'POST /slack/events': connection.handle }),
    },
    { port: environment.port, log },
  );
  await sender.start();
  await errands.start();
  await connection.firstContact();
  fetching = await startFetching({ ...sources, metrics });
  const jobs = [alerts, triage, duty, incidents, support, jira].flatMap((each) => each.start());
  log.info({ port: server.port }, 'Watchbill is up');

  return {
    port: server.port,
    async stop() {
      await Promise.all([fetching?.stop(), server.stop(), ...jobs.map((job) => job.stop())]);
      await connection.stop();
      await Promise.all([sender.stop(), errands.stop()]);
      await store.close();
    },
  };
}
