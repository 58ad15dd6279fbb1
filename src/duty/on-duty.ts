import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { getISODay } from 'date-fns/getISODay';
import type { DutyHours } from '../config/hours.ts';
import type { Member } from '../config/member.ts';

/** A rotation as it is configured. */
export type RotationRule = { members: readonly Member[]; hours: readonly DutyHours[]; turn: 'day' | 'week' };
/** Both rotations. `never_both`: nobody has both on the same day. */
export type DutyRules = { ic: RotationRule; oncall: RotationRule; never_both: boolean };

/** A Monday, from which turns are counted. */
const FIRST_DAY = new Date('2024-01-01T00:00:00Z');

/**
 * Who has the duty at an instant: the IC in the IC's hours, else who is on call; null while neither is covered or
 * nobody is available. Members are as the configuration gives them: user ids or e-mail addresses.
 */
export function onDuty(rules: DutyRules, at: Date, zone: string): string | null {
  const icDay = coveredDay(rules.ic, at, zone);
  const ic = icDay && memberOf(rules.ic, icDay, null);
  if (ic) return ic;
  const oncallDay = coveredDay(rules.oncall, at, zone);
  if (!oncallDay) return null;
  return memberOf(rules.oncall, oncallDay, rules.never_both ? memberOf(rules.ic, oncallDay, null) : null);
}

/** The day (midnight in the zone) whose shift covers the instant: today's, or yesterday's after midnight. */
function coveredDay(rotation: RotationRule, at: Date, zone: string): TZDate | null {
  const local = new TZDate(at, zone);
  const minute = local.getHours() * 60 + local.getMinutes();
  for (const back of [0, 1]) {
    const day = addDays(local, -back);
    const hours = rotation.hours.find((each) => each.day === getISODay(day));
    if (!hours) continue;
    const end = hours.end <= hours.start ? hours.end + 1440 : hours.end;
    const sinceMidnight = minute + back * 1440;
    if (sinceMidnight >= hours.start && sinceMidnight < end) return day;
  }
  return null;
}

/** The member whose turn a day is, among those available on it and other than `except` where there is another. */
function memberOf(rotation: RotationRule, day: TZDate, except: string | null): string | null {
  const date = day.toISOString().slice(0, 10);
  const available = rotation.members.filter((member) => isAvailable(member, date)).map((member) => member.user);
  const others = available.filter((user) => user !== except);
  const candidates = others.length > 0 ? others : available;
  const days = differenceInCalendarDays(new Date(`${date}T00:00:00Z`), FIRST_DAY);
  const turn = rotation.turn === 'week' ? Math.floor(days / 7) : days;
  return candidates[((turn % candidates.length) + candidates.length) % candidates.length] ?? null;
}

function isAvailable({ from, until, shadowUntil, away }: Member, date: string): boolean {
  if ((from !== null && date < from) || (until !== null && date > until)) return false;
  if (shadowUntil !== null && date <= shadowUntil) return false;
  return !away.some((span) => date >= span.from && date <= span.to);
}
