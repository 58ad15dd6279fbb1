import type { KnownBlock, SectionBlock } from '@slack/types';
import { stateSigns, stateWords } from '../alerts/state-words.ts';
import { clip } from '../clip.ts';
import type { Content } from '../outbox/say.ts';
import { mention, oneLine, slackTime } from '../slack/text.ts';
import { alertLine, listOf, stormLine } from './alert-lines.ts';
import type { Day } from './day.ts';
import type { Handover, HandoverShift } from './due-handovers.ts';

/** So many storms and recurring alarms are shown; the rest is counted. */
const MOST = 8;

/** The report that one Incident Commander hands to the next: the day in one message. */
export function handoverMessage(
  handover: Handover,
  day: Day,
  { zone, teamUrl }: { zone: string; teamUrl: string | null },
): Content {
  const counted = countsOf(day);
  const since = slackTime(handover.since, zone);
  const blocks: KnownBlock[] = [
    { type: 'header', text: { type: 'plain_text', text: 'IC handover', emoji: false } },
    section(`${hands(handover, zone)}\n${counted === '' ? quiet(since) : `Since ${since}: ${counted}`}`),
    ...openBlocks(day, teamUrl),
    ...stormBlocks(day, teamUrl),
    ...recurringBlocks(day),
  ];
  return { text: `IC handover: ${counted || 'a quiet day'}`, blocks };
}

const section = (text: string): SectionBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });
const quiet = (since: string) => `A quiet day: no alerts since ${since}, and none is open.`;

/** How many alerts are in which state, those in storms left out; '' when there is nothing to tell. */
function countsOf({ open, closed, storms }: Day): string {
  const gathered = storms.length === 0 ? [] : [`🌩️ ${storms.length} ${storms.length === 1 ? 'storm' : 'storms'}`];
  const states = [...open, ...closed].map(
    ({ state, count }) => `${stateSigns[state]} ${count} ${stateWords[state].toLowerCase()}`,
  );
  return [...states, ...gathered].join(' · ');
}

/** Who hands over to whom. */
function hands(handover: Handover, zone: string): string {
  if (handover.kind === 'start') {
    const { next } = handover;
    const who = next.member === null ? 'Nobody is IC' : `${mention(next.member)} is IC`;
    return `${who} until ${slackTime(next.end, zone)}. This is what came while there was none.`;
  }
  const { leaving, next } = handover;
  const who = leaving.member === null ? 'Nobody was IC' : `${mention(leaving.member)} was IC`;
  return `${who}${comes(leaving, next, zone)}.`;
}

function comes(leaving: HandoverShift, next: HandoverShift | null, zone: string): string {
  if (next === null) return '; no IC is planned after that';
  const from = slackTime(next.start, zone);
  if (next.member === null) return `; 🚨 nobody can be IC from ${from}`;
  return next.member === leaving.member ? ` and is again from ${from}` : `; ${mention(next.member)} is from ${from}`;
}

function openBlocks({ open }: Day, teamUrl: string | null): KnownBlock[] {
  return open.flatMap(({ state, count, alerts }) => [
    section(`${stateSigns[state]} *${stateWords[state]}* (${count})`),
    listOf(
      alerts.map((shown) => alertLine(shown, teamUrl)),
      count,
    ),
  ]);
}

function stormBlocks({ storms }: Day, teamUrl: string | null): KnownBlock[] {
  if (storms.length === 0) return [];
  const lines = storms.slice(0, MOST).map((storm) => stormLine(storm, teamUrl));
  return [section(`🌩️ *Storms* (${storms.length})`), listOf(lines, storms.length)];
}

function recurringBlocks({ recurring }: Day): KnownBlock[] {
  if (recurring.length === 0) return [];
  const lines = recurring
    .slice(0, MOST)
    .map(({ alarm, recent, week }) => [
      `${clip(oneLine(alarm), 100)} · ${recent}× since then, ${week}× in the last 7 days`,
    ]);
  return [section(`🔁 *Recurring alarms* (${recurring.length})`), listOf(lines, recurring.length)];
}
