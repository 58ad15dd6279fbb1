import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { Delivery, Intake, Received } from './alarm-event.ts';
import { type BirthParts, bear, timesOf } from './bear.ts';
import { repeatLine } from './blocks.ts';
import { recordLate } from './record-late.ts';
import { keepRejected, type Refusal } from './reject.ts';
import { showAlert } from './show.ts';
import {
  type AlarmStand,
  type AlertDraft,
  eventRow,
  isLate,
  loadStands,
  type PlacedEvent,
  placeInOrder,
  type Told,
} from './stand.ts';
import { insertEvents, knownEvents, saveAlarms, updateAlert } from './store.ts';

/** What taking in alarms needs. `repeatWindow` is in milliseconds. */
export type IntakeParts = BirthParts & {
  outbox: Outbox;
  clock: Clock;
  log: Log;
  repeatWindow: number;
  /** Told of every state change that was new, once it is stored. */
  onEvent(told: Told): void;
  /** Told how many payloads of a road were unreadable and are kept. */
  onRejected(road: Delivery['road'], times: number): void;
};

/** The one door through which alarms come in, whatever road they took. */
export function createIntake(parts: IntakeParts): Intake {
  return async (batch) => {
    const { events, refusals } = await parts.outbox.commit((trx, say) => record(trx, say, batch, parts), 'intake');
    for (const told of events) parts.onEvent(told);
    for (const { road, reason, times } of refusals) {
      parts.onRejected(road, times);
      parts.log.warn({ road, reason, times }, 'a payload could not be read; it is kept in the table rejected');
    }
  };
}

async function record(
  trx: Trx,
  say: Say,
  batch: readonly Received[],
  parts: IntakeParts,
): Promise<{ events: Told[]; refusals: Refusal[] }> {
  const now = parts.clock.now();
  const refusals = await keepRejected(trx, batch);
  const events = await newEvents(trx, batch);
  if (events.length === 0) return { events, refusals };
  const stands = await loadStands(trx, events);
  const late = events.filter(({ event }) => isLate(event, stands));
  const inOrder = events.filter((told) => !late.includes(told));
  await saveInOrder(trx, say, placeInOrder(inOrder, stands, parts.repeatWindow), { stands, now, parts });
  for (const told of late) await recordLate(trx, say, { told, now, parts });
  return { events, refusals };
}

/** The events of a batch that were not told before, in their own order of time. */
async function newEvents(trx: Trx, batch: readonly Received[]): Promise<Told[]> {
  const byId = new Map<string, Told>();
  for (const { delivery, readings } of batch) {
    for (const reading of readings) {
      if (reading.kind === 'event') byId.set(reading.event.id, { event: reading.event, delivery });
    }
  }
  if (byId.size === 0) return [];
  const known = await knownEvents(trx, [...byId.keys()]);
  const fresh = [...byId.values()].filter(({ event }) => !known.has(event.id));
  return fresh.sort((a, b) => a.event.at.getTime() - b.event.at.getTime());
}

type Saving = { stands: Map<string, AlarmStand>; now: Date; parts: IntakeParts };

async function saveInOrder(trx: Trx, say: Say, placed: PlacedEvent[], { stands, now, parts }: Saving): Promise<void> {
  if (placed.length === 0) return;
  const touched = new Set(placed.flatMap(({ alert }) => alert ?? []));
  const born = [...touched].filter((alert) => alert.row === null);
  const newborns = born.map(({ event, standing, previous }) => ({ event, standing, previous: previous?.row ?? null }));
  const bornIds = await bear(trx, say, newborns, now, parts);
  const ids = new Map<AlertDraft, number>(born.map((alert, index) => [alert, bornIds[index] as number]));
  const idOf = (alert: AlertDraft | null) => (alert === null ? null : (alert.row?.id ?? ids.get(alert) ?? null));
  await insertEvents(
    trx,
    placed.map(({ told, alert }) => eventRow(told, idOf(alert))),
  );
  const alarms = new Set(placed.map(({ told }) => `${told.event.source} ${told.event.key}`));
  await saveAlarms(
    trx,
    [...alarms].map((id) => {
      const { alarm, latest } = stands.get(id) as AlarmStand;
      return { ...alarm, alert_id: idOf(latest) };
    }),
  );
  for (const alert of touched) if (alert.row) await saveJoined(trx, say, alert, { now, parts });
}

/** An alert that was there already: its firings, its condition, a line in its thread for each time it fired again. */
async function saveJoined(
  trx: Trx,
  say: Say,
  alert: AlertDraft,
  { now, parts }: Omit<Saving, 'stands'>,
): Promise<void> {
  const { row, standing, event, joined } = alert as AlertDraft & { row: NonNullable<AlertDraft['row']> };
  const { condition, repeats } = standing;
  const shown = { title: event.title, event: JSON.stringify(event) };
  const change = { condition, repeats, ...timesOf(standing), ...shown, changed_at: now.toISOString() };
  await updateAlert(trx, row.id, change);
  await showAlert(trx, say, { ...row, ...change }, parts);
  if (row.storm_id !== null) return;
  for (const [index, { at, title }] of joined.entries()) {
    const content = repeatLine(at, row.repeats + index + 2, title, parts.zone);
    say.post({ lane: 'edit', channel: row.channel, threadOf: row.message_id, content });
  }
}
