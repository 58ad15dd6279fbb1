import type { CloudWatch } from '@aws-sdk/client-cloudwatch';
import type { Condition, Intake } from '../alerts/alarm-event.ts';
import { toAwsError } from '../aws/aws-error.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { alarmJson, type DescribedAlarm } from './alarm-json.ts';
import { type Read, receive } from './receive.ts';
import { type Known, type Listed, repairs } from './repair.ts';

const PAGE = 100;
const CONDITIONS: Record<string, Condition> = { ALARM: 'firing', OK: 'recovered', INSUFFICIENT_DATA: 'no_data' };

export type ReconcileOptions = {
  cloudwatch: CloudWatch;
  /** The region of the client. */
  region: string;
  /** The newest heard of each of these alarm keys, and all CloudWatch alarms that fire as far as is known. */
  known: (keys: readonly string[]) => Promise<Known>;
  intake: Intake;
  read: Read;
  clock: Clock;
  log: Log;
};

/**
 * Reads all alarms of one account and region, and hands to `intake` what no message told of.
 * @returns how many alarms there are, and how many events were made.
 * @throws {AwsError} when CloudWatch does not answer, or does not allow it; then nothing is told.
 */
export async function reconcile(options: ReconcileOptions): Promise<{ listed: number; told: number }> {
  const { cloudwatch, region, known, intake, read, clock, log } = options;
  const now = clock.now(); // before the listing: what changes meanwhile is too young to be judged by it
  const described = await describeAlarms(cloudwatch, region);
  const listed = described.flatMap(toListed);
  const byArn = new Map(described.map((alarm) => [alarm.AlarmArn ?? '', alarm]));
  const listing = { alarms: listed, arns: new Set(byArn.keys()), region, now };
  const found = repairs(listing, await known(listed.map(({ arn }) => arn)));
  const delivery = { road: 'reconcile' as const, receivedAt: now, messageId: null };
  const batch = found.map((repair) => {
    const arn = repair.kind === 'deleted' ? repair.arn : repair.alarm.arn;
    return receive(read, alarmJson(repair, byArn.get(arn), now), { delivery, log });
  });
  if (batch.length > 0) await intake(batch);
  return { listed: listed.length, told: batch.length };
}

async function describeAlarms(cloudwatch: CloudWatch, region: string): Promise<DescribedAlarm[]> {
  const found: DescribedAlarm[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const page = await cloudwatch.describeAlarms({
        AlarmTypes: ['MetricAlarm', 'CompositeAlarm', 'LogAlarm'], // unless named, the last two are left out
        MaxRecords: PAGE,
        NextToken,
      });
      found.push(...(page.MetricAlarms ?? []), ...(page.CompositeAlarms ?? []), ...(page.LogAlarms ?? []));
      NextToken = page.NextToken;
    } while (NextToken);
  } catch (error) {
    // Composite alarms are only listed to who may describe all: a narrower resource than * does not do.
    throw toAwsError(error, 'cloudwatch:DescribeAlarms', `* in ${region}`);
  }
  return found;
}

/** @returns the alarm, or nothing when CloudWatch does not say which it is, how it stands, or since when. */
function toListed(alarm: DescribedAlarm): Listed[] {
  const { AlarmArn: arn, AlarmName: name, StateValue = '' } = alarm;
  const condition = CONDITIONS[StateValue];
  // StateUpdatedTimestamp moves with the reason too; only newer alarms carry the time of the transition.
  const since = alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp;
  if (!arn || !name || !condition || !since) return [];
  const actions = alarm.AlarmActions ?? [];
  return [
    {
      arn,
      name,
      condition,
      since,
      actionsEnabled: alarm.ActionsEnabled ?? true,
      actions,
      rule: alarm.AlarmRule ?? null,
    },
  ];
}
