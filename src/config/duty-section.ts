import { z } from 'zod';
import { type DutyHours, parseHours } from './hours.ts';
import { member } from './member.ts';
import { country, rotationArn, userGroup } from './names.ts';
import { duration, durationOrNever, flag, oneOf, section, someOf, takenText } from './values.ts';
import { parseTime, parseWeekdays } from './week.ts';

const members = someOf(member, 'Slack user ids, e-mail addresses, or mappings with user, from, until, …');

const hours = z.unknown().transform((given, context): DutyHours[] => {
  const read = parseHours(given);
  for (const { key, text } of read.mistakes) {
    context.addIssue({ code: 'custom', path: key === null ? [] : [key], message: text });
  }
  return read.hours;
});

const rotation = section({
  /** Who takes turns, in this order. */
  members,
  /** What the rotation covers, by weekday. */
  hours,
  /** How long one member keeps the duty before the next takes it. */
  turn: oneOf(['day', 'week']).default('day'),
  /** A Slack user group that holds whoever has the duty. */
  user_group: userGroup.nullable().default(null),
  /** An Incident Manager rotation kept equal to this one. */
  incident_manager_rotation: rotationArn.nullable().default(null),
});

const weekdays = takenText('a weekday or a range of them such as mon-fri', parseWeekdays);

/** The two rotations and what is told about them. Durations are milliseconds, times minutes since midnight. */
export const duty = section({
  /** When the day's duties are announced. */
  announce_at: takenText('a time such as "07:00"', (given) => parseTime(given)).prefault('07:00'),
  /** On which weekdays they are. */
  announce_days: section({ ic: weekdays.prefault('mon-fri'), oncall: weekdays.prefault('mon-sun') }).prefault({}),
  /** How long before a shift its member gets a direct message; 0 is none. */
  notice: durationOrNever.prefault('3d'),
  /** Nobody is IC and on-call on the same day. */
  never_both: flag.default(true),
  /** Shifts this near change only when they must. */
  fixed_for: duration.prefault('14d'),
  /** Whose public holidays count; `hours` may then name `holiday`. */
  country: country.nullable().default(null),
  /** A Slack user group that holds both duties. */
  user_group: userGroup.nullable().default(null),
  ic: rotation,
  oncall: rotation,
});
