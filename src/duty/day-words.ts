import { TZDate } from '@date-fns/tz';
import { mention, slackTime } from '../slack/text.ts';
import { daysBetween, weekdayOf } from './days.ts';
import type { Shift, ShiftTime } from './shift.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** More people than these in a row nobody reads. */
const MOST_PEOPLE = 10;

const weekdayName = (day: string): string => WEEKDAYS[weekdayOf(day) - 1] as string;
const dateWords = (day: string): string => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;

/** A calendar day (`YYYY-MM-DD`) as `Mon`. */
export const weekdayWords = (day: string): string => weekdayName(day).slice(0, 3);

/** A calendar day as `Mon 23 Nov`. */
export const dayWords = (day: string): string => `${weekdayWords(day)} ${dateWords(day)}`;

/** A calendar day as `Monday, 23 Nov`. */
export const fullDayWords = (day: string): string => `${weekdayName(day)}, ${dateWords(day)}`;

/** A later day as it is called on `today`: `Mon` within a week, `Mon 30 Nov` beyond it, and nothing on that day. */
export function laterDayWords(day: string, today: string): string {
  if (day === today) return '';
  return daysBetween(today, day) < 7 ? weekdayWords(day) : dayWords(day);
}

/** An instant on the wall clock of a zone, as `07:00`. */
export const clockWords = (at: Date, zone: string): string => new TZDate(at, zone).toISOString().slice(11, 16);

/** The end of a shift on the wall clock of a zone; midnight is `24:00`, as in the configuration. */
export const endWords = (end: Date, zone: string): string => clockWords(end, zone).replace('00:00', '24:00');

/** A shift's hours on the wall clock of a zone, as `07:00-15:00`; `22:00-06:00` ends on the next day. */
export const hoursWords = ({ start, end }: ShiftTime, zone: string): string =>
  `${clockWords(start, zone)}-${endWords(end, zone)}`;

/** A shift's hours as the clock of each reader in Slack shows them. */
export const readersHours = ({ start, end }: ShiftTime, zone: string): string =>
  `${slackTime(start, zone, '{time}')}-${slackTime(end, zone, '{time}')}`;

/** People, mentioned; of many the first ten. */
export function peopleWords(users: readonly string[]): string {
  const named = users.slice(0, MOST_PEOPLE).map(mention).join(', ');
  return users.length > MOST_PEOPLE ? `${named} and ${users.length - MOST_PEOPLE} more` : named;
}

/** Who has a shift, and in whose place when people changed it; `nobody` for a gap. */
export function holderWords({ member, planned, override }: Shift): string {
  if (member === null) return 'nobody';
  return override && planned !== null && planned !== member
    ? `${mention(member)}, for ${mention(planned)}`
    : mention(member);
}
