import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import type { Impact } from '../rules/impact.ts';
import { mitigated } from '../runbook/mitigated.ts';
import { timelineOf } from '../timeline.ts';

/** The kind of errand that tells customers on Statuspage. */
export const TELL_CUSTOMERS = 'statuspage.tell';

/**
 * What customers are told, as it was when it was said: the payload of the errand. `incident` is ours by its id; `body` is
 * text as timelines have it.
 */
export type CustomerNews = {
  incident: number;
  name: string;
  impact: Impact;
  status: 'investigating' | 'monitoring' | 'resolved';
  body: string;
};

/** What fixed it is for colleagues. */
const OVER = 'This incident is resolved.';

/**
 * Has customers told of an incident's change, where a Statuspage page is configured: of every update, and of the end
 * once they were told of the incident at all. What happens to one incident there happens in order.
 */
export async function tellCustomers(
  trx: Trx,
  say: Say,
  { before, after }: { before: Incident; after: Incident },
  { config }: Pick<IncidentParts, 'config'>,
): Promise<void> {
  const { id: incident, name, title, impact, update } = after;
  if (config.incidents.statuspage.page_id === null || update === null) return;
  const isOver = before.state === 'open' && after.state === 'resolved';
  const isNew = before.update?.at.getTime() !== update.at.getTime() || before.update.text !== update.text;
  if (!isOver && !isNew) return;
  const isMitigated = mitigated(await timelineOf(trx, incident)) !== null;
  const status = isMitigated ? 'monitoring' : 'investigating';
  const news: CustomerNews = {
    ...{ incident, name: title, impact },
    ...(isOver ? { status: 'resolved', body: OVER } : { status, body: update.text }),
  };
  say.errand({ kind: TELL_CUSTOMERS, line: `statuspage ${name}`, payload: news });
}
