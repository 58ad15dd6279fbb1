import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { toAwsError } from '../aws/aws-error.ts';
import { createCloudWatchClient, createSqsClient } from '../aws/clients.ts';
import { type Env, regionIn } from '../aws/region.ts';
import type { Settings } from '../config/settings.ts';
import type { DescribedAlarm } from '../sources/alarm-json.ts';
import { cloudWatchRegion, isReconciling } from '../sources/start.ts';
import { type Finding, findingsOf } from './finding.ts';

const { error } = findingsOf('aws');

/** Credentials, retries and all: whatever AWS has not answered by then counts as out of reach. */
const PATIENCE_MS = 5000;
const PAGE = 100;

/** What AWS told. `alarms` is null when CloudWatch was not asked, or did not answer. */
export type CheckedAws = { findings: Finding[]; alarms: DescribedAlarm[] | null };

/** Asks for what is switched on: the queue, and the alarms that are compared with what was told. */
export async function checkAws(settings: Settings, env: Env): Promise<CheckedAws> {
  const queueUrl = settings.config.alarms.sqs.queue_url;
  const [queue, cloudwatch] = await Promise.all([
    queueUrl === null ? [] : checkQueue(queueUrl, env),
    isReconciling(settings) ? checkAlarms(cloudWatchRegion(settings, env)) : { findings: [], alarms: null },
  ]);
  return { findings: [...queue, ...cloudwatch.findings], alarms: cloudwatch.alarms };
}

async function checkQueue(queueUrl: string, env: Env): Promise<Finding[]> {
  const client = await createSqsClient(env, queueUrl);
  const asked = { permission: 'sqs:GetQueueAttributes', resource: queueUrl };
  const request = { QueueUrl: queueUrl, AttributeNames: ['QueueArn' as const] };
  const answer = await inTime(asked, (abortSignal) => client.getQueueAttributes(request, { abortSignal }));
  client.destroy();
  return 'finding' in answer ? [answer.finding] : [];
}

async function checkAlarms(region: string | null): Promise<CheckedAws> {
  const client = await createCloudWatchClient(region);
  const asked = { permission: 'cloudwatch:DescribeAlarms', resource: '*' };
  const answer = await inTime(asked, (abortSignal) => describeAll(client, abortSignal));
  client.destroy();
  return 'finding' in answer ? { findings: [answer.finding], alarms: null } : { findings: [], alarms: answer.value };
}

async function describeAll(client: CloudWatch, abortSignal: AbortSignal): Promise<DescribedAlarm[]> {
  const found: DescribedAlarm[] = [];
  let NextToken: string | undefined;
  do {
    const AlarmTypes = ['MetricAlarm' as const, 'CompositeAlarm' as const, 'LogAlarm' as const];
    const page = await client.describeAlarms({ AlarmTypes, MaxRecords: PAGE, NextToken }, { abortSignal });
    found.push(...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? []), ...(page.LogAlarms ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return found;
}

type Asked = { permission: string; resource: string };

async function inTime<T>(
  { permission, resource }: Asked,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<{ value: T } | { finding: Finding }> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    return { value: await ask(signal) };
  } catch (fault) {
    const fix = `Allow ${permission} on ${resource}, and check the region${regionNote(resource)} and the AWS credentials.`;
    if (signal.aborted) {
      const message = `${permission} on ${resource} was not answered within ${PATIENCE_MS / 1000} s.`;
      return { finding: error(message, 'Check the network, the proxy, and AWS_ENDPOINT_URL.') };
    }
    return { finding: error(`${toAwsError(fault, permission, resource).message}.`, fix) };
  }
}

function regionNote(resource: string): string {
  const region = regionIn(resource);
  return region === null ? '' : ` (${region})`;
}
