import type { Intake } from '../alerts/alarm-event.ts';
import { knownCloudWatchAlarms } from '../alerts/known-alarms.ts';
import { createCloudWatchClient, createSqsClient } from '../aws/clients.ts';
import { type Env, regionIn, regionOfEnv } from '../aws/region.ts';
import type { Clock } from '../clock.ts';
import type { Settings } from '../config/settings.ts';
import { AwsError } from '../errors.ts';
import type { Metrics } from '../http/metrics.ts';
import type { Routes } from '../http/server.ts';
import { type Repeated, repeat } from '../jobs/repeat.ts';
import type { Log } from '../log.ts';
import type { Db } from '../store/tables.ts';
import { read } from './read.ts';
import { readAlertmanager } from './read-alertmanager.ts';
import { readPingdom } from './read-pingdom.ts';
import { reconcile } from './reconcile.ts';
import { snsWebhook } from './sns.ts';
import { createCertificates } from './sns-certificates.ts';
import { confirmSubscription } from './sns-confirm.ts';
import { type SqsSource, startSqs } from './sqs.ts';
import { tokenWebhook, type Webhook } from './webhooks.ts';

/** After a start the messages that waited meanwhile go first. */
const FIRST_RECONCILE_MS = 20_000;

/** What all sources need. `env` is for the AWS SDK's own variables. */
export type SourceParts = { settings: Settings; env: Env; intake: Intake; db: Db; clock: Clock; log: Log };

/** The webhooks of the sources that are switched on. */
export function webhookRoutes({ settings, intake, clock, log }: Omit<SourceParts, 'env' | 'db'>): Routes {
  const { alarms } = settings.config;
  const { tokens } = settings.environment;
  const ground = { intake, clock, log };
  const topics = alarms.sns.topic_arns;
  const webhooks: Webhook[] = [];
  if (topics.length > 0)
    webhooks.push(
      snsWebhook({ ...ground, topics, read, certificates: createCertificates(), confirm: confirmSubscription }),
    );
  if (tokens.eventbridge !== null) {
    webhooks.push(tokenWebhook({ ...ground, road: 'eventbridge', token: tokens.eventbridge, read }));
  }
  if (alarms.alertmanager.enabled && tokens.alertmanager !== null) {
    webhooks.push(
      tokenWebhook({ ...ground, road: 'alertmanager', token: tokens.alertmanager, read: readAlertmanager }),
    );
  }
  if (alarms.pingdom.enabled && tokens.pingdom !== null) {
    const pingdom = { road: 'pingdom', token: tokens.pingdom, read: readPingdom, tokenInQuery: true } as const;
    webhooks.push(tokenWebhook({ ...ground, ...pingdom }));
  }
  return Object.fromEntries(webhooks.map(({ path, handle }) => [`POST ${path}`, handle]));
}

/** The sources that fetch: a queue, and CloudWatch itself. */
export type Fetching = {
  /** Seconds that the newest batch's oldest message had waited, by source; none before the first. */
  lag(): [string, number][];
  /** What fails, by source. */
  problems(): [string, string][];
  stop(): Promise<void>;
};

/** Starts what fetches alarms, as far as it is switched on. */
export async function startFetching(parts: SourceParts & { metrics: Metrics }): Promise<Fetching> {
  const queueUrl = parts.settings.config.alarms.sqs.queue_url;
  const queue = queueUrl === null ? null : await startQueue(queueUrl, parts);
  const reconciling = isReconciling(parts.settings) ? startReconciling(parts) : null;
  return {
    lag: () => {
      const seconds = queue?.status().lagSeconds ?? null;
      return seconds === null ? [] : [['sqs', seconds]];
    },
    problems: () => [
      ...(queue && !queue.status().ok ? [['sqs', queue.status().error ?? 'fails'] satisfies [string, string]] : []),
      ...(reconciling?.problem() ? [['reconcile', reconciling.problem() ?? ''] satisfies [string, string]] : []),
    ],
    async stop() {
      await Promise.all([queue?.stop(), reconciling?.stop()]);
    },
  };
}

async function startQueue(queueUrl: string, { env, intake, log, clock }: SourceParts): Promise<SqsSource> {
  return startSqs({ client: await createSqsClient(env, queueUrl), queueUrl, intake, read, log, clock });
}

/** Whether CloudWatch is read for alarms that no message told of: only who hears of its alarms at all can miss one. */
export function isReconciling({ config, environment }: Settings): boolean {
  const { sqs, sns, reconcile: reconciling } = config.alarms;
  const isTold = sqs.queue_url !== null || sns.topic_arns.length > 0 || environment.tokens.eventbridge !== null;
  return reconciling.every > 0 && isTold;
}

/** The region whose alarms are read; null leaves it to the AWS SDK's own configuration files. */
export function cloudWatchRegion({ config }: Settings, env: Env): string | null {
  const { sqs, sns } = config.alarms;
  return regionOfEnv(env) ?? regionIn(sqs.queue_url ?? '') ?? regionIn(sns.topic_arns[0] ?? '');
}

function startReconciling(parts: SourceParts & { metrics: Metrics }): Repeated & { problem(): string | null } {
  const { settings, env, db, intake, clock, log, metrics } = parts;
  const { reconcile: reconciling } = settings.config.alarms;
  const region = cloudWatchRegion(settings, env);
  const created = createCloudWatchClient(region);
  let problem: string | null = null;
  const known = (keys: readonly string[]) => knownCloudWatchAlarms(db, keys);
  const job = repeat(
    'reconcile',
    reconciling.every,
    async () => {
      try {
        const cloudwatch = await created;
        const here = region ?? (await cloudwatch.config.region());
        await reconcile({ cloudwatch, region: here, known, intake, read, clock, log });
        problem = null;
      } catch (error) {
        metrics.count('reconcileErrors', {});
        problem = error instanceof AwsError ? error.message : 'failed';
        throw error;
      }
    },
    log,
    Math.min(reconciling.every, FIRST_RECONCILE_MS),
  );
  return { ...job, problem: () => problem };
}
