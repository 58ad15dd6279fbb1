import { subDays } from 'date-fns/subDays';
import type { Clock } from '../clock.ts';
import { dayIn } from '../duty/days.ts';
import type { Holidays } from '../duty/hours/holidays.ts';
import type { Schedule } from '../duty/schedule/schedule.ts';
import type { Db } from '../store/tables.ts';
import { figures, type MemberFigures } from './figures.ts';
import { handledSince } from './store.ts';

/** For how many days, until now, figures are shown. */
export const spans = [30, 90, 365] as const;
export type Span = (typeof spans)[number];

/** What figures are read from. `nameOf` gives people's names as Slack shows them; they come from outside. */
export type StatsParts = {
  db: Db;
  schedule: Schedule;
  clock: Clock;
  zone: string;
  holidays: Holidays;
  nameOf(user: string): Promise<string>;
};

/** A member's figures, with the name. */
export type NamedFigures = MemberFigures & { name: string };

/** Figures for the shifts that began in the last `span` days, up to the day `until`; most shifts first, then by name. */
export type Stats = { span: Span; since: Date; until: string; members: NamedFigures[] };

/** The span that somebody asked for, 30 days unless they say; null when it is none that we count. */
export function readSpan(text: string): Span | null {
  const typed = text.trim();
  return typed === '' ? 30 : (spans.find((span) => String(span) === typed) ?? null);
}

/** Counts everybody's share of duty in a span. */
export async function statsOf(span: Span, parts: StatsParts): Promise<Stats> {
  const { db, schedule, clock, zone, holidays, nameOf } = parts;
  const now = clock.now();
  const since = subDays(now, span);
  const today = dayIn(now, zone);
  const shifts = await schedule.shifts({ from: dayIn(since, zone), to: today });
  const counted = figures({
    shifts: shifts.filter(({ start }) => since <= start && start <= now),
    members: { ic: await schedule.members('ic'), oncall: await schedule.members('oncall') },
    handled: await handledSince(db, since),
    isHoliday: (day) => holidays.nameOf(day) !== null,
    today,
    zone,
  });
  const named = counted.map(async (member) => ({ ...member, name: await nameOf(member.user) }));
  return { span, since, until: today, members: (await Promise.all(named)).toSorted(byShifts) };
}

/** By code point where shifts are equal, for locales differ by machine. */
const byShifts = (a: NamedFigures, b: NamedFigures): number =>
  b.ic + b.oncall - a.ic - a.oncall || Number(a.name > b.name) - Number(a.name < b.name);
