import type { Reading } from '../../alerts/alarm-event.ts';
import type { Carriage } from '../read-carriage.ts';
import { parseInstant } from '../read-time.ts';
import { type Fields, fields, isFields, label, line, list, text } from '../read-values.ts';
import { readChange } from './alarm-change.ts';
import { readMuted } from './muted.ts';

const STATE_CHANGES: readonly unknown[] = [
  'CloudWatch Alarm State Change',
  'CloudWatch Alarm Contributor State Change',
];
const CONFIGURATION_CHANGE = 'CloudWatch Alarm Configuration Change';

/** Whether an EventBridge event tells of an alarm, even when its `detail-type` is lost. */
export function isAlarmEvent(event: Fields): boolean {
  const type = event['detail-type'];
  if (STATE_CHANGES.includes(type) || type === CONFIGURATION_CHANGE || isFields(event['alarmData'])) return true;
  const { detail } = detailOf(event);
  return 'state' in detail && ('alarmName' in detail || 'alarmContributor' in detail);
}

/** Where the alarm is told of: a rule may also hand on nothing but the detail. */
function detailOf(event: Fields): { detail: Fields; at: string } {
  if (isFields(event['alarmData'])) return { detail: event['alarmData'], at: 'alarmData.' };
  if (!('detail' in event) && 'alarmName' in event) return { detail: event, at: '' };
  return { detail: fields(event['detail']), at: 'detail.' };
}

/**
 * Reads EventBridge's state changes of alarms and contributors, and the event a Lambda function gets as an alarm's
 * action (`alarmData` in place of `detail`). A change of an alarm's configuration is nothing to tell anybody.
 */
export function readAlarmEvent(event: Fields, carriage: Carriage): Reading {
  const { detail, at } = detailOf(event);
  if (isConfigurationChange(event, detail)) return { kind: 'ignored', because: `${CONFIGURATION_CHANGE}: no alarm` };
  const state = fields(detail['state']);
  const configuration = fields(detail['configuration']);
  const contributor = fields(detail['alarmContributor']);
  const change = {
    name: detail['alarmName'],
    state: state['value'],
    called: { name: `${at}alarmName`, state: `${at}state.value` },
    arn: arnOf(event),
    account: line(label(event['account']) ?? label(event['accountId']), 100),
    region: line(event['region'], 100),
    contributor: { id: contributor['id'], attributes: contributor['attributes'] },
    reason: text(state['reason']),
    reasonData: state['reasonData'],
    changedAt: state['timestamp'],
    eventAt: parseInstant(event['time']),
    description: text(configuration['description']),
    definition: configuration,
    rule: text(configuration['alarmRule']),
    triggering: undefined, // stands in the reason data
    tags: detail['alarmTags'],
    muted: readMuted(detail, state),
  };
  return readChange(change, carriage);
}

const isConfigurationChange = (event: Fields, detail: Fields): boolean =>
  event['detail-type'] === CONFIGURATION_CHANGE ||
  (!STATE_CHANGES.includes(event['detail-type']) && 'operation' in detail);

function arnOf(event: Fields): string | null {
  const arns = [event['alarmArn'], ...list(event['resources'])].map(text).filter((arn) => arn?.startsWith('arn:'));
  return arns.find((arn) => arn?.includes(':alarm:')) ?? arns[0] ?? null;
}
