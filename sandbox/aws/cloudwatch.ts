import { type JsonRpcServer, type Operation, ServiceError, startJsonRpc } from './json-rpc.ts';
import { loadModel } from './model.ts';

type AlarmType = 'MetricAlarm' | 'CompositeAlarm' | 'LogAlarm';

/** An alarm in the form of DescribeAlarms' answer, times as epoch seconds; `type` tells its list. */
export type StandInAlarm = {
  type?: AlarmType;
  AlarmName: string;
  AlarmArn: string;
  StateValue: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
  tags?: Record<string, string>;
  [member: string]: unknown;
};

/** A CloudWatch that the real SDK can talk to. */
export type CloudWatchStandIn = JsonRpcServer & {
  /** From now on these are all the alarms there are. */
  setAlarms(alarms: StandInAlarm[]): void;
};

const DEFAULT_PAGE = 50;
const LIST_OF: Record<AlarmType, string> = {
  MetricAlarm: 'MetricAlarms',
  CompositeAlarm: 'CompositeAlarms',
  LogAlarm: 'LogAlarms',
};

/** Starts a CloudWatch stand-in without alarms on loopback: DescribeAlarms and ListTagsForResource. */
export async function startCloudWatch(): Promise<CloudWatchStandIn> {
  let alarms: StandInAlarm[] = [];
  const operations: Record<string, Operation> = {
    DescribeAlarms: (input) => describe(alarms, input),
    ListTagsForResource: (input) => tags(alarms, input['ResourceARN']),
  };
  const server = await startJsonRpc({ model: loadModel('cloudwatch'), signingName: 'monitoring', operations });
  return {
    ...server,
    setAlarms(next) {
      alarms = next;
    },
  };
}

function describe(alarms: StandInAlarm[], input: Record<string, unknown>): object {
  const types = (input['AlarmTypes'] ?? ['MetricAlarm']) as string[]; // metric alarms alone unless asked for more
  const names = input['AlarmNames'] as string[] | undefined;
  const prefix = String(input['AlarmNamePrefix'] ?? '');
  const state = input['StateValue'];
  const found = alarms.filter(
    (alarm) =>
      types.includes(alarm.type ?? 'MetricAlarm') &&
      (!names || names.includes(alarm.AlarmName)) &&
      alarm.AlarmName.startsWith(prefix) &&
      (state === undefined || alarm.StateValue === state),
  );
  const from = startOf(input['NextToken']);
  const to = from + Number(input['MaxRecords'] ?? DEFAULT_PAGE);
  const page: Record<string, object[]> = { MetricAlarms: [], CompositeAlarms: [], LogAlarms: [] };
  for (const { type = 'MetricAlarm', tags: _, ...wire } of found.slice(from, to)) page[LIST_OF[type]]?.push(wire);
  return to < found.length ? { ...page, NextToken: Buffer.from(`from ${to}`).toString('base64') } : page;
}

function startOf(token: unknown): number {
  if (token === undefined) return 0;
  const from = /^from (\d+)$/.exec(Buffer.from(String(token), 'base64').toString())?.[1];
  if (from === undefined) throw new ServiceError('InvalidNextToken', 'The next token specified is invalid.');
  return Number(from);
}

function tags(alarms: StandInAlarm[], arn: unknown): object {
  const alarm = alarms.find((each) => each.AlarmArn === arn);
  if (!alarm) throw new ServiceError('ResourceNotFoundException', `Unknown resource ${arn}`, { status: 404 });
  return { Tags: Object.entries(alarm.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) };
}
