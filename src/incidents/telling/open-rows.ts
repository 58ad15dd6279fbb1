import type { Db } from '../../store/tables.ts';
import type { IncidentRow } from '../incident.ts';

/** The rows of open incidents, the oldest first. */
export async function openRows(db: Db): Promise<IncidentRow[]> {
  return db.selectFrom('incident').selectAll().where('state', '=', 'open').orderBy('id').execute();
}
