import type { Alert } from '../alerts/alert.ts';
import { tiedAlerts } from '../alerts/tie.ts';
import type { Db } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import { listIncidents } from './incident-store.ts';
import { likeliest } from './rules/likeness.ts';

/**
 * The open incident that one with that title and about those alerts would be again: the alerts' own, else of those opened
 * minutes ago the one that is like it; null for none.
 */
export async function likeIncident(
  { title, alerts }: { title: string; alerts: readonly Alert[] },
  { db, now }: { db: Db; now: Date },
): Promise<Incident | null> {
  const alarms = alerts.map(alarmOf);
  const open = await listIncidents(db, { open: true });
  const own = open.find(({ name }) => alerts.some(({ incident }) => incident === name));
  if (own) return own;
  const candidates = await Promise.all(
    open.map(async (incident) => ({
      ...incident,
      alarms: (await tiedAlerts(db, incident.name)).map(({ alert }) => alarmOf(alert)),
    })),
  );
  return likeliest(candidates, { title, alarms }, now);
}

const alarmOf = ({ event }: Alert): string => `${event.source} ${event.key}`;
