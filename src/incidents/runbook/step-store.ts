import type { Db, Trx } from '../../store/tables.ts';
import { updateIncident } from '../incident-store.ts';
import type { Step } from '../rules/steps.ts';

/** A step of an incident's runbook; `done` says who ticked it, and when. */
export type KeptStep = Step & { id: number; done: { by: string; at: Date } | null };

/** Keeps the steps that an incident's playbook has now: what becomes of the playbook later changes none of them. */
export async function insertSteps(trx: Trx, incident: number, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map((step) => ({ ...step, incident_id: incident, done_by: null, done_at: null }));
  await trx.insertInto('incident_step').values(rows).execute();
}

/** The steps of an incident, in the order in which they are to be done. */
export async function stepsIn(db: Db, incident: number): Promise<KeptStep[]> {
  const rows = db.selectFrom('incident_step').selectAll().where('incident_id', '=', incident);
  return (await rows.orderBy('id').execute()).map((row) => ({
    ...{ id: row.id, section: row.section as Step['section'], ordinal: row.ordinal, text: row.text },
    done: row.done_by === null ? null : { by: row.done_by, at: new Date(row.done_at as string) },
  }));
}

/** Keeps that somebody ticked a step; null that it is to be done again. */
export async function setDone(trx: Trx, step: number, done: KeptStep['done']): Promise<void> {
  const ticked = { done_by: done?.by ?? null, done_at: done?.at.toISOString() ?? null };
  await trx.updateTable('incident_step').set(ticked).where('id', '=', step).execute();
}

/** The messages that show an incident's runbook, in their order; none before it was shown. */
export async function runbookMessages(db: Db, incident: number): Promise<string[]> {
  const row = db.selectFrom('incident').select('runbook').where('id', '=', incident);
  return JSON.parse((await row.executeTakeFirst())?.runbook ?? '[]') as string[];
}

/** Keeps which messages show an incident's runbook. */
export async function keepRunbookMessages(trx: Trx, incident: number, messages: readonly string[]): Promise<void> {
  await updateIncident(trx, incident, { runbook: JSON.stringify(messages) });
}
