import type { Db, Trx } from '../store/tables.ts';
import { type TriageState, triageStates } from './states.ts';

/** Alerts that fired, arrived or changed since then, newest firing first, with where Slack shows them. */
export async function alertsSince(db: Db, since: string, state: string | null) {
  let query = db
    .selectFrom('alert')
    .leftJoin('message', 'message.id', 'alert.message_id')
    .selectAll('alert')
    .select(['message.channel_id', 'message.ts'])
    .where((where) => where.or([where('changed_at', '>=', since), where('fired_at', '>=', since)]));
  if (state !== null) query = query.where('state', '=', state);
  return query.orderBy('fired_at', 'desc').orderBy('alert.id', 'desc').execute();
}

/**
 * How many alerts arrived since then, by state. All states are named, though it changes nothing: with them SQLite looks
 * up each state's newest in the index, and without them it counts the whole history.
 */
export async function countByState(db: Db, since: string): Promise<Map<TriageState, number>> {
  const rows = await db
    .selectFrom('alert')
    .select(['state', (select) => select.fn.countAll<number | string>().as('n')])
    .where('state', 'in', triageStates)
    .where('received_at', '>=', since)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, n }) => [state as TriageState, Number(n)]));
}

/** A time span of arrivals: `from` is in it, `until` is not. */
export type Span = { from: string; until: string };

export async function countInState(db: Db, state: TriageState, { from, until }: Span): Promise<number> {
  const { n } = await db
    .selectFrom('alert')
    .select((select) => select.fn.countAll<number | string>().as('n'))
    .where('state', '=', state)
    .where('received_at', '>=', from)
    .where('received_at', '<', until)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** A part of the alerts in a state that arrived in a span, newest first, with where Slack shows them. */
export async function alertsInState(db: Db, state: TriageState, { from, until }: Span, offset: number, limit: number) {
  return db
    .selectFrom('alert')
    .leftJoin('message', 'message.id', 'alert.message_id')
    .selectAll('alert')
    .select(['message.channel_id', 'message.ts'])
    .where('state', '=', state)
    .where('received_at', '>=', from)
    .where('received_at', '<', until)
    .orderBy('received_at', 'desc')
    .orderBy('alert.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute();
}

/** Alerts that stand alone, arrived in the span, and of which nobody was reminded: the oldest first. */
export async function untriagedAlone(db: Db, { from, until }: Span) {
  return db
    .selectFrom('alert')
    .select(['id', 'channel', 'message_id', 'alarm'])
    .where('state', '=', 'untriaged')
    .where('received_at', '>=', from)
    .where('received_at', '<', until)
    .where('reminded_at', 'is', null)
    .where('storm_id', 'is', null)
    .orderBy('received_at')
    .limit(50)
    .execute();
}

/** The same for storms, by their beginning. */
export async function untriagedStorms(db: Db, { from, until }: Span) {
  return db
    .selectFrom('storm')
    .select(['id', 'channel', 'message_id', 'alerts'])
    .where('state', '=', 'untriaged')
    .where('started_at', '>=', from)
    .where('started_at', '<', until)
    .where('reminded_at', 'is', null)
    .execute();
}

export async function markReminded(trx: Trx, table: 'alert' | 'storm', ids: number[], at: string): Promise<void> {
  if (ids.length > 0) await trx.updateTable(table).set({ reminded_at: at }).where('id', 'in', ids).execute();
}

/** Alerts that are worth reading again in Slack: the newest messages of those that arrived or changed since then. */
export async function recentMessages(db: Db, since: string, most: number) {
  return db
    .selectFrom('alert')
    .innerJoin('message', 'message.id', 'alert.message_id')
    .select(['message.id', 'message.channel_id', 'message.ts'])
    .distinct()
    .where('alert.changed_at', '>=', since)
    .where('message.ts', 'is not', null)
    .orderBy('message.ts', 'desc')
    .limit(most)
    .execute();
}
