import type { Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { sectionsOf } from '../../slack/sections.ts';
import { incidentLine } from './incident-line.ts';
import type { OpenIncidents } from './open-incidents.ts';

/** The answer to `/incident list`. */
export function listReply({ shown, count }: OpenIncidents, zone: string): Reply {
  if (count === 0) return saying('No incident is open. `/incident open TITLE` opens one.');
  const more = count - shown.length;
  const lines = shown.map((each) => incidentLine(each, zone));
  const text = count === 1 ? 'One incident is open.' : `${count} incidents are open.`;
  return { text, blocks: sectionsOf([...lines, ...(more > 0 ? [`and ${more} more`] : [])]) };
}
