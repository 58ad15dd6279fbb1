import type { Incident } from '../../src/incidents/incident.ts';
import type { insertIncident } from '../../src/incidents/incident-store.ts';

const OPENED = new Date('2026-11-23T09:00:00Z');

/** An open incident as the database would have it, for rules and blocks. */
export function someIncident(over: Partial<Incident> = {}): Incident {
  const id = over.id ?? 7;
  return {
    ...{ id, name: `INC-${id}`, backend: 'local', arn: null, token: 'token', title: 'Checkout is down', impact: 2 },
    ...{ summary: '', state: 'open', plan: null, playbook: null, deployments: [], source: 'form' },
    changedAt: { title: OPENED, impact: OPENED, summary: OPENED, state: OPENED },
    ...{ openedBy: 'U0000EVE', openedAt: OPENED, resolvedBy: null, resolvedAt: null, resolution: null },
    ...{ roles: { ic: 'U0000ADA', scribe: null, communications: null }, icSince: OPENED },
    ...{ room: null, archivedAt: null, cardId: null, warId: 'war', update: null, awsProblem: null },
    ...over,
  };
}

type NewRow = Parameters<typeof insertIncident>[1];

/** The row of an incident that nothing was said of. */
export function someRow(over: Partial<NewRow> = {}): NewRow {
  const at = OPENED.toISOString();
  return {
    ...{ backend: 'local', arn: null, token: 'token', asked_as: crypto.randomUUID(), source: 'form' },
    ...{ title: 'Checkout is down', title_at: at, impact: 2, impact_at: at, summary: '', summary_at: at },
    ...{ state: 'open', state_at: at, plan: null, playbook: null, deployments: '[]' },
    ...{ opened_by: 'U0000EVE', opened_at: at, resolved_by: null, resolved_at: null, resolution: null },
    ...{ ic: 'U0000ADA', ic_since: at, scribe: null, communications: null, room: null, archived_at: null },
    ...{ card_id: null, war_id: 'war', update_text: null, update_at: null, reminded_at: null, relief_at: null },
    ...{ aws_seen: null, aws_problem: null, statuspage_id: null },
    ...over,
  };
}
