import type { Db } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { listIncidents } from '../incident-store.ts';
import { type DetailedIncident, described, describedTimeline, type ListedIncident } from './list-incidents.ts';

/** An incident with all that is kept of it, as it is taken elsewhere; see docs/incidents.md. */
export type ExportedIncident = DetailedIncident &
  Pick<Incident, 'summary' | 'plan' | 'playbook' | 'deployments' | 'roles' | 'resolvedBy' | 'resolution'>;

/** All incidents with their timelines, or those that are open, the oldest first. */
export async function exportIncidents(
  db: Db,
  { open, zone }: { open: boolean; zone: string },
): Promise<ExportedIncident[]> {
  const incidents = (await listIncidents(db, { open })).toReversed();
  const listed = await described(db, incidents, zone);
  return Promise.all(
    incidents.map(async (incident, index) => {
      const { summary, plan, playbook, deployments, roles, resolvedBy, resolution } = incident;
      return {
        ...(listed[index] as ListedIncident),
        ...{ summary, plan, playbook, deployments, roles, resolvedBy, resolution },
        timeline: await describedTimeline(db, incident.id, zone),
      };
    }),
  );
}
