import { escaped, link, mention, slackTime } from '../../slack/text.ts';
import { impactEmoji, impactWords } from '../rules/impact.ts';
import type { ShownIncident } from './open-incidents.ts';

/** An incident that is open, in a line of mrkdwn. */
export function incidentLine({ incident, url }: ShownIncident, zone: string): string {
  const { name, title, impact, openedAt, roles } = incident;
  const words = `${name} ${title}`;
  const shown = url === null ? escaped(words) : link(url, words);
  const lead = roles.ic === null ? 'nobody leads it' : `${mention(roles.ic)} leads it`;
  return `${impactEmoji[impact]} *${shown}* · ${impactWords[impact]} · ${lead} · since ${slackTime(openedAt, zone)}`;
}
