import type { Say } from '../../outbox/say.ts';
import type { Incident } from '../incident.ts';
import type { RelatedItem } from '../items.ts';
import type { Impact } from '../rules/impact.ts';

/** Errands for the record of an incident in AWS. */
export const START = 'aws.start';
export const UPDATE = 'aws.update';
export const NOTE = 'aws.note';
export const ITEM = 'aws.item';
/** Those that page people there, and stop it. */
export const ENGAGE = 'aws.engage';
export const STOP = 'aws.stop';

/**
 * What each of them is asked with, besides its incident. What AWS takes with a token stands here as it was when it was
 * asked for: the same token must go with the very same request, however often it is sent.
 */
export type AskedOf = {
  /** An impact that nobody chose is left to the response plan. */
  [START]: { title: string; impact: Impact; isImpactChosen: boolean; items: readonly RelatedItem[] };
  [UPDATE]: Record<string, never>;
  [NOTE]: { event: number; text: string };
  [ITEM]: { add: RelatedItem } | { remove: string };
  /** A page by its id, a contact by its ARN, alias or name, and what they are told of the incident. */
  [ENGAGE]: { page: number; contact: string; title: string; impact: Impact };
  /** Engagements by their ARNs, or those that page contacts by theirs; null is all that the incident has. */
  [STOP]: { engagements: readonly string[] } | { contacts: readonly string[] | null };
};

/** What is told to AWS of one incident's record is told in order. The names of its other lines begin with this one. */
export const awsLine = ({ name }: Pick<Incident, 'name'>): string => `aws ${name}`;

/** Where those of a kind wait for whoever can mend what is in their way, so that others of their line need not. */
export const asideLine = (incident: Pick<Incident, 'name'>, kind: string): string => `${awsLine(incident)} ${kind}`;

/** Asks for one of these errands. */
export function askAws<Kind extends OfRecord>(say: Say, incident: Incident, kind: Kind, asked: AskedOf[Kind]): void {
  say.errand({ kind, line: awsLine(incident), payload: { incident: incident.id, ...asked } });
}

/** What is about people waits for nothing that AWS may not take of the incident itself. */
type OfPeople = typeof ENGAGE | typeof STOP;
type OfRecord = Exclude<keyof AskedOf, OfPeople>;

/** Asks for one of those that are about people; all that has the same `name` goes in order. */
export function askOfPeople<Kind extends OfPeople>(
  say: Say,
  incident: Incident,
  { kind, name, asked }: { kind: Kind; name: string; asked: AskedOf[Kind] },
): void {
  say.errand({ kind, line: `${awsLine(incident)} ${name}`, payload: { incident: incident.id, ...asked } });
}
