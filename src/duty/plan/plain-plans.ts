import { daysBetween, mondayOf, weekdayOf } from '../days.ts';
import type { Cycle } from './cycle.ts';
import type { Roster } from './roster.ts';
import { type TurnOrder, turnOrders } from './turn-order.ts';

/** Whose turn each day is when everybody is there; null for days that only a holiday covers. */
export type PlainPlan = (day: string) => string | null;

/**
 * Ways in which the members of a cycle could take turns if all were there. Where they also have another duty
 * (`holder` tells whose it is on a day), each begins with the member with whom it clashes least.
 */
export function plainPlans(
  cycle: Cycle,
  roster: Roster,
  { days, holder }: { days: readonly string[]; holder(day: string): string | null },
): PlainPlan[] {
  const placeOf = placesIn(cycle, roster);
  const { members } = cycle;
  const indexOf = new Map(members.map((user, index) => [user, index]));
  const busy = days.flatMap((day) => {
    const member = indexOf.get(holder(day) ?? '');
    const place = placeOf.of(day);
    return member === undefined || !place ? [] : [{ member, place }];
  });
  const orders = turnOrders(members.length, placeOf.turnsAWeek);
  return (busy.length > 0 ? orders : orders.slice(0, 1)).map((order) => {
    const first = leastClashing(order, busy, members.length);
    return (day) => {
      const place = placeOf.of(day);
      return place ? (members[(order(place) + first) % members.length] ?? null) : null;
    };
  });
}

type Place = Parameters<TurnOrder>[0];

function placesIn({ start }: Cycle, { turn, hours }: Roster): { turnsAWeek: number; of(day: string): Place | null } {
  if (turn === 'week') {
    const monday = mondayOf(start);
    return { turnsAWeek: 1, of: (day) => ({ week: Math.floor(daysBetween(monday, day) / 7), position: 0 }) };
  }
  const fromStart = (weekday: number) => (weekday - weekdayOf(start) + 7) % 7;
  const covered = new Set(hours.flatMap(({ day }) => (day === 'holiday' ? [] : [day as number])));
  const positions = [...covered].sort((a, b) => fromStart(a) - fromStart(b));
  return {
    turnsAWeek: Math.max(1, positions.length),
    of(day) {
      const position = positions.indexOf(weekdayOf(day));
      return position < 0 ? null : { week: Math.floor(daysBetween(start, day) / 7), position };
    },
  };
}

function leastClashing(order: TurnOrder, busy: readonly { member: number; place: Place }[], members: number): number {
  const clashes = new Array<number>(members).fill(0);
  for (const { member, place } of busy) {
    const first = (member - order(place) + members) % members;
    clashes[first] = (clashes[first] as number) + 1;
  }
  return Math.max(0, clashes.indexOf(Math.min(...clashes)));
}
