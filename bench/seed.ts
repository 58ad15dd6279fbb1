import { randomUUID } from 'node:crypto';
import Database from 'better-sqlite3';
import { subDays } from 'date-fns';
import type { AlarmEvent } from '../src/alerts/alarm-event.ts';
import { systemClock } from '../src/clock.ts';
import { read } from '../src/sources/read.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { alarmMessage } from './alarms.ts';

const DAYS = 365;
const ALARMS = 2000;
const STEP = 50_000;
const PERSON = 'U0SEED00';
const STATES = ['fixed', 'ignored', 'repeat', 'ticketed', 'delegated', 'looking', 'fixed', 'ignored', 'fixed'] as const;

/** Where Slack shows an alert. */
export type Place = { channelId: string; ts: string };

/**
 * Fills a new database as a year leaves it: alerts that are spread evenly over the year up to now, each with its
 * message, its firing and recovery, and what people did about it; one in ten was never looked at.
 */
export async function seed(path: string, alerts: number, progress: (text: string) => void): Promise<void> {
  const store = await openStore({ engine: 'sqlite', path });
  await migrate(store, systemClock.now());
  await store.close();
  const file = new Database(path);
  file.pragma('synchronous = OFF');
  file.pragma('cache_size = -1000000');
  const { now } = Date;
  const end = now();
  const apart = (end - subDays(end, DAYS).getTime()) / alerts;
  const indexes = dropIndexes(file);
  const writer = createWriter(file);
  for (let start = 0; start < alerts; start += STEP) {
    progress(`seeding: ${start} of ${alerts} alerts`);
    file.transaction(() => {
      for (let number = start; number < Math.min(alerts, start + STEP); number++) {
        const firedAt = new Date(end - (alerts - number) * apart);
        const place = { channelId: 'C0SEED', ts: (firedAt.getTime() / 1000).toFixed(6) };
        writer({ number, firedAt, place, isOver: true });
      }
    })();
  }
  progress('seeding: indexes');
  for (const sql of indexes) file.exec(sql);
  file.pragma('wal_checkpoint(TRUNCATE)');
  file.close();
}

/** Adds alerts that fired just now, that fire still and that nobody looked at; newest last. */
export function addToday(path: string, places: readonly Place[]): void {
  const file = new Database(path);
  const writer = createWriter(file);
  file.transaction(() => {
    for (const [number, place] of places.entries()) {
      writer({ number, firedAt: new Date(Date.now() - (places.length - number)), place, isOver: false });
    }
  })();
  file.close();
}

/** A B-tree that is built at the end is built faster. @returns what makes the indexes again. */
function dropIndexes(file: Database.Database): string[] {
  const indexes = file.prepare("select name, sql from sqlite_master where type = 'index' and sql is not null").all();
  return (indexes as { name: string; sql: string }[]).map(({ name, sql }) => {
    file.exec(`drop index "${name}"`);
    return sql;
  });
}

type Seeded = { number: number; firedAt: Date; place: Place; isOver: boolean };

function createWriter(file: Database.Database): (seeded: Seeded) => void {
  const into = (table: string, columns: string) =>
    file.prepare(`insert into ${table} (${columns}) values (${columns.replaceAll(/"?\w+"?/g, '?')})`);
  const message = into('message', 'id, channel, channel_id, ts, thread_of, created_at');
  const alert = into(
    'alert',
    'source, key, alarm, title, condition, state, state_by, state_at, fired_at, active_at, recovered_at, received_at, ' +
      'changed_at, repeats, week_firings, previous_id, channel, message_id, event, reminded_at',
  );
  const event = into('alarm_event', 'id, source, key, condition, at, alert_id, road, received_at');
  const reaction = into('reaction', 'message_id, user_id, emoji, present, changed_at, inferred');
  const act = into('triage_act', 'message_id, state, emoji, "by", at, means, inferred');
  const alarm = file.prepare(
    `insert into alarm (source, key, name, condition, last_event_at, alert_id) values (?, ?, ?, ?, ?, ?)
     on conflict (key, source) do update set last_event_at = excluded.last_event_at, alert_id = excluded.alert_id`,
  );
  const latest = new Map<string, number>();
  return ({ number, firedAt, place, isOver }) => {
    const shown = eventOf(number % ALARMS, firedAt);
    const { key, source, alarm: name, title } = shown;
    const id = randomUUID();
    const fired = firedAt.toISOString();
    const over = new Date(firedAt.getTime() + 600_000).toISOString();
    const end = isOver ? over : fired;
    const condition = isOver ? 'recovered' : 'firing';
    const state = isOver && number % 10 !== 0 ? (STATES[number % STATES.length] ?? 'fixed') : 'untriaged';
    const [by, at] = state === 'untriaged' ? [null, null] : [PERSON, over];
    message.run(id, 'alerts', place.channelId, place.ts, null, fired);
    const times = [fired, end, isOver ? over : null, fired, end];
    const rest = [0, 4, latest.get(key) ?? null, 'alerts', id, JSON.stringify(shown), isOver ? over : null];
    const stored = alert.run(source, key, name, title, condition, state, by, at, ...times, ...rest);
    const alertId = Number(stored.lastInsertRowid);
    latest.set(key, alertId);
    event.run(`${shown.id}-${id}`, source, key, 'firing', fired, alertId, 'sqs', fired);
    if (isOver) event.run(`${shown.id}-${id}-ok`, source, key, 'recovered', over, alertId, 'sqs', over);
    alarm.run(source, key, name, condition, end, alertId);
    if (at === null) return;
    const stamp = (Date.parse(at) / 1000).toFixed(6);
    reaction.run(id, PERSON, 'eyes', 1, stamp, 0);
    act.run(id, state, 'eyes', PERSON, stamp, 'emoji', 0);
  };
}

const events = new Map<number, AlarmEvent>();

/** What the reader makes of the alarm's message, at another time. */
function eventOf(number: number, at: Date): AlarmEvent {
  const known = events.get(number);
  if (known) return { ...known, at };
  const [reading] = read(alarmMessage(number, at), { road: 'sqs', receivedAt: at, messageId: null });
  if (reading?.kind !== 'event') throw new Error('the example alarm is not read as an alarm');
  events.set(number, reading.event);
  return reading.event;
}
