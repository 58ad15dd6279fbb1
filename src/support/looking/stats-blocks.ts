import type { TableBlock } from '@slack/types';
import { durationWords } from '../../incidents/rules/duration-words.ts';
import { type Impact, impactEmoji, impactWords } from '../../incidents/rules/impact.ts';
import type { Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import type { ImpactFigures } from '../rules/figures.ts';
import { type AnswerWithin, promiseOf } from '../rules/promise.ts';

const HOUR_MS = 3_600_000;

const columns: readonly { title: string; of(figures: ImpactFigures): string }[] = [
  { title: 'Raised', of: ({ raised }) => String(raised) },
  { title: 'In time', of: ({ inTime }) => String(inTime) },
  { title: 'Late', of: ({ late }) => String(late) },
  { title: 'Waiting', of: ({ waiting }) => String(waiting) },
  { title: 'Median', of: ({ medianMs }) => durationOr(medianMs) },
  { title: 'Longest', of: ({ longestMs }) => durationOr(longestMs) },
  { title: 'Open now', of: ({ open }) => String(open) },
  { title: 'Overdue now', of: ({ overdue }) => String(overdue) },
];

const durationOr = (ms: number | null): string => (ms === null ? '-' : durationWords(ms));

const NOTES = [
  'In time, late, waiting: the tickets raised in these days, by when somebody first looked, and those nobody looked at. ' +
    'Median, longest: from raising a ticket to the first look, by the clock.',
  'Open and overdue count all tickets, whenever they were raised. Where nothing is promised every look is in time.',
].join('\n');

/** The answer to `/bug stats`: how soon somebody looked at tickets, against what is promised for each impact. */
export function statsReply(
  figures: readonly ImpactFigures[],
  { days, within }: { days: number; within: AnswerWithin },
): Reply {
  const some = figures.filter(({ raised, open }) => raised + open > 0);
  if (some.length === 0) return saying(`No ticket was raised in the last ${days} days, and none is open.`);
  const title = `Tickets of the last ${days} days`;
  const lines = some.map((each) => {
    const counts = columns.map(({ title: name, of }) => `${name.toLowerCase()} ${of(each)}`);
    return `${impactWords[each.impact]}: ${counts.join(', ')}`;
  });
  return {
    text: [title, ...lines].join('\n'),
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*${title}*` } },
      table(some, within),
      { type: 'context', elements: [{ type: 'mrkdwn', text: NOTES }] },
    ],
  };
}

function table(figures: readonly ImpactFigures[], within: AnswerWithin): TableBlock {
  const cell = (text: string) => ({ type: 'raw_text' as const, text });
  const rows = figures.map((each) => [
    `${impactEmoji[each.impact]} ${impactWords[each.impact]}`,
    promised(each.impact, within),
    ...columns.map(({ of }) => of(each)),
  ]);
  const head = ['Impact', 'Promised', ...columns.map(({ title }) => title)];
  return {
    type: 'table',
    rows: [head, ...rows].map((row) => row.map(cell)),
    column_settings: head.map((_, index) => ({ align: index < 2 ? ('left' as const) : ('right' as const) })),
  };
}

/** Hours of the rotations are no days of the clock: `24 h on duty`. */
function promised(impact: Impact, within: AnswerWithin): string {
  const promise = promiseOf(impact, within);
  if (promise === null) return '-';
  if (promise.byTheClock) return durationWords(promise.ms);
  return `${Math.round((promise.ms / HOUR_MS) * 100) / 100} h on duty`;
}
