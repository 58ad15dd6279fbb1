import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { Condition } from './alarm-event.ts';
import { type BirthParts, bear, timesOf } from './bear.ts';
import { repeatLine } from './blocks.ts';
import { type Placed, placeLate, standingOf } from './place.ts';
import { changeAlert } from './show.ts';
import { eventRow, type Told } from './stand.ts';
import type { TriageState } from './states.ts';
import {
  type AlertRow,
  alarmsByKey,
  alertsById,
  assignEvents,
  type EventRow,
  eventsFrom,
  eventsOfAlert,
  insertEvents,
  lastPlacedBefore,
  saveAlarms,
} from './store.ts';

/** `repeatWindow` is in milliseconds. */
type LateParts = BirthParts & { repeatWindow: number };
type Late = { told: Told; now: Date; parts: LateParts };

/** Takes in an event that arrived after later ones of its alarm: things come out as if it had been in time. */
export async function recordLate(trx: Trx, say: Say, late: Late): Promise<void> {
  const { told, parts } = late;
  const { around, before } = await eventsAround(trx, told);
  const change = { condition: told.event.condition, at: told.event.at.getTime() };
  const rule = { repeatWindow: parts.repeatWindow, fixed: before?.state === 'fixed' };
  const { alertId, absorbs } = placeLate(change, around.map(toPlaced), rule);
  const absorbed = absorbs.map((index) => around[index] as EventRow);
  const home = alertId === 'new' ? await bearLate(trx, say, late, { absorbed, before }) : alertId;
  await insertEvents(trx, [eventRow(told, home)]);
  if (home === null) return;
  await assignEvents(
    trx,
    absorbed.map((row) => row.id),
    home,
  );
  if (before && before.id !== home && absorbed.some((row) => row.alert_id === before.id))
    await retell(trx, say, before, late);
  const [row] = alertId === 'new' ? [] : await alertsById(trx, [home]);
  if (row) await retell(trx, say, row, late);
}

/** The alert before it with its events, and everything after it. */
async function eventsAround(trx: Trx, { event }: Told): Promise<{ around: EventRow[]; before: AlertRow | null }> {
  const at = event.at.toISOString();
  const last = await lastPlacedBefore(trx, event, at);
  const [alert] = last?.alert_id ? await alertsById(trx, [last.alert_id]) : [];
  const earlier = alert ? (await eventsOfAlert(trx, alert)).filter((row) => row.at <= at) : [];
  const later = (await eventsFrom(trx, event, at)).filter((row) => row.at > at);
  return { around: [...earlier, ...later], before: alert ?? null };
}

function toPlaced(row: EventRow): Placed {
  return { condition: row.condition as Condition, at: Date.parse(row.at), alertId: row.alert_id };
}

/** What an alert comes to now that events were added to it or taken from it. It shows its newest firing. */
async function retell(trx: Trx, say: Say, row: AlertRow, { told: { event }, now, parts }: Late): Promise<void> {
  const changes = (await eventsOfAlert(trx, row)).map(toPlaced);
  const standing = standingOf(changes, row.state as TriageState);
  const { condition, repeats } = standing;
  const newest = changes.findLast((change) => change.condition === 'firing');
  const isNewest = event.condition === 'firing' && newest?.at === event.at.getTime();
  const shown = isNewest ? { title: event.title, event: JSON.stringify(event) } : {};
  const change = { condition, repeats, ...timesOf(standing), ...shown, changed_at: now.toISOString() };
  const changed = await changeAlert(trx, say, { row, change }, parts);
  if (repeats <= row.repeats || changed.storm_id !== null) return;
  const content = repeatLine(event.at, repeats + 1, event.title, parts.zone);
  say.post({ lane: 'edit', channel: changed.channel, threadOf: changed.message_id, content });
}

type LateBirth = { absorbed: EventRow[]; before: AlertRow | null };

/** An alert whose end was told before it. It becomes the alarm's newest unless that fired later still. */
async function bearLate(trx: Trx, say: Say, { told, now, parts }: Late, { absorbed, before }: LateBirth) {
  const { event } = told;
  const firing = { condition: event.condition, at: event.at.getTime() };
  const standing = standingOf([firing, ...absorbed.map(toPlaced)], 'untriaged');
  const [born] = (await bear(trx, say, [{ event, standing, previous: before }], now, parts)) as [AlertRow];
  const alarm = (await alarmsByKey(trx, [event.key])).find((row) => row.source === event.source);
  const [latest] = alarm?.alert_id ? await alertsById(trx, [alarm.alert_id]) : [];
  if (alarm && (!latest || latest.fired_at < event.at.toISOString())) {
    await saveAlarms(trx, [{ ...alarm, alert_id: born.id }]);
  }
  return born.id;
}
