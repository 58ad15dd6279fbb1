import type { Delivery, Reading } from '../alerts/alarm-event.ts';
import { isAlarmEvent, readAlarmEvent } from './cloudwatch/read-alarm-event.ts';
import { isSnsAlarm, readSnsAlarm } from './cloudwatch/read-sns-alarm.ts';
import { isAlertmanager, readGroup } from './read-alertmanager.ts';
import { incidentsInCloudTrail } from './read-cloud-trail.ts';
import { readText, readUnknown } from './read-other.ts';
import { isPingdom, readCheck } from './read-pingdom.ts';
import { bounded } from './read-rejected.ts';
import { type Unwrapped, unwrap } from './read-unwrap.ts';

/**
 * Turns a payload of any source, in any wrapping, into what it tells: alarms, something else that is shown as it is,
 * nothing worth telling, or a reason why it cannot be read. Never empty, never throws.
 */
export function read(payload: string, delivery: Delivery): Reading[] {
  return bounded(unwrap(payload, delivery).flatMap(readUnwrapped), payload);
}

function readUnwrapped(found: Unwrapped): Reading[] {
  if (found.kind === 'text') return [readText(found.text, found.carriage)];
  if (found.kind !== 'object') return [found];
  const { value, carriage } = found;
  if (isSnsAlarm(value)) return [readSnsAlarm(value, carriage)];
  if (isAlarmEvent(value)) return [readAlarmEvent(value, carriage)];
  if (isAlertmanager(value)) return readGroup(value, carriage);
  if (isPingdom(value)) return [readCheck(value, carriage)];
  if (value['messageType'] === 'CONTROL_MESSAGE') {
    return [{ kind: 'ignored', because: 'a control message of CloudWatch Logs' }];
  }
  const incidents = incidentsInCloudTrail(value);
  if (incidents !== null) return [{ kind: 'ignored', because: 'a call to Incident Manager', incidents }];
  return [readUnknown(value, carriage)];
}
