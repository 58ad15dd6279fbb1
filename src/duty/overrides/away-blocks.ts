import type { DaySpan } from '../../config/day.ts';
import type { Reply } from '../../slack/reply.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import { listing } from '../listing.ts';
import { type Move, moveWords } from '../moves/moved-words.ts';
import { spanWords } from '../shift-words.ts';
import type { Absence } from './absence-store.ts';
import type { Away } from './away.ts';
import type { AwayOrder } from './away-words.ts';
import type { Cancelled } from './give-back.ts';

/** The answers to what an absence would move; the value is first day, last day and member. */
export const DO_AWAY = 'duty.away.do';
export const FORGET_AWAY = 'duty.away.forget';
/** Takes an absence back; its value is the absence's id. */
export const CANCEL_AWAY = 'duty.away.cancel';

/** As many absences have a button: blocks of one message are limited to 50. */
const MOST_ABSENCES = 40;

/** What an absence would move, in mrkdwn. */
export function foreseenText({ order, moves }: Away, zone: string): string {
  const when = `*${spanWords(order)}*`;
  if (moves.length === 0) return `${areAway(order)} ${when}: no planned shift is in the way, so nothing moves.`;
  return `${areAway(order)} ${when}. This moves:\n${movesText(moves, zone)}`;
}

/** What an absence would move, with the choice to do it. */
export function foreseenReply(away: Away, zone: string): Reply {
  const { from, to, member } = away.order;
  const confirm = { ...button(DO_AWAY, 'Do it', `${from} ${to} ${member}`), style: 'primary' as const };
  return saying(foreseenText(away, zone), buttons(confirm, button(FORGET_AWAY, 'Never mind', 'no')));
}

/** What an absence moved. */
export function awayReply({ order, moves }: Away, zone: string): Reply {
  const told = moves.length === 0 ? 'Nothing had to move.' : `Everybody has been told:\n${movesText(moves, zone)}`;
  return saying(`Done. ${areAway(order)} *${spanWords(order)}*. ${told}\n\`/duty away\` lists it, and cancels it.`);
}

/** Somebody's absences, each with a button to cancel it; those of the configuration file stand there alone. */
export function absencesReply(absences: readonly Absence[], fromFile: readonly DaySpan[]): Reply {
  if (absences.length + fromFile.length === 0) {
    return saying('You are not away. `/duty away 24 Dec - 2 Jan` shows what that would move, and then does it.');
  }
  const head = 'You are away:';
  const lines = absences.map(spanWords);
  const fixed = fromFile.map((span) => `${spanWords(span)} (as the configuration file says)`);
  const { blocks } = saying(head);
  for (const [index, { id }] of absences.slice(0, MOST_ABSENCES).entries()) {
    const accessory = button(CANCEL_AWAY, 'Cancel', String(id));
    blocks.push({ type: 'section', text: { type: 'mrkdwn', text: `*${lines[index]}*` }, accessory });
  }
  if (fixed.length > 0) blocks.push({ type: 'section', text: { type: 'mrkdwn', text: listing(fixed) } });
  return { text: [head, ...lines, ...fixed].join('\n'), blocks };
}

/** What became of an absence that was taken back. */
export function cancelledReply({ absence, moves }: Cancelled, zone: string): Reply {
  const told =
    moves.length === 0 ? 'No shift had to come back.' : `Everybody has been told:\n${movesText(moves, zone)}`;
  return saying(`Cancelled: *${spanWords(absence)}*. ${told}`);
}

function movesText(moves: readonly Move[], zone: string): string {
  const whom = (user: string | null) => (user === null ? ':rotating_light: *nobody*' : mention(user));
  const gaps = moves.filter(({ to }) => to === null).length;
  const lines = moves.map((move) => `${moveWords(move, zone)}: ${whom(move.from)} → ${whom(move.to)}`);
  if (gaps === 0) return listing(lines);
  const warning = gaps === 1 ? 'One shift is left to nobody' : `${gaps} shifts are left to nobody`;
  return `${listing(lines)}\n:rotating_light: *${warning}: nobody else can have ${gaps === 1 ? 'it' : 'them'}.*`;
}

const areAway = ({ member, by }: AwayOrder): string => (member === by ? 'You are away' : `${mention(member)} is away`);
