import { createCards } from './alerts/cards.ts';
import { rematch } from './alerts/playbook.ts';
import { createIntake } from './alerts/record.ts';
import { showStorms } from './alerts/show-storms.ts';
import { onAlertCards } from './alerts/slack.ts';
import { putDutyTogether } from './bot/duty.ts';
import { putIncidentsTogether } from './bot/incidents.ts';
import { tellingOfIncidents } from './bot/telling-of-incidents.ts';
import type { Clock } from './clock.ts';
import type { Settings } from './config/settings.ts';
import { gauges } from './gauges.ts';
import { createMetrics, METRICS_TYPE } from './http/metrics.ts';
import { readiness } from './http/readiness.ts';
import { serve } from './http/server.ts';
import { byTheClock } from './jobs/by-the-clock.ts';
import { repeat } from './jobs/repeat.ts';
import type { Log } from './log.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createSender } from './outbox/sender.ts';
import { createLibrary } from './playbooks/library.ts';
import { onPlaybooks } from './playbooks/slack.ts';
import { createClients } from './slack/clients.ts';
import { createConnection } from './slack/connection.ts';
import { createDirectory } from './slack/directory.ts';
import { createPatientCalls } from './slack/patient-calls.ts';
import { type Fetching, startFetching, webhookRoutes } from './sources/start.ts';
import { migrate } from './store/migrate.ts';
import type { Store } from './store/open.ts';
import { alertKind } from './triage/alert-kind.ts';
import { catchUp } from './triage/catch-up.ts';
import { emojiTable } from './triage/emoji.ts';
import { remind } from './triage/remind.ts';
import { onTriage } from './triage/slack.ts';

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

const STORM_MS = 1000;
/** Cron expressions, seconds first. */
const EVERY_15_SECONDS = '*/15 * * * * *';
const EVERY_MINUTE = '0 * * * * *';

/**
 * Puts the bot together and starts it: configuration, ground, capabilities. It is up as soon as the database is, with
 * or without Slack and AWS, so that alarms that come by webhook are taken in whatever else fails.
 */
export async function startBot({ settings, env, store, clock, log }: BotParts): Promise<Bot> {
  const { config, environment } = settings;
  const { db } = store;
  const zone = config.timezone;
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
  const library = createLibrary({ dir: config.playbooks.dir, baseUrl: config.playbooks.base_url, db });
  const cards = createCards(config, library);
  const intake = createIntake({
    ...cards,
    outbox,
    clock,
    log,
    repeatWindow: config.alarms.repeat_window,
    storm: config.alarms.storm,
    onEvent: ({ event, delivery }) =>
      metrics.count('events', { source: event.source, condition: event.condition, road: delivery.road }),
    onRejected: (road, times) => metrics.count('rejected', { road }, times),
  });
  const triage = {
    outbox,
    db,
    clock,
    emoji: emojiTable(config.triage.emoji),
    kinds: [alertKind(cards)],
    isBot: directory.isBot,
    afterSending: sender.settled,
  };
  const patiently = createPatientCalls(() => clock.now().getTime());
  const catchingUp = { ...triage, client: clients.outbox, log, call: patiently };
  const connection = createConnection({
    access,
    slack: environment.slack,
    client: clients.outbox,
    db,
    log,
    onListening: () => {
      sender.retryHeld();
      catchUp(catchingUp).catch((error) => log.error({ err: error }, 'reactions could not be read again'));
    },
  });
  const reading = { client: clients.answers, db, library, outbox, clock };
  onAlertCards(connection.app, reading);
  onPlaybooks(connection.app, { ...reading, onWritten: (alert) => rematch(Number(alert), { outbox, cards }) });
  onTriage(connection.app, { ...triage, zone, client: clients.answers });
  const duty = await putDutyTogether({
    ...{ config, app: connection.app, clients, directory, outbox, db, clock, log },
    port: () => server.port,
  });
  const incidents = await putIncidentsTogether({
    ...{ settings, env, app: connection.app, clients, directory, store, outbox, clock, log },
    ...{ schedule: duty.schedule, library, cards, afterSending: sender.settled },
    onAwsFailure: (error) => metrics.count('backendErrors', { error }),
  });
  connection.app.event('member_joined_channel', async () => sender.retryHeld());

  // Slack takes its time to answer, and meanwhile the rest is read.
  await connection.start();
  await library.reload();
  for (const problem of library.problems()) log.warn({ problem }, 'a playbook cannot be used');
  await incidents.lookAtRules();

  const sources = {
    ...{ settings, env, db, clock, log },
    intake: tellingOfIncidents(intake, { lookAt: incidents.lookAt, log }),
  };
  const problems = () => [...sender.problems(), ...incidents.errands.problems(), ...(fetching?.problems() ?? [])];
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
      ...(connection.handle && { 'POST /slack/events': connection.handle }),
    },
    { port: environment.port, log },
  );
  await sender.start();
  await incidents.errands.start();
  await connection.firstContact();
  fetching = await startFetching({ ...sources, metrics });
  const jobs = [
    repeat('storms', STORM_MS, () => showStorms({ outbox, db, clock, zone }), log),
    byTheClock('playbooks', EVERY_MINUTE, library.reload, log),
    byTheClock(
      'reminders',
      EVERY_15_SECONDS,
      () =>
        remind({
          outbox,
          db,
          clock,
          zone,
          remindAfter: config.triage.remind_after,
          onDuty: duty.onDuty,
        }),
      log,
    ),
    ...duty.start(),
    ...incidents.start(),
  ];
  log.info({ port: server.port }, 'Watchbill is up');

  return {
    port: server.port,
    async stop() {
      await Promise.all([fetching?.stop(), server.stop(), ...jobs.map((job) => job.stop())]);
      await connection.stop();
      await Promise.all([sender.stop(), incidents.errands.stop()]);
      await store.close();
    },
  };
}
