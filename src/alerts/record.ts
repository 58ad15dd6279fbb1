import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { AlarmEvent, Delivery, Intake, Received } from './alarm-event.ts';
import { type BirthParts, bear, timesOf } from './bear.ts';
import { repeatLine } from './blocks.ts';
import { inOneGo } from './in-one-go.ts';
import { INTAKE_LOCK } from './lock.ts';
import { recordLate } from './record-late.ts';
import { keepRejected, type Refusal } from './reject.ts';
import { changeAlert } from './show.ts';
import {
  type AlarmStand,
  type AlertDraft,
  alarmId,
  eventRow,
  isLate,
  loadStands,
  type PlacedEvent,
  placeInOrder,
  type Told,
} from './stand.ts';
import { type AlertRow, insertEvents, knownEvents, saveAlarms } from './store.ts';

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
  return inOneGo(async (batch) => {
    const { events, refusals } = await parts.outbox.commit((trx, say) => record(trx, say, batch, parts), INTAKE_LOCK);
    for (const told of events) parts.onEvent(told);
    for (const { road, reason, times } of refusals) {
      parts.onRejected(road, times);
      parts.log.warn({ road, reason, times }, 'a payload could not be read; it is kept in the table rejected');
    }
  });
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
  const touched = [...new Set(placed.flatMap(({ alert }) => alert ?? []))];
  const born = touched.filter((alert) => alert.row === null);
  for (const alert of touched) if (alert.row) await saveJoined(trx, say, alert, { now, parts });
  await saveBorn(trx, say, born, { now, parts });
  const idOf = (alert: AlertDraft | null) => alert?.row?.id ?? null;
  await insertEvents(
    trx,
    placed.map(({ told, alert }) => eventRow(told, idOf(alert))),
  );
  const alarms = new Set(placed.map(({ told }) => alarmId(told.event)));
  await saveAlarms(
    trx,
    [...alarms].map((id) => {
      const { alarm, latest } = stands.get(id) as AlarmStand;
      return { ...alarm, alert_id: idOf(latest) };
    }),
  );
}

/** An alert that was there already: its firings, its condition, a line in its thread for each time it fired again. */
async function saveJoined(trx: Trx, say: Say, alert: AlertDraft, { now, parts }: Omit<Saving, 'stands'>) {
  const { row, standing, event, joined } = alert as AlertDraft & { row: AlertRow };
  const { condition, repeats } = standing;
  const shown = { title: event.title, event: JSON.stringify(event) };
  const change = { condition, repeats, ...timesOf(standing), ...shown, changed_at: now.toISOString() };
  alert.row = await changeAlert(trx, say, { row, change }, parts);
  sayRepeats(say, alert.row, joined, parts.zone);
}

/** New alerts. Of two of one alarm the later one shows what became of the earlier, which is therefore saved before. */
async function saveBorn(trx: Trx, say: Say, born: AlertDraft[], { now, parts }: Omit<Saving, 'stands'>): Promise<void> {
  const ready = born.filter(({ previous }) => previous === null || previous.row !== null);
  if (ready.length === 0) return;
  const newborns = ready.map(({ event, standing, previous }) => ({ event, standing, previous: previous?.row ?? null }));
  const rows = await bear(trx, say, newborns, now, parts);
  for (const [index, alert] of ready.entries()) {
    alert.row = rows[index] as AlertRow;
    sayRepeats(say, alert.row, alert.joined, parts.zone);
  }
  const later = born.filter((alert) => alert.row === null);
  await saveBorn(trx, say, later, { now, parts });
}

/** A line in the alert's thread for each of its newest firings; a storm's thread lists alerts, and no repeats. */
function sayRepeats(say: Say, row: AlertRow, joined: readonly AlarmEvent[], zone: string): void {
  if (row.storm_id !== null) return;
  const before = row.repeats - joined.length;
  for (const [index, { at, title }] of joined.entries()) {
    const content = repeatLine(at, before + index + 2, title, zone);
    say.post({ lane: 'edit', channel: row.channel, threadOf: row.message_id, content });
  }
}
