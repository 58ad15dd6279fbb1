import { amountsOf, KINDS, LENGTH, sharesOf, type Turn } from './turn.ts';

/**
 * What it costs that equals differ: in all shifts, each weekday, weekend days, hours. A whole shift costs more than
 * distances between turns can; hours only decide between equals.
 */
const WEIGHTS = Float64Array.of(1500, 400, 400, 400, 400, 400, 400, 400, 400, 20);
/** How many times as much it costs to be further off one's share than rounding up or down explains. */
const BEYOND = 3;
/** As far as somebody may be off by rounding: a little below 1, for sums of fractions are not exact. */
const LESS_THAN_ONE = 0.999;
/** Less than this is not off at all. */
const EXACT = 0.001;

const beyond = (off: number): number => (Math.abs(off) < LESS_THAN_ONE ? 0 : BEYOND * off * off);

/** How far everybody is off their share, as turns are given out so far. */
export type Shares = {
  /** Counts a turn for a member (sign 1), or takes it back (-1). @returns by how much the cost changed. */
  count(turn: number, member: number, sign: 1 | -1): number;
  /** Whether everybody has exactly their share of shifts, weekdays and weekend days. */
  areExact(): boolean;
};

/**
 * Measures how fair shares are. Among those who are equally available the cost grows with the square of what they differ;
 * how much falls to them together may be rounded.
 */
export function createShares(turns: readonly Turn[], members: number): Shares {
  const amounts = turns.map(amountsOf);
  const off = sharesOf(turns, members).map((share) => -share);
  const teams = teamsOf(turns, members);
  /** How far the members of a team are off together. */
  const together = new Float64Array(off.length);
  for (const [index, each] of off.entries()) {
    const team = teams.of[Math.floor(index / KINDS)] as number;
    const at = team * KINDS + (index % KINDS);
    together[at] = (together[at] as number) + each;
  }

  return {
    count(turn, member, sign) {
      const team = teams.of[member] as number;
      const size = teams.sizes[team] as number;
      let cost = 0;
      for (const [kind, amount] of amounts[turn] ?? []) {
        const [own, all] = [member * KINDS + kind, team * KINDS + kind];
        const [before, sum] = [off[own] as number, together[all] as number];
        const after = before + sign * amount;
        const sumAfter = sum + sign * amount;
        off[own] = after;
        together[all] = sumAfter;
        const differing = after * after - before * before - (sumAfter * sumAfter - sum * sum) / size;
        cost += (WEIGHTS[kind] as number) * (differing + beyond(after) - beyond(before));
      }
      return cost;
    },
    areExact: () => off.every((each, index) => index % KINDS === LENGTH || Math.abs(each) < EXACT),
  };
}

/** Members who are available for the same turns are a team: tells each member's, and how many each has. */
function teamsOf(turns: readonly Turn[], members: number): { of: number[]; sizes: number[] } {
  const away = Array.from({ length: members }, () => '');
  for (const [index, { available, counted }] of turns.entries()) {
    if (!counted || available.length === members) continue;
    const there = new Set(available);
    for (let member = 0; member < members; member += 1) if (!there.has(member)) away[member] += `${index} `;
  }
  const numbers = new Map([...new Set(away)].map((key, number) => [key, number]));
  const of = away.map((key) => numbers.get(key) as number);
  return { of, sizes: [...numbers.values()].map((team) => of.filter((each) => each === team).length) };
}
