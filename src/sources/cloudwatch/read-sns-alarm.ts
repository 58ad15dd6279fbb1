import type { Reading } from '../../alerts/alarm-event.ts';
import type { Carriage } from '../read-carriage.ts';
import { type Fields, fields, label, line, text } from '../read-values.ts';
import { readChange } from './alarm-change.ts';
import { readMuted } from './muted.ts';

/** Whether it is an alarm as CloudWatch publishes it to SNS. One mark is enough: any field may be missing. */
export const isSnsAlarm = (value: Fields): boolean =>
  'NewStateValue' in value || 'AlarmName' in value || 'AlarmArn' in value;

/** Reads the `Message` of an alarm's notification. */
export function readSnsAlarm(alarm: Fields, carriage: Carriage): Reading {
  const change = {
    name: alarm['AlarmName'],
    state: alarm['NewStateValue'],
    called: { name: 'AlarmName', state: 'NewStateValue' },
    arn: text(alarm['AlarmArn']),
    account: line(label(alarm['AWSAccountId']), 100),
    region: line(alarm['Region'], 100),
    contributor: { id: alarm['AlarmContributorId'], attributes: alarm['AlarmContributorAttributes'] },
    reason: text(alarm['NewStateReason']),
    reasonData: alarm['NewStateReasonData'],
    changedAt: alarm['StateChangeTime'],
    eventAt: null,
    description: text(alarm['AlarmDescription']),
    definition: fields(alarm['Trigger']),
    rule: text(alarm['AlarmRule']),
    triggering: alarm['TriggeringChildren'],
    tags: alarm['AlarmTags'],
    muted: readMuted(alarm, alarm),
  };
  return readChange(change, carriage);
}
