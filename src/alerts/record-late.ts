import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { Condition } from './alarm-event.ts';
import { type BirthParts, bear, timesOf } from './bear.ts';
import { type Placed, placeLate, standingOf } from './place.ts';
import { showAlert } from './show.ts';
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
  updateAlert,
} from './store.ts';

/** `repeatWindow` is in milliseconds. */
type LateParts = BirthParts & { repeatWindow: number };
type Late = { told: Told; now: Date; parts: LateParts };

/** Takes in an event that arrived after later ones of its alarm: things come out as if it had been in time. */
export async function recordLate(trx: Trx, say: Say, { told, now, parts }: Late): Promise<void> {
  const { event } = told;
  const around = await eventsAround(trx, told);
  const change = { condition: event.condition, at: event.at.getTime() };
  const { alertId, absorbs } = placeLate(change, around.map(toPlaced), parts.repeatWindow);
  const absorbed = absorbs.map((index) => around[index] as EventRow);
  if (alertId === 'new') {
    const born = await bearLate(trx, say, { told, now, parts }, absorbed);
    await insertEvents(trx, [eventRow(told, born)]);
    await assignEvents(
      trx,
      absorbed.map((row) => row.id),
      born,
    );
    return;
  }
  await insertEvents(trx, [eventRow(told, alertId)]);
  if (alertId === null) return;
  await assignEvents(
    trx,
    absorbed.map((row) => row.id),
    alertId,
  );
  const [row] = await alertsById(trx, [alertId]);
  if (row) await retell(trx, say, row, now, parts);
}

/** The alert before it with its events, and everything after it. */
async function eventsAround(trx: Trx, { event }: Told): Promise<EventRow[]> {
  const at = event.at.toISOString();
  const last = await lastPlacedBefore(trx, event, at);
  const [alert] = last?.alert_id ? await alertsById(trx, [last.alert_id]) : [];
  const before = alert ? (await eventsOfAlert(trx, alert)).filter((row) => row.at <= at) : [];
  const after = (await eventsFrom(trx, event, at)).filter((row) => row.at > at);
  return [...before, ...after];
}

function toPlaced(row: EventRow): Placed {
  return { condition: row.condition as Condition, at: Date.parse(row.at), alertId: row.alert_id };
}

/** What an alert comes to once a late event is among its others. */
async function retell(trx: Trx, say: Say, row: AlertRow, now: Date, parts: LateParts): Promise<void> {
  const changes = (await eventsOfAlert(trx, row)).map(toPlaced);
  const standing = standingOf(changes, row.state as TriageState);
  const { condition, repeats } = standing;
  const change = { condition, repeats, ...timesOf(standing), changed_at: now.toISOString() };
  await updateAlert(trx, row.id, change);
  await showAlert(trx, say, { ...row, ...change }, parts);
}

/** An alert whose recovery was told before it. It becomes the alarm's newest unless that fired later still. */
async function bearLate(trx: Trx, say: Say, { told, now, parts }: Late, absorbed: EventRow[]): Promise<number> {
  const { event } = told;
  const firing = { condition: event.condition, at: event.at.getTime() };
  const standing = standingOf([firing, ...absorbed.map(toPlaced)], 'untriaged');
  const [id] = (await bear(trx, say, [{ event, standing, previous: null }], now, parts)) as [number];
  const alarm = (await alarmsByKey(trx, [event.key])).find((row) => row.source === event.source);
  const [latest] = alarm?.alert_id ? await alertsById(trx, [alarm.alert_id]) : [];
  if (alarm && (!latest || latest.fired_at < event.at.toISOString()))
    await saveAlarms(trx, [{ ...alarm, alert_id: id }]);
  return id;
}
