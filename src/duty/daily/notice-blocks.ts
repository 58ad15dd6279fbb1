import type { Content } from '../../outbox/say.ts';
import { slackTime } from '../../slack/text.ts';
import { dayWords, holderWords, hoursWords } from '../day-words.ts';
import { type ListedShift, otherThan, type RotationName } from '../shift.ts';
import { standings } from '../standing.ts';
import { standingWords, untilWords, type View } from '../standing-words.ts';
import type { Turn } from './turns.ts';

/** How people say that somebody has a duty. */
const beingWords: Readonly<Record<RotationName, string>> = { ic: 'IC', oncall: 'on call' };

/** What a member is told some time before a turn begins. */
export function noticeContent({ rotation, shifts: [first, ...more] }: Turn, zone: string): Content {
  const being = `You are ${beingWords[rotation]}`;
  const days = [first, ...more].map((shift) => `• ${shiftWords(shift, zone)}`);
  return contentOf(
    [
      ...(more.length === 0 ? [`${being} on ${shiftWords(first, zone)}.`] : [`${being} on these days:`, ...days]),
      'Can you not be there? Change with somebody by `/duty swap`, or tell it by `/duty away`.',
    ],
    first,
    zone,
  );
}

/** What a member is told as a turn begins, by the shifts around it in order. */
export function startContent(turn: Turn, { shifts, view }: { shifts: readonly ListedShift[]; view: View }): Content {
  const { rotation } = turn;
  const standing = standings(shifts, view.at);
  const present = turn.shifts.find(({ end }) => end > view.at) ?? turn.shifts[0];
  const later = turn.shifts.filter(({ start }) => start >= present.end);
  const last = later.at(-1) ?? present;
  const next = shifts.find((shift) => shift.rotation === rotation && shift.start >= last.end);
  const other = otherThan(rotation);
  return contentOf(
    [
      `You are ${beingWords[rotation]} now, ${untilWords(present.end, view)}.`,
      ...(later.length > 0 ? [`Yours again: ${later.map((shift) => shiftWords(shift, view.zone)).join('; ')}.`] : []),
      `${standingWords(other, standing[other], { view })}.`,
      ...(next
        ? [
            `After you: ${next.member === turn.member ? 'you again' : holderWords(next)}, ${shiftWords(next, view.zone)}.`,
          ]
        : []),
      '`/triage` shows the alerts that nobody has looked at.',
    ],
    present,
    view.zone,
  );
}

const shiftWords = (shift: ListedShift, zone: string): string => `${dayWords(shift.day)}, ${hoursWords(shift, zone)}`;

/** Lines, with a shift's hours as the clock of whoever reads them shows them. */
function contentOf(lines: readonly string[], { start, end }: ListedShift, zone: string): Content {
  const text = lines.join('\n');
  const clock = `Hours are those of ${zone}. On your clock: ${slackTime(start, zone)} to ${slackTime(end, zone)}`;
  return {
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      { type: 'context', elements: [{ type: 'mrkdwn', text: clock }] },
    ],
  };
}
