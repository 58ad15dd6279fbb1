import type { KnownBlock, TableBlock } from '@slack/types';
import { clip } from '../clip.ts';
import { dutyWords } from '../duty/shift.ts';
import type { Content } from '../outbox/say.ts';
import { rich } from '../slack/rich.ts';
import { escaped, oneLine, slackTime } from '../slack/text.ts';
import { type Figure, spreadOf } from './figures.ts';
import type { Stats } from './stats.ts';

/** The button that posts the figures as a picture; its value is the span in days. */
export const CHART = 'stats.chart';

const columns: readonly { figure: Figure; title: string }[] = [
  { figure: 'ic', title: dutyWords.ic },
  { figure: 'oncall', title: dutyWords.oncall },
  { figure: 'hours', title: 'Hours' },
  { figure: 'weekendDays', title: 'Weekend days' },
  { figure: 'holidays', title: 'Holidays' },
  { figure: 'nights', title: 'Nights' },
  { figure: 'handled', title: 'Alerts handled' },
  { figure: 'tookOver', title: 'Took over' },
  { figure: 'gaveAway', title: 'Gave away' },
];

/** A table has 100 rows (https://docs.slack.dev/reference/block-kit/blocks/table-block), two of which are ours. */
const MOST = 98;
/** UTF-16 units: with names of this length a full table keeps below the 10,000 that Slack takes. */
const NAME = 40;

/** Who had how much duty, as a table that Slack lets phones scroll; with a button for the picture. */
export function statsMessage(stats: Stats, zone: string): Content {
  const { span, since, members } = stats;
  const title = `Duty in the last ${span} days`;
  if (members.length === 0) return told(`${title}: nobody is in the rotations.`);
  const lines = members.map(
    ({ name, ic, oncall, hours }) => `${nameText(name)}: ${shifts(ic + oncall)}, ${number(hours)} hours`,
  );
  const text = { type: 'plain_text', text: 'Chart' } as const;
  const blocks: KnownBlock[] = [
    { type: 'section', text: { type: 'mrkdwn', text: `*${title}*` } },
    table(stats),
    { type: 'context', elements: [{ type: 'mrkdwn', text: notes(members.length, slackTime(since, zone)) }] },
    { type: 'actions', elements: [{ type: 'button', action_id: CHART, text, value: String(span) }] },
  ];
  return { text: clip([title, ...lines].map(escaped).join('\n'), 3500), blocks };
}

/** Answers somebody who asked for days that are not counted. */
export const noSuchSpan = (): Content =>
  told('I count the last 30, 90 or 365 days: type `/duty stats`, `/duty stats 90` or `/duty stats 365`.');

const told = (text: string): Content => ({ text, blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }] });

const number = (count: number): string => String(Math.round(count * 10) / 10);
const shifts = (count: number): string => `${count} ${count === 1 ? 'shift' : 'shifts'}`;
const nameText = (name: string): string => clip(oneLine(name), NAME) || '-';

function table({ members }: Stats): TableBlock {
  const cell = (text: string) => ({ type: 'raw_text' as const, text });
  const rows = members.slice(0, MOST).map((member) => {
    // Names come from outside: in rich text nothing of them is live.
    const name = rich([[`${nameText(member.name)}${member.hasLeft ? ' (left)' : ''}`]]);
    return [name, ...columns.map(({ figure }) => cell(number(member[figure])))];
  });
  const spreads = columns.map(({ figure }) => {
    const spread = spreadOf(members, figure);
    return spread ? `${number(spread.least)}–${number(spread.most)}` : '-';
  });
  const head = ['Who', ...columns.map(({ title }) => title)].map(cell);
  return {
    type: 'table',
    rows: [head, ...rows, ['Least–most', ...spreads].map(cell)],
    column_settings: [{ align: 'left' }, ...columns.map(() => ({ align: 'right' as const }))],
  };
}

function notes(members: number, since: string): string {
  return [
    `Shifts that began since ${since}. A night has at least three hours between 22:00 and 06:00.`,
    'Alerts handled: those with a triage emoji of theirs that still stands. Took over, gave away: covers and swaps.',
    'Least–most compares those who take turns now, IC and on call each within its rotation.',
    ...(members > MOST ? [`${members - MOST} more, with no more shifts than these, are left out.`] : []),
  ].join('\n');
}
