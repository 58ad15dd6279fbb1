import type { Db } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { listIncidents } from '../incident-store.ts';
import { placesOf } from './places.ts';

/** An incident with the address where it is talked about; null before there is one. */
export type ShownIncident = { incident: Incident; url: string | null };

/** The incidents that are open: how many there are, and the newest of them. */
export type OpenIncidents = { count: number; shown: ShownIncident[] };

/** The incidents that are open; of them the newest, at most so many. */
export async function openIncidents(db: Db, most: number): Promise<OpenIncidents> {
  const open = await listIncidents(db, { open: true });
  const shown = open.slice(0, most);
  const place = await placesOf(db, shown);
  return { count: open.length, shown: shown.map((incident) => ({ incident, url: place(incident).url })) };
}
