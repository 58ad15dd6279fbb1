import fc from 'fast-check';
import type { DaySpan } from '../../../src/config/day.ts';
import { addDays } from '../../../src/duty/days.ts';
import { FIRST_DAY, type House, names, type Somebody, type Team } from './plans.ts';

/** A day of the two months in which most happens here. */
const someDay = fc.nat({ max: 60 }).map((days) => addDays(FIRST_DAY, days));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 5 });

/** Days on which somebody is away. */
const span = fc.tuple(someDay, fc.nat({ max: 14 })).map(([from, days]) => ({ from, to: addDays(from, days) }));

const somebody = (user: string): fc.Arbitrary<Somebody> =>
  fc.record({
    user: fc.constant(user),
    from: maybe(someDay),
    until: maybe(someDay),
    shadowUntil: maybe(someDay),
    away: fc.oneof({ weight: 3, arbitrary: fc.constant<DaySpan[]>([]) }, fc.array(span, { maxLength: 2 })),
  });

const people = names(6);

/** One of those people, and days on which they are away. */
export const absences = fc.tuple(fc.constantFrom(...people), span).map(([user, days]) => ({ user, ...days }));

/** A team of some of six people, in any order; `whole` have no days on which they cannot. */
const members = (isWhole: boolean): fc.Arbitrary<Somebody[]> =>
  fc
    .shuffledSubarray(people, { minLength: 1 })
    .chain((users) => (isWhole ? fc.constant(users) : fc.tuple(...users.map(somebody))));

const someHours = fc.constantFrom<Record<string, string>[]>(
  { 'mon-fri': '07:00-15:00' },
  { 'mon-fri': '15:00-22:00', 'sat-sun': '09:00-22:00' },
  { 'mon-sun': '22:00-06:00' },
  { 'mon-sun': '00:00-24:00' },
  { 'mon-fri': '17:00-09:00', sat: '09:00-09:00', sun: '09:00-09:00' },
  { sat: '08:00-20:00', wed: '01:00-03:00' },
);

const team = (isWhole: boolean, hours: fc.Arbitrary<Record<string, string>>): fc.Arbitrary<Team> =>
  fc.record({
    members: members(isWhole),
    hours,
    turn: fc.oneof({ weight: 3, arbitrary: fc.constant('day' as const) }, fc.constant('week' as const)),
  });

/** Any house of up to six people in two rotations, some of whom are away, new, or leave. */
export const houses: fc.Arbitrary<House> = fc.record({
  ic: team(false, someHours),
  oncall: team(false, someHours),
  neverBoth: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, fc.constant(false)),
  zone: fc.constantFrom('Europe/Warsaw', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
});

/** Houses in which everybody is always there. */
export const wholeHouses: fc.Arbitrary<House> = fc.record({ ic: team(true, someHours), oncall: team(true, someHours) });
