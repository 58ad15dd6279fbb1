import type { ActionsBlock, KnownBlock } from '@slack/types';
import { clip } from '../clip.ts';
import type { Content } from '../outbox/say.ts';
import { button } from '../slack/said.ts';
import { spokenWithin } from '../slack/spoken.ts';
import { escaped, link, mention, plain, slackTime } from '../slack/text.ts';
import { type Incident, type Role, roles, roleWords } from './incident.ts';
import type { RelatedItem } from './items.ts';
import { impactEmoji, impactWords } from './rules/impact.ts';

/** Action ids of the card's buttons; the value is the incident's id. */
export const TAKE_ROLE = 'incident.role.';
export const UPDATE = 'incident.update';
export const PAGE = 'incident.page';
export const EDIT = 'incident.edit';
export const RESOLVE = 'incident.resolve';
export const REOPEN = 'incident.reopen';
export const WRITE_UP = 'incident.write_up';
export const FOLLOW = 'incident.follow';

/** What the messages of an incident show besides it. `callUrl` is where everybody meets by voice. */
export type CardView = {
  zone: string;
  /** Its summary, as blocks. */
  summary: readonly KnownBlock[];
  items: readonly RelatedItem[];
  callUrl: string | null;
};

/**
 * A section has room for 3,000 characters, but a message only for about 11,000 (see runbook/runbook-parts.ts), of which
 * the summary may have half.
 */
const MOST_LINKS = 12;
const LONGEST_LINKS = 1500;
const LONGEST_AFFECTED = 500;
const LONGEST_PROBLEM = 600;
/** The whole of what was told stands in the room. */
const LONGEST_TOLD = 1000;

/** The pinned message of an incident's room. */
export function incidentCard(incident: Incident, view: CardView): Content {
  const title = `${incident.name} ${incident.title}`;
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(title, 150) },
    { type: 'section', fields: fieldsOf(incident, view.zone) },
    ...toldOf(incident, { zone: view.zone, longest: LONGEST_TOLD }),
    ...view.summary,
    ...linksOf(view),
    ...problemOf(incident),
    actionsOf(incident),
  ];
  return { text: escaped(title), blocks };
}

/** Our part of the room's topic. */
export const topicOf = ({ name, impact, roles: { ic }, state }: Incident): string =>
  `${name} · ${impactWords[impact]} · IC: ${ic === null ? 'nobody' : mention(ic)} · ${state}`;

const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** What stakeholders were told last, and what fixed it, each with at most so many characters. */
export function toldOf(
  { update, resolution }: Incident,
  { zone, longest }: { zone: string; longest: number },
): KnownBlock[] {
  return [
    ...(update ? [section(`*Update, ${slackTime(update.at, zone)}:* ${spokenWithin(update.text, longest)}`)] : []),
    ...(resolution ? [section(`*What fixed it:* ${spokenWithin(resolution, longest)}`)] : []),
  ];
}

/** How bad it is and since when, or that it is over, in mrkdwn. */
export function stateWords({ impact, state, openedAt, resolvedAt }: Incident, zone: string): string {
  const words = `${impactEmoji[impact]} ${impactWords[impact]}`;
  return state === 'open'
    ? `${words}, open since ${slackTime(openedAt, zone)}`
    : `✅ Resolved ${slackTime(resolvedAt ?? openedAt, zone)} (${impactWords[impact]})`;
}

function fieldsOf(incident: Incident, zone: string) {
  const { openedBy, deployments, plan } = incident;
  const held = (role: Role) => incident.roles[role];
  const fields = [
    `*${stateWords(incident, zone)}*`,
    ...roles.map((role) => `*${roleWords[role]}:* ${held(role) === null ? 'nobody' : mention(held(role) as string)}`),
    ...(openedBy === null ? [] : [`*Opened by:* ${mention(openedBy)}`]),
    ...(plan === null ? [] : [`*Response plan:* ${escaped(plan)}`]),
    ...(deployments.length === 0 ? [] : [`*Affected:* ${spokenWithin(deployments.join(', '), LONGEST_AFFECTED)}`]),
  ];
  return fields.map((text) => ({ type: 'mrkdwn' as const, text }));
}

function linksOf({ items, callUrl }: CardView): KnownBlock[] {
  const links = [
    ...(callUrl === null ? [] : [`📞 ${link(callUrl, 'Join the call')}`]),
    ...items.map(({ title, url }) => link(url, clip(title, 150))),
  ];
  let room = LONGEST_LINKS;
  const shown = links.slice(0, MOST_LINKS).filter((words) => {
    room -= words.length;
    return room >= 0;
  });
  const more = links.length - shown.length;
  if (more > 0) shown.push(`and ${more} more: *Edit* shows all`);
  return shown.length === 0 ? [] : [section(shown.join(' · '))];
}

const problemOf = ({ awsProblem }: Incident): KnownBlock[] =>
  awsProblem === null ? [] : [section(`:warning: ${spokenWithin(awsProblem, LONGEST_PROBLEM)}`)];

function actionsOf({ id, state, roles: held }: Incident): ActionsBlock {
  const value = String(id);
  const take = roles
    .filter((role) => held[role] === null || role === 'ic')
    .map((role) => button(`${TAKE_ROLE}${role}`, role === 'ic' ? 'Take command' : `Be ${roleWords[role]}`, value));
  const open = [
    ...take,
    button(UPDATE, 'Update', value),
    button(PAGE, 'Page', value),
    button(EDIT, 'Edit', value),
    { ...button(RESOLVE, 'Resolve', value), style: 'primary' as const },
  ];
  const over = [button(WRITE_UP, 'Write it up', value), button(REOPEN, 'Reopen', value)];
  return { type: 'actions', elements: state === 'open' ? open : over };
}
