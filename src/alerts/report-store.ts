import type { Db } from '../store/tables.ts';
import type { TriageState } from './states.ts';

/** Alerts outside of storms that are in a state and arrived since then: the newest, with where Slack shows them. */
export async function newestAlone(db: Db, { state, since, most }: { state: TriageState; since: string; most: number }) {
  return db
    .selectFrom('alert')
    .leftJoin('message', 'message.id', 'alert.message_id')
    .selectAll('alert')
    .select(['message.channel_id', 'message.ts'])
    .where('state', '=', state)
    .where('received_at', '>=', since)
    .where('storm_id', 'is', null)
    .orderBy('received_at', 'desc')
    .orderBy('alert.id', 'desc')
    .limit(most)
    .execute();
}

/** How many of them there are. */
export async function countAlone(db: Db, state: TriageState, since: string): Promise<number> {
  const { n } = await db
    .selectFrom('alert')
    .select((select) => select.fn.countAll<number | string>().as('n'))
    .where('state', '=', state)
    .where('received_at', '>=', since)
    .where('storm_id', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** How many alerts outside of storms people brought into each of these states since then. */
export async function countBroughtInto(db: Db, states: readonly TriageState[], since: string) {
  const rows = await db
    .selectFrom('alert')
    .select(['state', (select) => select.fn.countAll<number | string>().as('n')])
    .where('state', 'in', states)
    // The index: what was brought into a state changed then.
    .where('changed_at', '>=', since)
    .where('state_at', '>=', since)
    .where('storm_id', 'is', null)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, n }) => [state as TriageState, Number(n)]));
}

/** Storms that went on after `since`, or after `openSince` when they are in one of these states; the newest first. */
export async function stormsOf(
  db: Db,
  { since, open, openSince }: { since: string; open: readonly TriageState[]; openSince: string },
) {
  return db
    .selectFrom('storm')
    .leftJoin('message', 'message.id', 'storm.message_id')
    .selectAll('storm')
    .select(['message.channel_id', 'message.ts'])
    .where((where) =>
      where.or([
        where('last_at', '>=', since),
        where.and([where('last_at', '>=', openSince), where('state', 'in', open)]),
      ]),
    )
    .orderBy('started_at', 'desc')
    .orderBy('storm.id', 'desc')
    .execute();
}

/** How often alarms fired after each of two instants, those that fired at all. */
export async function firingsByAlarm(db: Db, { since, weekAgo }: { since: string; weekAgo: string }) {
  const earliest = since < weekAgo ? since : weekAgo;
  const rows = await db
    .selectFrom('alarm')
    .innerJoin('alarm_event', (join) =>
      join.onRef('alarm_event.source', '=', 'alarm.source').onRef('alarm_event.key', '=', 'alarm.key'),
    )
    .select(['alarm.name'])
    .select(({ fn, case: when }) => [
      fn.sum<number | string>(when().when('alarm_event.at', '>=', since).then(1).else(0).end()).as('recent'),
      fn.sum<number | string>(when().when('alarm_event.at', '>=', weekAgo).then(1).else(0).end()).as('week'),
    ])
    .where('alarm.last_event_at', '>=', earliest)
    .where('alarm_event.condition', '=', 'firing')
    .where('alarm_event.at', '>=', earliest)
    .groupBy(['alarm.source', 'alarm.key', 'alarm.name'])
    .execute();
  return rows.map(({ name, recent, week }) => ({ alarm: name, recent: Number(recent), week: Number(week) }));
}
