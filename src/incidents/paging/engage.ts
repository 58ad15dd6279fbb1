import type { Config } from '../../config/schema.ts';
import type { Say } from '../../outbox/say.ts';
import type { Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { heldAt } from './held.ts';
import { passedWords, strangerWords } from './page-words.ts';
import { reach } from './reach.ts';
import { sendPage } from './send-page.ts';

/**
 * Pages whom a new incident needs, in the transaction that opens it: whom its plan engages, each by a page of their own,
 * or else the first of the chain who is there. A commander who opened it themself knows, and nobody is paged twice.
 */
export async function engage(trx: Trx, say: Say, incident: Incident, parts: IncidentParts): Promise<void> {
  const { config, clock } = parts;
  const { escalation: chain } = config.incidents;
  const held = await heldAt(trx, clock.now(), config);
  const { named, wanted } = engagedBy(incident, config);
  const { openedBy, roles } = incident;
  const knowing = new Set(openedBy !== null && openedBy === roles.ic ? [openedBy] : []);
  for (const asked of wanted) {
    const reached = reach(asked, { chain, held: held.people });
    const { whom, people, passed } = reached;
    const users = people.filter((user) => !knowing.has(user));
    if (users.length === 0 && people.length > 0) continue;
    for (const user of users) knowing.add(user);
    // That nobody holds what nobody asked for is no news: in working hours nobody need be on call.
    const skipped = named ? passedWords(reached, held) : strangerWords(passed, held);
    const order = { ...{ whom, users, skipped }, by: null, root: null, round: 1, isOfPlan: isOfPlan(incident, config) };
    await sendPage(trx, say, { incident, order }, parts);
  }
}

/** Whether Incident Manager begins it by a response plan, whose own engagements page people: one that is chosen, or the only one. */
const isOfPlan = ({ plan }: Incident, { incidents: { response_plans } }: Config): boolean =>
  plan !== null || Object.keys(response_plans).length <= 1;

/** Whom to page, and whether a plan of our own names them; where none does, the first of the chain. */
function engagedBy({ plan, impact }: Incident, { incidents }: Config): { named: boolean; wanted: readonly string[] } {
  const chosen = plan === null ? undefined : incidents.response_plans[plan];
  if (typeof chosen === 'object' && chosen.engage.length > 0) return { named: true, wanted: chosen.engage };
  return { named: false, wanted: impact === 5 ? [] : incidents.escalation.slice(0, 1) };
}
