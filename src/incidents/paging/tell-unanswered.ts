import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { escaped, mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';

/** Tells the room and #war that everybody in line was paged and nobody acknowledged. */
export async function tellUnanswered(
  trx: Trx,
  say: Say,
  { incident, paged, isLast }: { incident: Incident; paged: readonly string[]; isLast: boolean },
  parts: IncidentParts,
): Promise<void> {
  const { name, title } = incident;
  const were = paged.length === 0 ? 'There was nobody to page.' : `Paged: ${paged.map(mention).join(', ')}.`;
  const then = isLast
    ? 'Nobody is paged any more: page again with `/incident page`.'
    : 'The paging begins again from the start.';
  const content = saying(`:rotating_light: *Nobody acknowledges ${name}: ${escaped(title)}.* ${were} ${then}`);
  say.post({ lane: 'page', channel: parts.config.channels.war, content });
  const text = isLast ? 'stopped paging: nobody acknowledged' : 'began to page anew: nobody acknowledged';
  const event = { at: parts.clock.now(), by: null, kind: 'page' as const, text };
  await changeIncident(trx, say, { incident, change: { events: [event], room: content } }, parts);
}
