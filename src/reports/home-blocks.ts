import type { ActionsBlock, ContextBlock, KnownBlock, SectionBlock } from '@slack/types';
import { stateSigns, stateWords } from '../alerts/state-words.ts';
import { dutyWords, type RotationName, rotationNames, type Shift } from '../duty/shift.ts';
import type { Standing } from '../duty/standing.ts';
import { askWords } from '../duty/standing-words.ts';
import { incidentLine } from '../incidents/looking/incident-line.ts';
import type { OpenIncidents } from '../incidents/looking/open-incidents.ts';
import { sectionsOf } from '../slack/sections.ts';
import { mention, slackTime } from '../slack/text.ts';
import type { MyTickets } from '../support/looking/my-tickets.ts';
import { ticketLine } from '../support/looking/ticket-line.ts';
import { alertLine, listOf, stormLine } from './alert-lines.ts';
import { type Home, WEEKS_AHEAD } from './home.ts';

/** The action ids of the buttons that open duty's forms. */
export type HomeActions = { cover: string; swap: string; away: string };

/** So many storms are shown; the rest is counted. */
const STORMS = 5;
/** So many are named to ask in a gap. */
const ADMINS = 3;

/** How the App Home is shown. `admins` are asked when nobody has a duty. */
export type HomeLook = { actions: HomeActions; admins: readonly string[]; zone: string };

/**
 * A person's App Home: who is on duty, one's own shifts with what can be done about them, the incidents that are
 * open, one's own tickets, and what waits for triage.
 */
export function homeBlocks(home: Home, { actions, admins, zone }: HomeLook): KnownBlock[] {
  const duty = rotationNames.map((rotation) => dutyLine(rotation, home.standings[rotation], { admins, zone }));
  return [
    section(`*Who is on duty*\n${duty.join('\n')}`),
    ...(home.shifts ? [section(shiftsText(home.shifts, zone)), buttons(actions)] : []),
    context('Type `/duty calendar` for links that put shifts into your own calendar.'),
    { type: 'divider' },
    ...incidentBlocks(home.incidents, zone),
    ...ticketBlocks(home.tickets, zone),
    ...untriagedBlocks(home),
  ];
}

const section = (text: string): SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });
const context = (text: string): ContextBlock => ({ type: 'context', elements: [{ type: 'mrkdwn', text }] });

type DutyLook = Pick<HomeLook, 'admins' | 'zone'>;

function dutyLine(rotation: RotationName, { now, next }: Standing, look: DutyLook): string {
  const present = now ? `${holder(now, look)} until ${slackTime(now.end, look.zone)}` : 'no duty hours now';
  const later = next ? ` · next ${holder(next, look)} from ${slackTime(next.start, look.zone)}` : '';
  return `*${dutyWords[rotation]}:* ${present}${later}`;
}

/** Who has a shift; a gap names whom to ask. */
function holder({ member }: Shift, { admins }: DutyLook): string {
  return member === null ? `🚨 nobody, ${askWords(admins, ADMINS)},` : mention(member);
}

function shiftsText(shifts: readonly Shift[], zone: string): string {
  if (shifts.length === 0) return `*My next shifts*\nNone within ${WEEKS_AHEAD} weeks.`;
  const lines = shifts.map(({ rotation, start, end }) => {
    // With the weekday, by which people plan.
    const from = slackTime(start, zone, '{date_long_pretty} {time}');
    return `${from} – ${slackTime(end, zone, '{time}')} · ${dutyWords[rotation]}`;
  });
  return ['*My next shifts*', ...lines].join('\n');
}

function buttons({ cover, swap, away }: HomeActions): ActionsBlock {
  const button = (action_id: string, text: string) =>
    ({ type: 'button', action_id, text: { type: 'plain_text', text } }) as const;
  return { type: 'actions', elements: [button(cover, 'Cover'), button(swap, 'Swap'), button(away, 'Away')] };
}

function incidentBlocks({ count, shown }: OpenIncidents, zone: string): KnownBlock[] {
  const title = '🚨 *Open incidents*';
  if (count === 0) return [section(`${title}\nNone. \`/incident\` opens one.`)];
  const more = count - shown.length;
  const lines = shown.map((incident) => incidentLine(incident, zone));
  return sectionsOf([`${title} (${count})`, ...lines, ...(more > 0 ? [`and ${more} more: \`/incident list\``] : [])]);
}

function ticketBlocks({ count, shown }: MyTickets, zone: string): KnownBlock[] {
  const title = '🎫 *My tickets*';
  if (count === 0) return [section(`${title}\nNone. \`/bug\` raises one.`)];
  const more = count - shown.length;
  const lines = shown.map((ticket) => ticketLine(ticket, zone));
  return sectionsOf([`${title} (${count})`, ...lines, ...(more > 0 ? [`and ${more} more: \`/bug list mine\``] : [])]);
}

function untriagedBlocks({ untriaged, storms, teamUrl }: Home): KnownBlock[] {
  const title = `${stateSigns.untriaged} *${stateWords.untriaged} alerts*`;
  if (untriaged.count === 0 && storms.length === 0) return [section(`${title}\nNone: everything was looked at.`)];
  const lines = untriaged.alerts.map((shown) => alertLine(shown, teamUrl));
  const gathered = storms.slice(0, STORMS).map((storm) => stormLine(storm, teamUrl));
  const counts = [
    ...(untriaged.count > 0 ? [String(untriaged.count)] : []),
    ...(storms.length > 0 ? [`${storms.length} ${storms.length === 1 ? 'storm' : 'storms'}`] : []),
  ];
  return [
    section(`${title} (${counts.join(' and ')})`),
    ...(gathered.length > 0 ? [listOf(gathered, storms.length)] : []),
    ...(lines.length > 0 ? [listOf(lines, untriaged.count)] : []),
    context('`/triage` lists the alerts of today, untriaged first.'),
  ];
}
