import type { Db } from '../store/tables.ts';
import type { AlarmEvent, Condition, Delivery } from './alarm-event.ts';
import { eventOf } from './alert.ts';
import { place, type Standing } from './place.ts';
import type { TriageState } from './states.ts';
import { type AlarmRow, type AlertRow, alarmsByKey, alertsById } from './store.ts';

/** A state change with the road it came by. */
export type Told = { event: AlarmEvent; delivery: Delivery };

/** An alert while a batch is placed: one that exists (`row`), or one being born. */
export type AlertDraft = {
  row: AlertRow | null;
  standing: Standing;
  /** What it shows: its newest firing. */
  event: AlarmEvent;
  /** Firings that joined it in this batch. */
  joined: AlarmEvent[];
  /** The alarm's alert before it. */
  previous: AlertDraft | null;
};

/** An alarm while a batch is placed, with its newest alert. */
export type AlarmStand = { alarm: AlarmRow; latest: AlertDraft | null };

/** Where an event was put; null when it is only remembered. */
export type PlacedEvent = { told: Told; alert: AlertDraft | null };

/** Identifies an alarm in maps. */
export function alarmId({ source, key }: { source: string; key: string }): string {
  return `${source} ${key}`;
}

/** What is known of the alarms that these events are of. */
export async function loadStands(db: Db, events: readonly Told[]): Promise<Map<string, AlarmStand>> {
  const alarms = await alarmsByKey(db, [...new Set(events.map(({ event }) => event.key))]);
  const ids = alarms.flatMap((alarm) => alarm.alert_id ?? []);
  const alerts = new Map((await alertsById(db, ids)).map((row) => [row.id, row]));
  return new Map(
    alarms.map((alarm) => {
      const row = alarm.alert_id === null ? undefined : alerts.get(alarm.alert_id);
      return [alarmId(alarm), { alarm, latest: row ? draftOf(row) : null }];
    }),
  );
}

function draftOf(row: AlertRow): AlertDraft {
  return { row, standing: toStanding(row), event: eventOf(row), joined: [], previous: null };
}

/** What of an alert decides where events belong. */
function toStanding(row: AlertRow): Standing {
  return {
    state: row.state as TriageState,
    condition: row.condition as Condition,
    firedAt: Date.parse(row.fired_at),
    activeAt: Date.parse(row.active_at),
    recoveredAt: row.recovered_at === null ? null : Date.parse(row.recovered_at),
    repeats: row.repeats,
  };
}

/** True for an event that arrived after a later one of its alarm. */
export function isLate(event: AlarmEvent, stands: ReadonlyMap<string, AlarmStand>): boolean {
  const stand = stands.get(alarmId(event));
  return stand !== undefined && event.at.toISOString() < stand.alarm.last_event_at;
}

/** Places events that came in order, oldest first; `stands` are brought forward with them. */
export function placeInOrder(
  events: readonly Told[],
  stands: Map<string, AlarmStand>,
  repeatWindow: number,
): PlacedEvent[] {
  return events.map((told) => {
    const { event } = told;
    const before = stands.get(alarmId(event))?.latest ?? null;
    const change = { condition: event.condition, at: event.at.getTime() };
    const placement = place(change, before?.standing ?? null, repeatWindow);
    const latest =
      placement.kind === 'born'
        ? { row: null, standing: placement.alert, event, joined: [], previous: before }
        : placement.kind === 'joins' && before
          ? join(before, placement.alert, event)
          : before;
    stands.set(alarmId(event), { alarm: alarmAfter(event, latest), latest });
    return { told, alert: placement.kind === 'remembered' ? null : latest };
  });
}

/** The same draft, brought forward: events placed earlier in the batch hold on to it. */
function join(draft: AlertDraft, standing: Standing, event: AlarmEvent): AlertDraft {
  draft.standing = standing;
  if (event.condition === 'firing') {
    draft.event = event;
    draft.joined.push(event);
  }
  return draft;
}

function alarmAfter(event: AlarmEvent, latest: AlertDraft | null): AlarmRow {
  const { source, key, alarm: name, condition } = event;
  return { source, key, name, condition, last_event_at: event.at.toISOString(), alert_id: latest?.row?.id ?? null };
}

/** An event as it is kept. */
export function eventRow({ event, delivery }: Told, alertId: number | null) {
  return {
    id: event.id,
    source: event.source,
    key: event.key,
    condition: event.condition,
    at: event.at.toISOString(),
    alert_id: alertId,
    road: delivery.road,
    received_at: delivery.receivedAt.toISOString(),
  };
}
