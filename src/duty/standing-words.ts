import { mention } from '../slack/text.ts';
import { clockWords, endWords, hoursWords, laterDayWords, weekdayWords } from './day-words.ts';
import { dayIn } from './days.ts';
import { dutyWords, type ListedShift, type RotationName } from './shift.ts';
import type { Standing } from './standing.ts';

/** From where a duty is looked at: the instant, the zone of its hours, and whom to ask when nobody has it. */
export type View = { at: Date; zone: string; admins: readonly string[] };

/** Whom to ask in a gap: never everybody, and never nothing. `most` names no more than so many. */
export function askWords(admins: readonly string[], most = admins.length): string {
  if (admins.length === 0) return 'and no admins to ask';
  return `ask ${admins.slice(0, most).map(mention).join(' or ')}`;
}

/** How much is told: all; one admin alone; or of the hours only what keeps a later shift from looking like one of now. */
export type Detail = 'full' | 'one admin' | 'names';

/**
 * Where a rotation stands, as `IC: @ada until 15:00`; before its shift `IC: @ada 07:00-15:00`, with the day when that is
 * another one; in or before a gap `IC: nobody until 15:00, ask @bob`.
 */
export function standingWords(
  rotation: RotationName,
  standing: Standing,
  { view, detail = 'full' }: { view: View; detail?: Detail },
): string {
  const shift = standing.now ?? standing.next;
  if (!shift) return `${dutyWords[rotation]}: nobody in the next two weeks`;
  const who = shift.member === null ? 'nobody' : mention(shift.member);
  const when = shift === standing.now ? nowWords(shift, view, detail) : nextWords(shift, view, detail);
  const ask = shift.member === null ? `, ${askWords(view.admins, detail === 'full' ? 3 : 1)}` : '';
  return `${dutyWords[rotation]}: ${[who, when].filter((words) => words !== '').join(' ')}${ask}`;
}

/** How long a shift under way lasts: `until 15:00`, and `until Tue 06:00` when that is tomorrow. */
export function untilWords(end: Date, { at, zone }: Pick<View, 'at' | 'zone'>): string {
  const until = endWords(end, zone);
  const lastDay = dayIn(end, zone);
  return lastDay === dayIn(at, zone) || until === '24:00'
    ? `until ${until}`
    : `until ${weekdayWords(lastDay)} ${until}`;
}

const nowWords = ({ end }: ListedShift, view: View, detail: Detail): string =>
  detail === 'names' ? '' : untilWords(end, view);

function nextWords(shift: ListedShift, { at, zone }: View, detail: Detail): string {
  const day = laterDayWords(shift.day, dayIn(at, zone));
  if (detail === 'names') return day === '' ? `from ${clockWords(shift.start, zone)}` : day;
  return [day, hoursWords(shift, zone)].filter((words) => words !== '').join(' ');
}
