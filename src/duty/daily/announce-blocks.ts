import type { KnownBlock } from '@slack/types';
import { clip } from '../../clip.ts';
import type { Content } from '../../outbox/say.ts';
import {
  dayWords,
  fullDayWords,
  holderWords,
  hoursWords,
  laterDayWords,
  peopleWords,
  readersHours,
} from '../day-words.ts';
import { addDays } from '../days.ts';
import { dutyWords, type ListedShift } from '../shift.ts';
import type { Announcement, DutyOfDay } from './announcement.ts';

/** Where the hours are meant, and whom to ask in a gap. */
type Where = { zone: string; admins: readonly string[] };

/** Slack's limit (https://docs.slack.dev/reference/block-kit/blocks/section-block). */
const MOST_SECTION = 3000;
/** Slack's advice for `text` is 4000 (https://docs.slack.dev/reference/methods/chat.postMessage). */
const MOST_TEXT = 3500;

/** The day's duties as #engineering is told them. Mentioned are those who have them, and admins where nobody has. */
export function announceContent({ day, duties, week }: Announcement, where: Where): Content {
  const title = `*${fullDayWords(day)}*`;
  const parts = [...duties.map((duty) => dutyLines(duty, day, where)), weekLines(week, day)];
  const told = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return {
    text: clip([title, ...told].join('\n'), MOST_TEXT),
    blocks: [...[title, ...told].map(section), ...hoursElsewhere(duties, where)],
  };
}

const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: clip(text, MOST_SECTION) },
});

function dutyLines({ rotation, today, next }: DutyOfDay, day: string, where: Where): string[] {
  const duty = dutyWords[rotation];
  return [
    ...(today === null ? [`*${duty}*: no hours today`] : todayLines(today, where)),
    ...(next === null ? [] : nextLines(next, day, where)),
  ];
}

function todayLines(shift: ListedShift, where: Where): string[] {
  const duty = dutyWords[shift.rotation];
  const hours = hoursWords(shift, where.zone);
  if (shift.member === null) return [`:rotating_light: *${duty}: nobody ${hours}*`, gapLine(shift, where)];
  const shadows = shift.shadows.length > 0 ? [`Shadowing: ${peopleWords(shift.shadows)}`] : [];
  return [`*${duty}*: ${holderWords(shift)}, ${hours}`, ...shadows];
}

function nextLines(shift: ListedShift, day: string, where: Where): string[] {
  const isTomorrow = shift.day === addDays(day, 1);
  const hours = hoursWords(shift, where.zone);
  const when = isTomorrow ? 'Tomorrow' : `Next, ${laterDayWords(shift.day, day)}`;
  if (shift.member !== null) return [`${when}: ${holderWords(shift)}, ${hours}`];
  return [`:warning: *${when}: nobody ${hours}*`, gapLine(shift, where)];
}

/** What to do about a gap: there is always somebody named, or it says why not. */
function gapLine({ rotation, day }: ListedShift, { admins }: Where): string {
  const ask =
    admins.length > 0
      ? `${peopleWords(admins)}, please find somebody.`
      : 'There is nobody to ask: the list `admins` in the configuration is empty.';
  return `${ask} Whoever can takes it with \`/duty cover gap ${day} ${rotation}\`.`;
}

function weekLines(week: readonly ListedShift[], monday: string): string[] {
  const days = Array.from({ length: 7 }, (_, index) => addDays(monday, index));
  return days.flatMap((day) => {
    const duties = week.filter((shift) => shift.day === day);
    const held = duties.map(
      (shift) => `${shift.member === null ? ':warning: ' : ''}${dutyWords[shift.rotation]} ${holderWords(shift)}`,
    );
    return held.length > 0 ? [`${dayWords(day)}: ${held.join(' · ')}`] : [];
  });
}

/** For whoever reads elsewhere: Slack shows these times in the reader's own zone. */
function hoursElsewhere(duties: readonly DutyOfDay[], { zone }: Where): KnownBlock[] {
  const hours = duties.flatMap(({ rotation, today }) =>
    today === null ? [] : [`${dutyWords[rotation]} ${readersHours(today, zone)}`],
  );
  if (hours.length === 0) return [];
  const text = `Hours are those of ${zone}. On your clock: ${hours.join(' · ')}`;
  return [{ type: 'context', elements: [{ type: 'mrkdwn', text }] }];
}
