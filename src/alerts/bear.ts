import { subDays } from 'date-fns/subDays';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { toAlert } from './alert.ts';
import { alertCard } from './blocks.ts';
import type { Standing } from './place.ts';
import type { CardParts, PlaybookLink } from './show.ts';
import { alarmId } from './stand.ts';
import { type AlertRow, bornSince, firingsSince, insertAlerts } from './store.ts';
import { type StormRule, standingAlone } from './storm.ts';
import { stormCard } from './storm-blocks.ts';
import { growStorm, insertStorm, stormSince } from './storm-store.ts';

/** An alert to be: what it shows, where it stands, and the row of the alarm's alert before it. */
export type Newborn = { event: AlarmEvent; standing: Standing; previous: AlertRow | null };

/** What giving birth to alerts needs. */
export type BirthParts = CardParts & { storm: StormRule };

/** A newborn with its row to be and the playbook that covers it. */
type Draft = { newborn: Newborn; row: FullRow; playbook: PlaybookLink | null };

/** Inserts alerts and says them: each on its own, or in a storm's one message. @returns their rows, in order. */
export async function bear(trx: Trx, say: Say, newborns: Newborn[], now: Date, parts: BirthParts): Promise<AlertRow[]> {
  if (newborns.length === 0) return [];
  const firings = await weekBefore(trx, newborns);
  const drafts = newborns.map((newborn): Draft => {
    const playbook = parts.playbookFor(newborn.event);
    const fields = { channel: parts.channelFor(newborn.event.source), playbook: playbook?.file ?? null };
    return { newborn, playbook, row: { ...newRow(newborn, firings(newborn), now), ...fields } };
  });
  for (const [channel, here] of Map.groupBy(drafts, ({ row }) => row.channel)) {
    const alone = await countAlone(trx, channel, here.length, now, parts.storm);
    for (const draft of here.slice(0, alone)) draft.row.message_id = sayAlone(say, draft, parts.zone);
    const gathered = here.slice(alone).map(({ row }) => row);
    if (gathered.length > 0) await gather(trx, say, gathered, now, parts);
  }
  const rows = drafts.map(({ row }) => row);
  const inserted = await insertAlerts(trx, rows);
  const ids = new Map(inserted.map((row) => [`${alarmId(row)} ${row.fired_at}`, row.id]));
  return rows.map((row) => ({ ...row, id: ids.get(`${alarmId(row)} ${row.fired_at}`) as number }));
}

/** @returns the id of the alert's own message. */
function sayAlone(say: Say, { row, newborn, playbook }: Draft, zone: string): string {
  const previous = newborn.previous && toAlert(newborn.previous);
  const content = alertCard(toAlert({ ...row, id: 0 }), { zone, previous, playbook });
  return say.post({ lane: 'alert', channel: row.channel, content });
}

/** @returns how often an alarm fired in the seven days before its newborn alert. */
async function weekBefore(trx: Trx, newborns: Newborn[]): Promise<(newborn: Newborn) => number> {
  // An alarm without an alert before has not fired.
  const keys = [...new Set(newborns.flatMap(({ event, previous }) => (previous === null ? [] : event.key)))];
  const earliest = Math.min(...newborns.map(({ standing }) => standing.firedAt));
  const recent = await firingsSince(trx, keys, subDays(earliest, 7).toISOString());
  const byAlarm = Map.groupBy(recent, alarmId);
  return ({ event, standing }) => {
    const from = subDays(standing.firedAt, 7).toISOString();
    const until = new Date(standing.firedAt).toISOString();
    const before = (byAlarm.get(alarmId(event)) ?? []).filter((row) => row.fired_at >= from && row.fired_at < until);
    return before.reduce((sum, row) => sum + 1 + row.repeats, 0);
  };
}

async function countAlone(trx: Trx, channel: string, born: number, now: Date, storm: StormRule): Promise<number> {
  const since = new Date(now.getTime() - storm.within).toISOString();
  return standingAlone(born, await bornSince(trx, channel, since, storm.alerts), storm);
}

type FullRow = Omit<AlertRow, 'id'>;

function newRow({ event, standing, previous }: Newborn, weekFirings: number, now: Date) {
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
    incident: null,
    message_id: '',
    storm_id: null,
    event: JSON.stringify(event),
    reminded_at: null,
  };
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
  const { id } = (await stormSince(trx, channel, since)) ?? (await begin(trx, say, rows, now, parts));
  const storm = await growStorm(trx, id, rows.length, now.toISOString());
  for (const row of rows) {
    row.message_id = storm.message_id;
    row.storm_id = storm.id;
    row.state = storm.state;
    row.state_by = storm.state_by;
    row.state_at = storm.state_at;
  }
}

async function begin(trx: Trx, say: Say, rows: FullRow[], now: Date, parts: BirthParts) {
  const [{ channel }] = rows as [FullRow];
  const triaged = { state: 'untriaged', stateBy: null, stateAt: null } as const;
  const names = rows.slice(0, 10).map(({ alarm }) => ({ alarm, alerts: 1 }));
  const firing = rows.filter((row) => row.condition === 'firing').length;
  const view = { ...triaged, startedAt: now, lastAt: now, alerts: rows.length, firing, names, incidents: [] };
  // Ahead of the cards that still wait: when alerts pour in, this one message tells more than each of them.
  const messageId = say.post({ lane: 'page', channel, content: stormCard(view, parts.zone) });
  return insertStorm(trx, channel, messageId, now.toISOString());
}
