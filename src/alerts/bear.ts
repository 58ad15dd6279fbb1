import { subDays } from 'date-fns';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { toAlert } from './alert.ts';
import { alertCard } from './blocks.ts';
import type { Standing } from './place.ts';
import type { CardParts } from './show.ts';
import { alarmId } from './stand.ts';
import { type AlertRow, bornSince, firingsSince, insertAlerts, type NewAlertRow } from './store.ts';
import { type StormRule, standingAlone } from './storm.ts';
import { stormCard } from './storm-blocks.ts';
import { insertStorm, stormSince, updateStorm } from './storm-store.ts';

/** An alert to be: what it shows, where it stands, and the row of the alarm's alert before it. */
export type Newborn = { event: AlarmEvent; standing: Standing; previous: AlertRow | null };

/** What giving birth to alerts needs. */
export type BirthParts = CardParts & { storm: StormRule };

/** Inserts alerts and says them: each on its own, or in a storm's one message. @returns their ids, in order. */
export async function bear(trx: Trx, say: Say, newborns: Newborn[], now: Date, parts: BirthParts): Promise<number[]> {
  if (newborns.length === 0) return [];
  const firings = await weekBefore(trx, newborns);
  const rows = newborns.map((newborn) => newRow(newborn, firings.get(alarmId(newborn.event)) ?? 0, now, parts));
  for (const channel of new Set(rows.map((row) => row.channel))) {
    const here = rows
      .map((row, index) => ({ row, newborn: newborns[index] as Newborn }))
      .filter(({ row }) => row.channel === channel);
    const alone = await countAlone(trx, channel, here.length, now, parts.storm);
    for (const { row, newborn } of here.slice(0, alone)) row.message_id = sayAlone(say, row, newborn, parts);
    if (alone < here.length)
      await gather(
        trx,
        say,
        here.slice(alone).map(({ row }) => row),
        now,
        parts,
      );
  }
  const inserted = await insertAlerts(trx, rows);
  const ids = new Map(inserted.map((row) => [`${alarmId(row)} ${row.fired_at}`, row.id]));
  return rows.map((row) => ids.get(`${alarmId(row)} ${row.fired_at}`) as number);
}

/** @returns the id of the alert's own message. */
function sayAlone(say: Say, row: FullRow, { event, previous }: Newborn, parts: BirthParts): string {
  const content = alertCard(toAlert({ ...row, id: 0 }), {
    zone: parts.zone,
    previous: previous ? toAlert(previous) : null,
    playbook: parts.playbookFor(event),
  });
  return say.post({ lane: 'alert', channel: row.channel, content });
}

async function weekBefore(trx: Trx, newborns: Newborn[]): Promise<Map<string, number>> {
  const keys = [...new Set(newborns.map(({ event }) => event.key))];
  const earliest = Math.min(...newborns.map(({ standing }) => standing.firedAt));
  const counted = await firingsSince(trx, keys, subDays(earliest, 7).toISOString());
  return new Map(counted.map((row) => [alarmId(row), row.firings]));
}

async function countAlone(trx: Trx, channel: string, born: number, now: Date, storm: StormRule): Promise<number> {
  const since = new Date(now.getTime() - storm.within).toISOString();
  return standingAlone(born, await bornSince(trx, channel, since, storm.alerts), storm);
}

type FullRow = Omit<AlertRow, 'id'>;

function newRow({ event, standing, previous }: Newborn, weekFirings: number, now: Date, parts: BirthParts): FullRow {
  return {
    source: event.source,
    key: event.key,
    alarm: event.alarm,
    title: event.title,
    condition: standing.condition,
    state: 'untriaged',
    state_by: null,
    state_at: null,
    assignee: null,
    ticket: null,
    reason: null,
    ...timesOf(standing),
    received_at: now.toISOString(),
    changed_at: now.toISOString(),
    repeats: standing.repeats,
    week_firings: weekFirings,
    previous_id: previous?.id ?? null,
    playbook: parts.playbookFor(event)?.file ?? null,
    incident: null,
    channel: parts.channelFor(event.source),
    message_id: '',
    storm_id: null,
    event: JSON.stringify(event),
    reminded_at: null,
  } satisfies NewAlertRow;
}

/** The columns that hold an alert's times. */
export function timesOf({ firedAt, activeAt, recoveredAt }: Standing) {
  return {
    fired_at: new Date(firedAt).toISOString(),
    active_at: new Date(activeAt).toISOString(),
    recovered_at: recoveredAt === null ? null : new Date(recoveredAt).toISOString(),
  };
}

/** Puts alerts of one channel into the storm that is going on there, or begins one; an emoji on it counts for them too. */
async function gather(trx: Trx, say: Say, rows: FullRow[], now: Date, parts: BirthParts): Promise<void> {
  const [{ channel }] = rows as [FullRow];
  const since = new Date(now.getTime() - parts.storm.within).toISOString();
  const storm = (await stormSince(trx, channel, since)) ?? (await begin(trx, say, rows, now, parts));
  for (const row of rows) {
    row.message_id = storm.message_id;
    row.storm_id = storm.id;
    row.state = storm.state;
    row.state_by = storm.state_by;
    row.state_at = storm.state_at;
  }
  await updateStorm(trx, storm.id, { last_at: now.toISOString(), alerts: storm.alerts + rows.length, changed: 1 });
}

async function begin(trx: Trx, say: Say, rows: FullRow[], now: Date, parts: BirthParts) {
  const [{ channel }] = rows as [FullRow];
  const triaged = { state: 'untriaged', stateBy: null, stateAt: null } as const;
  const names = rows.slice(0, 10).map(({ alarm }) => ({ alarm, alerts: 1 }));
  const firing = rows.filter((row) => row.condition === 'firing').length;
  const view = { ...triaged, startedAt: now, lastAt: now, alerts: rows.length, firing, names };
  const messageId = say.post({ lane: 'alert', channel, content: stormCard(view, parts.zone) });
  return insertStorm(trx, channel, messageId, now.toISOString());
}
