/** One turn in a cycle: the week, counted from the cycle's first day, and the how-manieth covered day of that week. */
export type Place = { week: number; position: number };
/** Whose turn a place is when everybody is there: an index below the number of members. */
export type TurnOrder = (place: Place) => number;

/** More ways to go round than these are not worth trying. */
const ENOUGH = 4;

/**
 * Ways of taking turns, the plainest first, that give everybody each weekday once in a cycle of as many weeks as members.
 *
 * - Going round, one member after the other, does so when members and turns of a week have no common divisor.
 * - Otherwise seven people who take a day each would keep their weekdays for ever. When whole weeks go into one round,
 *   each round moves everybody one weekday on: two turns of a member are never nearer than one less than the round.
 * - Skipping some members at the end of each week does so too; the fewer are skipped, the longer are the distances.
 *
 * Two members must alternate; with an even number of turns a week they keep their weekdays.
 */
export function turnOrders(members: number, turnsAWeek: number): TurnOrder[] {
  const skipping =
    (skipped: number): TurnOrder =>
    ({ week, position }) =>
      (week * (turnsAWeek + skipped) + position) % members;
  if (members <= 2) return [skipping(0)];
  const movingOn: TurnOrder = ({ week, position }) => {
    const round = Math.floor((week * turnsAWeek) / members);
    return (week * turnsAWeek + ((position + round) % turnsAWeek)) % members;
  };
  const skips = Array.from({ length: members - 1 }, (_, skipped) => skipped);
  const fair = skips.filter((skipped) => divisor(members, turnsAWeek + skipped) === 1).map(skipping);
  const moving = turnsAWeek > 1 && members % turnsAWeek === 0 ? [movingOn] : [];
  const all = [...moving, ...fair].slice(0, ENOUGH);
  return all.length > 0 ? all : [skipping(0)];
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
