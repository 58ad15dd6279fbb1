import type { Refused } from '../../slack/refused.ts';
import { saying } from '../../slack/said.ts';
import { plainly, spoken } from '../../slack/spoken.ts';
import { mention } from '../../slack/text.ts';
import { type Act, actWhileOpen } from '../acting.ts';
import { isFirstOf } from '../by-form.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';

/** What the message in #war has room for. */
export const LONGEST_UPDATE = 2000;

/**
 * Tells stakeholders where an incident stands: #war's message, its followers, its room, and customers where configured.
 * @param form the id of the form that it was typed into: the same sent again tells nobody twice.
 */
export async function update(
  { text, form = null, ...asked }: Act & { text: string; form?: string | null },
  parts: IncidentParts,
): Promise<Incident | Refused> {
  const words = plainly(text).trim();
  if (words === '') return { problem: 'Type the update after it: `/incident update orders work again`.' };
  if (words.length > LONGEST_UPDATE) return { problem: `An update has room for ${LONGEST_UPDATE} characters.` };
  return actWhileOpen(
    asked,
    async (trx, say, incident) => {
      const { by } = asked;
      const at = parts.clock.now();
      const isFirst = await isFirstOf(trx, form, at);
      if (!isFirst && incident.update?.text === words) return incident;
      const change = {
        set: { update_text: words, update_at: at.toISOString() },
        events: [{ at, by, kind: 'update' as const, text: words }],
        room: saying(`📣 *Update* from ${mention(by)}: ${spoken(words)}`),
        tell: { text: `📣 ${incident.name}, update from ${mention(by)}: ${spoken(words)}`, by },
      };
      return changeIncident(trx, say, { incident, change }, parts);
    },
    parts,
  );
}
