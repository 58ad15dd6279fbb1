import type { Config } from '../../config/schema.ts';

/**
 * The response plan by which a ticket becomes an incident: the one configured for that. Incident Manager starts nothing
 * without one, so that there it is the first otherwise; null for none.
 */
export const ticketPlan = ({ support, incidents }: Pick<Config, 'support' | 'incidents'>): string | null => {
  const first = incidents.backend === 'local' ? undefined : Object.keys(incidents.response_plans)[0];
  return support.response_plan ?? first ?? null;
};
