import { impactWords } from '../incidents/rules/impact.ts';
import type { Ticket } from '../support/ticket.ts';
import type { IssueDraft } from './issue-draft.ts';
import { markdownBlocks } from './markdown-adf.ts';

/** What an issue says of a ticket besides the ticket. `spell` puts names for the ids of people; `slack` is its card's address. */
export type TicketAround = {
  when(at: Date): string;
  nameOf(user: string): string;
  spell(text: string): string;
  slack: string | null;
};

/** An issue about a ticket: what its reporter says, who that is, what is affected, and the way to it. */
export async function ticketDraft(ticket: Ticket, { when, nameOf, spell, slack }: TicketAround): Promise<IssueDraft> {
  const { name, title, summary, impact, deployments, openedAt, incident, link } = ticket;
  const facts = [
    { label: 'Ticket', value: name },
    { label: 'Reported by', value: reporterOf(ticket, nameOf) },
    { label: 'Since', value: when(openedAt) },
    { label: 'Impact', value: impactWords[impact] },
    { label: 'Affected', value: deployments.join(', ') },
    { label: 'Incident', value: incident },
  ];
  const links = [
    { label: `${name} in Slack`, url: slack },
    { label: 'The message that it was raised from', url: link },
  ];
  return {
    title: spell(title),
    body: await markdownBlocks(summary, spell),
    facts: facts.flatMap(({ label, value }) => (value ? [{ label, value }] : [])),
    links: links.flatMap(({ label, url }) => (url ? [{ label, url }] : [])),
  };
}

function reporterOf({ reporter, creator, client }: Ticket, nameOf: TicketAround['nameOf']): string {
  if (reporter !== null) return nameOf(reporter);
  return `${creator ?? 'somebody'}, by ${client ?? 'the API'}`;
}
