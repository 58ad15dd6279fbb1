import type { Db } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import { findIncident } from './incident-store.ts';
import { idOf } from './rules/incident-name.ts';

/** The incident of that name, like `INC-7`; null when there is none. */
export async function findIncidentNamed(db: Db, name: string): Promise<Incident | null> {
  const id = idOf(name);
  return id === null ? null : findIncident(db, id);
}
