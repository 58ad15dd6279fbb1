import type { Db } from '../store/tables.ts';
import type { Condition } from './alarm-event.ts';
import { alarmsByKey, firingAlarms } from './store.ts';

/** Keys asked for in one query. */
const CHUNK = 500;

/** What was last heard of CloudWatch's alarms: of these keys, and all that fire as far as is known. */
export async function knownCloudWatchAlarms(db: Db, keys: readonly string[]) {
  const heard = new Map<string, { condition: Condition; at: Date }>();
  for (let start = 0; start < keys.length; start += CHUNK) {
    for (const row of await alarmsByKey(db, keys.slice(start, start + CHUNK))) {
      if (row.source === 'cloudwatch') heard.set(row.key, lastChange(row));
    }
  }
  const open = (await firingAlarms(db, 'cloudwatch')).map((row) => ({
    key: row.key,
    name: row.name,
    ...lastChange(row),
  }));
  return { heard, open };
}

function lastChange(row: { condition: string; last_event_at: string }): { condition: Condition; at: Date } {
  return { condition: row.condition as Condition, at: new Date(row.last_event_at) };
}
