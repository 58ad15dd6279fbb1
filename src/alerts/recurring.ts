import { subDays } from 'date-fns/subDays';
import type { Db } from '../store/tables.ts';
import { firingsByAlarm } from './report-store.ts';

/** An alarm that fires so often within the time asked for recurs, */
const SEVERAL = 2;
/** and so does one that fired so often in seven days. */
const OFTEN = 5;

/** An alarm, and how often it fired: since the instant asked for, and in the last seven days. */
export type Recurring = { alarm: string; recent: number; week: number };

/** The alarms that fired twice or more since then, or five times or more in the last seven days: the most frequent first. */
export async function recurring(db: Db, { since, now }: { since: Date; now: Date }): Promise<Recurring[]> {
  const alarms = await firingsByAlarm(db, { since: since.toISOString(), weekAgo: subDays(now, 7).toISOString() });
  const byName = (a: Recurring, b: Recurring) => Number(a.alarm > b.alarm) - Number(a.alarm < b.alarm);
  return alarms
    .filter(({ recent, week }) => recent >= SEVERAL || week >= OFTEN)
    .toSorted((a, b) => b.recent - a.recent || b.week - a.week || byName(a, b));
}
