import { openStates } from '../../alerts/open.ts';
import type { Db, Trx } from '../../store/tables.ts';
import { type Incident, toIncident } from '../incident.ts';
import { type AskedOf, asideLine, awsLine, NOTE, START } from './asked.ts';

/** The incident that has a record in AWS; null when none of ours has. */
export async function findByArn(db: Db, arn: string): Promise<Incident | null> {
  const row = await db.selectFrom('incident').selectAll().where('arn', '=', arn).executeTakeFirst();
  return row ? toIncident(row) : null;
}

/** The incidents with a record in AWS that are open, or were resolved since then, the oldest first. */
export async function incidentsInAws(db: Db, since: Date): Promise<Incident[]> {
  const rows = db.selectFrom('incident').selectAll().where('arn', 'is not', null);
  const lately = rows.where((where) =>
    where.or([where('state', '=', 'open'), where('resolved_at', '>', since.toISOString())]),
  );
  return (await lately.orderBy('id').execute()).map(toIncident);
}

/** A line of the timeline that AWS is to be told: `awsId` is its id there, once it has it. */
export type LineToTell = { at: Date; kind: string; awsId: string | null };

/** The line of that id; null when there is none. */
export async function lineToTell(db: Db, id: number): Promise<LineToTell | null> {
  const row = db.selectFrom('incident_event').select(['at', 'kind', 'aws_id']).where('id', '=', id);
  const found = await row.executeTakeFirst();
  return found ? { at: new Date(found.at), kind: found.kind, awsId: found.aws_id } : null;
}

/** Keeps the id that a line has in AWS, by which it is known when it comes back. */
export async function keepAwsId(trx: Trx, id: number, awsId: string): Promise<void> {
  await trx.updateTable('incident_event').set({ aws_id: awsId }).where('id', '=', id).execute();
}

/** What the key of a line that was written in AWS begins with; its id there follows. */
export const FROM_AWS = 'aws event ';

/** The ids in AWS of an incident's lines, those that were told there and those that came from there. */
export async function knownInAws(db: Db, incident: number): Promise<Set<string>> {
  const rows = db.selectFrom('incident_event').select(['aws_id', 'key']).where('incident_id', '=', incident);
  const known = await rows
    .where((where) => where.or([where('aws_id', 'is not', null), where('key', 'like', `${FROM_AWS}%`)]))
    .execute();
  return new Set(known.map(({ aws_id, key }) => aws_id ?? (key as string).slice(FROM_AWS.length)));
}

/** What waits to be told to AWS of an incident's timeline, and may have arrived already. */
export async function textsUnderWay(db: Db, incident: Incident): Promise<Set<string>> {
  const waiting = db.selectFrom('errand').select('payload').where('refused', '=', 0).where('kind', '=', NOTE);
  const rows = await waiting.where('line', 'in', [awsLine(incident), asideLine(incident, NOTE)]).execute();
  return new Set(rows.map(({ payload }) => (JSON.parse(payload) as AskedOf[typeof NOTE]).text));
}

/** The titles of incidents that AWS is being asked to begin, and may have begun already. */
export async function titlesUnderWay(db: Db): Promise<Set<string>> {
  const waiting = db.selectFrom('errand').select('payload').where('refused', '=', 0).where('kind', '=', START);
  return new Set((await waiting.execute()).map(({ payload }) => (JSON.parse(payload) as AskedOf[typeof START]).title));
}

/** Whether AWS is still being asked to begin an incident. */
export async function isStarting(db: Db, incident: Incident): Promise<boolean> {
  const waiting = db.selectFrom('errand').select('id').where('refused', '=', 0).where('kind', '=', START);
  return (await waiting.where('line', '=', awsLine(incident)).executeTakeFirst()) !== undefined;
}

/** Whether an errand of a line waits to be done. */
export async function isWaiting(db: Db, line: string): Promise<boolean> {
  const waiting = db.selectFrom('errand').select('id').where('refused', '=', 0).where('line', '=', line);
  return (await waiting.executeTakeFirst()) !== undefined;
}

/** Whether any errand of a kind, for that incident, waits to be done or was given up. */
export async function isAnyLeft(db: Db, incident: Incident, kind: string): Promise<boolean> {
  const left = db.selectFrom('errand').select('id').where('kind', '=', kind);
  const line = awsLine(incident);
  const own = left.where((where) => where.or([where('line', '=', line), where('line', 'like', `${line} %`)]));
  return (await own.executeTakeFirst()) !== undefined;
}

/** The newest alert of an alarm, by its ARN, that nobody is done with; with its incident, `INC-7`, if it has one. */
export async function openAlertOf(db: Db, alarm: string): Promise<{ id: number; incident: string | null } | null> {
  const rows = db.selectFrom('alert').select(['id', 'incident']).where('state', 'in', openStates);
  // An alarm with contributors has an alert for each of them.
  const own = rows.where((where) => where.or([where('key', '=', alarm), where('key', 'like', `${alarm}#%`)]));
  return (await own.orderBy('fired_at', 'desc').orderBy('id', 'desc').executeTakeFirst()) ?? null;
}

/** What the key of a line begins with that tells of a further record of the same incident; its ARN follows. */
export const FURTHER_RECORD = 'aws record ';

/** Whether it was told before that a record is one incident with another of ours. */
export async function isFurtherRecord(db: Db, arn: string): Promise<boolean> {
  const line = db.selectFrom('incident_event').select('id').where('key', '=', `${FURTHER_RECORD}${arn}`);
  return (await line.executeTakeFirst()) !== undefined;
}
