import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import { stateLine } from '../alerts/state-words.ts';
import { clip } from '../clip.ts';
import { impactEmoji, impactWords } from '../incidents/rules/impact.ts';
import type { Content } from '../outbox/say.ts';
import { button } from '../slack/said.ts';
import { spokenWithin } from '../slack/spoken.ts';
import { escaped, link, mention, plain, slackTime } from '../slack/text.ts';
import { ticketName } from './rules/ticket-name.ts';
import type { Ticket } from './ticket.ts';

/** Action ids of a card's buttons; the value is the ticket's id. */
export const EDIT = 'ticket.edit';
export const ADD = 'ticket.add';
export const FOLLOW = 'ticket.follow';
export const JOIN = 'ticket.join';
export const REOPEN = 'ticket.reopen';
export const OPEN_INCIDENT = 'ticket.open_incident';

/** What a card shows besides the ticket: its summary as blocks, and the names of further reports of it. */
export type CardView = { zone: string; summary: readonly KnownBlock[]; reports: readonly string[] };

const LONGEST_AFFECTED = 900;
const LONGEST_RESOLUTION = 1500;
const LONGEST_REASON = 500;

/** The card of a ticket in #bugs. */
export function ticketCard(ticket: Ticket, view: CardView): Content {
  const title = `${ticket.name} ${ticket.title}`;
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(title, 150) },
    { type: 'section', fields: fieldsOf(ticket, view.zone) },
    ...view.summary,
    section(stateText(ticket, view.zone)),
    ...dutySection(ticket, view.zone),
    ...resolutionSection(ticket),
    ...tiesSection(ticket, view.reports),
    actionsOf(ticket),
  ];
  return { text: `${escaped(title)} (${impactWords[ticket.impact]})`, blocks };
}

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** Who raised a ticket, in mrkdwn. */
export function reporterWords({ reporter, creator, client }: Pick<Ticket, 'reporter' | 'creator' | 'client'>): string {
  if (reporter !== null) return mention(reporter);
  return `${escaped(creator ?? 'somebody')}, by ${escaped(client ?? 'the API')}`;
}

function fieldsOf(ticket: Ticket, zone: string) {
  const { impact, deployments, openedAt } = ticket;
  const fields = [
    `*${impactEmoji[impact]} ${impactWords[impact]}*`,
    `*Reported by:* ${reporterWords(ticket)}`,
    `*Since:* ${slackTime(openedAt, zone)}`,
    `*Affected:* ${deployments.length === 0 ? 'not said' : spokenWithin(deployments.join(', '), LONGEST_AFFECTED)}`,
    ...(ticket.link === null ? [] : [`*From:* ${link(ticket.link, 'this message')}`]),
  ];
  return fields.map((text) => ({ type: 'mrkdwn' as const, text }));
}

/** Where the people stand, and until somebody looked, by when somebody will. */
function stateText(ticket: Ticket, zone: string): string {
  const { state, jira, reason, dueAt, firstLookAt } = ticket;
  const shown = { ...ticket, ticket: jira, reason: reason && clip(reason, LONGEST_REASON) };
  const line = stateLine(shown, zone);
  if (state !== 'untriaged' || dueAt === null || firstLookAt !== null) return line;
  return `${line} · somebody looks by ${slackTime(dueAt, zone)}`;
}

function dutySection({ state, duty }: Ticket, zone: string): KnownBlock[] {
  if (state !== 'untriaged') return [];
  if (duty === null) return [section('*On duty:* nobody, and nobody is planned for the next days')];
  const { member, from } = duty;
  if (from === null) return [section(`*On duty:* ${mention(member)}`)];
  return [section(`*On duty:* nobody now; next is ${mention(member)} from ${slackTime(from, zone)}`)];
}

const resolutionSection = ({ resolution, state }: Ticket): KnownBlock[] =>
  resolution === null || state !== 'fixed'
    ? []
    : [section(`*What fixed it:* ${spokenWithin(resolution, LONGEST_RESOLUTION)}`)];

function tiesSection({ incident, joinedTo }: Ticket, reports: readonly string[]): KnownBlock[] {
  const ties = [
    ...(incident === null ? [] : [`🚨 *${escaped(incident)}*`]),
    ...(joinedTo === null ? [] : [`Another report of *${ticketName(joinedTo)}*`]),
    ...(reports.length === 0 ? [] : [`Reported again as ${reports.join(', ')}`]),
  ];
  return ties.length === 0 ? [] : [section(ties.join(' · '))];
}

function actionsOf({ id, closedAt, incident }: Ticket): ActionsBlock {
  const value = String(id);
  const common = [button(ADD, 'Add something', value), button(EDIT, 'Edit', value), button(FOLLOW, 'Follow', value)];
  const declare: Button = { ...button(OPEN_INCIDENT, 'Open incident', value), style: 'danger' };
  const open = [...(incident === null ? [declare] : []), ...common, button(JOIN, 'Join', value)];
  return { type: 'actions', elements: closedAt === null ? open : [...common, button(REOPEN, 'Reopen', value)] };
}
