import type { Config } from '../../config/schema.ts';
import type { Content } from '../../outbox/say.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import { escaped, mention, slackTime } from '../../slack/text.ts';
import { type Incident, ownRoom } from '../incident.ts';
import type { Link } from '../rules/chain.ts';
import { impactEmoji, impactWords } from '../rules/impact.ts';
import type { Acknowledger, Page } from './page-store.ts';
import { anyOf, isNobody, pagedWords } from './page-words.ts';
import { isLink } from './reach.ts';

/** Action id of the button on every message of a page; its value is the page's id. */
export const ACKNOWLEDGE = 'incident.acknowledge';

/** A page with its incident, as messages show it. */
export type PageView = { page: Page; incident: Incident; config: Config };

const roleReason: Readonly<Record<Link, string>> = {
  oncall: 'You are on call.',
  ic: 'You are IC.',
  admins: 'You are an admin.',
};

/** Whoever acknowledged, as mrkdwn. */
export const ackerWords = (by: Acknowledger): string => ('user' in by ? mention(by.user) : escaped(by.name));

/** What somebody who is paged reads in their direct messages. */
export function directMessage(view: PageView): Content {
  const { page, incident } = view;
  const { name, title, impact } = incident;
  const room = ownRoom(incident);
  const where = room === null ? [] : [`Room: <#${room}>`];
  const reason = [askedBy(page), ...(isLink(page.whom) ? [roleReason[page.whom]] : [])].filter(Boolean).join(' ');
  const lines = [
    `:rotating_light: *You are paged for ${name}: ${escaped(title)}*`,
    [`${impactEmoji[impact]} ${impactWords[impact]}`, ...(reason === '' ? [] : [reason]), ...where].join(' · '),
  ];
  return withOutcome(lines, view);
}

/** What the incident's room reads of a page: it mentions whoever is paged. */
export function roomMessage(view: PageView): Content {
  const { page } = view;
  if (isNobody(page)) return withOutcome([nobodyText(view)], view);
  const words = spoken(pagedWords(page));
  if (page.by !== null) return withOutcome([`:pager: ${mention(page.by)} paged ${words}.`], view);
  const why = isEscalated(page) ? 'Nobody has acknowledged yet. ' : '';
  return withOutcome([`:pager: ${why}Paged: ${words}.`], view);
}

/** That there is nobody who could be paged, as mrkdwn. */
export function nobodyText({ incident, config }: Omit<PageView, 'page'>): string {
  const { name, title } = incident;
  const links = anyOf(config.incidents.escalation);
  return `:rotating_light: *There is nobody to page for ${name}: ${escaped(title)}.* Nobody who can be paged is ${links} now. Page somebody by name: \`/incident page @user\`.`;
}

/** Whether a page went on from others that nobody acknowledged. */
export const isEscalated = ({ id, root }: Pick<Page, 'id' | 'root'>): boolean => id !== root;

function askedBy(page: Page): string {
  if (page.by !== null) return `${mention(page.by)} asks for you.`;
  return isEscalated(page) ? 'Nobody has acknowledged yet.' : '';
}

/** What became of a page stands in the place of its button. */
function withOutcome(lines: readonly string[], { page, incident, config }: PageView): Content {
  const { ackedBy, ackedAt } = page;
  if (ackedAt === null) {
    const acknowledge = { ...button(ACKNOWLEDGE, 'Acknowledge', String(page.id)), style: 'primary' as const };
    return saying(lines.join('\n'), buttons(acknowledge));
  }
  const when = slackTime(ackedAt, config.timezone);
  const over =
    ackedBy === null ? `${incident.name} was resolved ${when}.` : `Acknowledged by ${ackerWords(ackedBy)} ${when}.`;
  return saying([...lines, `:white_check_mark: ${over}`].join('\n'));
}
