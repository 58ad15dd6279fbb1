import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { closeChains, openPages } from './page-store.ts';
import { showPage } from './show-page.ts';

/**
 * Ends the pages that nobody acknowledged, for their incident is over: they go on to nobody, and their messages say so.
 * Incident Manager pages nobody for it any more either.
 */
export async function endPages(
  trx: Trx,
  say: Say,
  incident: Incident,
  { clock, config, backend }: IncidentParts,
): Promise<void> {
  const roots = [...new Set((await openPages(trx, incident.id)).map(({ root }) => root))];
  const ended = roots.length === 0 ? [] : await closeChains(trx, roots, { by: null, at: clock.now() });
  for (const page of ended) showPage(say, { page, incident, config });
  const engagements = ended.flatMap((page) => page.engagements);
  await backend.unpaged(trx, say, { incident, engagements, contacts: null });
}
