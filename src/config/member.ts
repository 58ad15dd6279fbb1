import { z } from 'zod';
import { type DaySpan, isDay, parseDaySpan } from './day.ts';
import { isMapping, refusing } from './given.ts';
import { person } from './names.ts';
import { listOf, section, takenText, text } from './values.ts';

/**
 * Somebody in a rotation. Days are `YYYY-MM-DD` in the configured zone and included themselves; null is no limit.
 * Outside `from` to `until` and while away they get no shift; up to `shadowUntil` they only shadow.
 */
export type Member = {
  /** Slack user id or e-mail address. */
  user: string;
  from: string | null;
  until: string | null;
  shadowUntil: string | null;
  away: DaySpan[];
};

const day = text('a day such as 2027-01-15', isDay).nullable().default(null);

const span = takenText('a day such as 2026-12-24, or 2026-12-24..2027-01-02 with the earlier day first', parseDaySpan);

/** Whether `later` does not come before `earlier`; what is no day is reported elsewhere. */
const inOrder = (member: unknown, earlier: string, later: string): boolean => {
  const [from, to] = isMapping(member) ? [member[earlier], member[later]] : [];
  return !isDay(from) || !isDay(to) || from <= to;
};

/** `when` is always: otherwise zod would compare the days only once all other mistakes of the member are mended. */
const notBeforeFrom = (key: string) => ({
  path: [key],
  when: () => true,
  error: (issue: { readonly input?: unknown }) => {
    const { from, [key]: given } = isMapping(issue.input) ? issue.input : {};
    return refusing(`a day that does not come before from, ${String(from)}`)({ input: given });
  },
});

const long = section({
  user: person,
  from: day,
  until: day,
  shadow_until: day,
  away: listOf(span, 'days or spans of days such as [2026-12-24..2027-01-02]').default([]),
})
  .refine((member) => inOrder(member, 'from', 'until'), notBeforeFrom('until'))
  .refine((member) => inOrder(member, 'from', 'shadow_until'), notBeforeFrom('shadow_until'))
  .transform(({ shadow_until: shadowUntil, ...rest }): Member => ({ ...rest, shadowUntil }));

const short = person.transform((user): Member => ({ user, from: null, until: null, shadowUntil: null, away: [] }));

/** A member in either form that the file allows: the bare name, or a mapping with it. */
export const member = z.union([short, long]);
