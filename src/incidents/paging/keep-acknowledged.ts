import type { Say } from '../../outbox/say.ts';
import { namingNobody } from '../../slack/outside.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { mention } from '../../slack/text.ts';
import type { Trx } from '../../store/tables.ts';
import { changeIncident } from '../change.ts';
import type { Incident } from '../incident.ts';
import type { IncidentParts } from '../parts.ts';
import { contactsOf } from './contacts-of.ts';
import { type Acknowledger, closeChains, type Page } from './page-store.ts';
import { isNobody, pagedWords } from './page-words.ts';
import { showPage } from './show-page.ts';

/** Chains that somebody acknowledges, by their roots; in AWS, that is, in an engagement there, by its ARN. */
export type Acknowledged = {
  incident: Incident;
  roots: readonly number[];
  who: Acknowledger;
  at: Date;
  engagement?: string;
};

/**
 * Ends chains as acknowledged: their messages, the room, the timeline and those who follow the incident tell by whom. AWS
 * pages nobody further for them either; the engagement in which it was told goes on as it is made to there.
 */
export async function keepAcknowledged(
  trx: Trx,
  say: Say,
  { incident, roots, who, at, engagement }: Acknowledged,
  parts: IncidentParts,
): Promise<Incident> {
  const pages = await closeChains(trx, roots, { by: who, at });
  // The lock keeps two apart who acknowledge in Slack; what is seen in AWS comes beside it.
  if (pages.length === 0) return incident;
  for (const page of pages) showPage(say, { page, incident, config: parts.config });
  const isFromAws = engagement !== undefined;
  const by = 'user' in who ? who.user : null;
  const engagements = pages.flatMap((page) => page.engagements).filter((each) => each !== engagement);
  const contacts = isFromAws ? [] : calledHere(pages, by, parts);
  await parts.backend.unpaged(trx, say, { incident, engagements, contacts });
  const did = doneWords(who, pages, isFromAws);
  const told = `:white_check_mark: ${incident.name}: ${by === null ? '' : `${mention(by)} `}${spoken(did)}.`;
  const change = {
    events: [{ at, by, kind: 'acknowledged' as const, text: did }],
    room: saying(told),
    tell: { text: told, by },
    isFromAws,
  };
  return changeIncident(trx, say, { incident, change }, parts);
}

/** The contacts of those who were called here, and of whoever took it, whom a response plan may have called as well. */
function calledHere(pages: readonly Page[], by: string | null, { config }: IncidentParts): string[] {
  const people = pages.flatMap(({ users }) => users);
  return contactsOf([...new Set(by === null ? people : [...people, by])], config);
}

/** As the timeline tells it, where somebody of Slack stands before it. */
function doneWords(who: Acknowledger, pages: readonly Page[], isFromAws: boolean): string {
  const where = isFromAws ? ' in Incident Manager' : '';
  if ('name' in who) return `${namingNobody(who.name)} acknowledged the page${where}`;
  const { user } = who;
  if (isFromAws || pages.some(({ users }) => users.includes(user))) return `acknowledged the page${where}`;
  const [first] = pages as [Page];
  return isNobody(first) ? 'took the page that reached nobody' : `took the page of ${pagedWords(first)}`;
}
