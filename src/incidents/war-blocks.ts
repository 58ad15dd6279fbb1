import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { Content } from '../outbox/say.ts';
import { button } from '../slack/said.ts';
import { escaped, mention, plain } from '../slack/text.ts';
import { type CardView, FOLLOW, incidentCard, stateWords, toldOf } from './card-blocks.ts';
import { type Incident, ownRoom } from './incident.ts';

/** What a section has room for, less the words before it. */
const LONGEST_TOLD = 2500;

/** The message in #war of an incident that is talked over there: the card, with what else such a message offers. */
export function cardInWar(incident: Incident, view: CardView): Content {
  const { text, blocks } = incidentCard(incident, view);
  return { text, blocks: [...blocks, followOf(incident)] };
}

/** The message in #war: where an incident stands at present, and where to go. */
export function warMessage(incident: Incident, view: CardView): Content {
  const title = `${incident.name} ${incident.title}`;
  const room = ownRoom(incident);
  const where = room === null ? [] : [`Room: <#${room}>`];
  const lead = incident.roles.ic === null ? 'Nobody leads it yet' : `IC: ${mention(incident.roles.ic)}`;
  const status = [`*${stateWords(incident, view.zone)}*`, lead, ...where].join(' · ');
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(title, 150) },
    { type: 'section', text: { type: 'mrkdwn', text: status } },
    ...toldOf(incident, { zone: view.zone, longest: LONGEST_TOLD }),
    followOf(incident),
  ];
  return { text: `${escaped(title)}: ${status}`, blocks };
}

/** A row of its own: on a phone few buttons stand in one. */
const followOf = ({ id }: Incident): ActionsBlock => ({
  type: 'actions',
  elements: [button(FOLLOW, 'Follow', String(id))],
});
