import { ascending } from './ascending.ts';
import { createShares } from './shares.ts';
import { NOBODY, type Turn } from './turn.ts';
import { createWindows } from './windows.ts';

/** Two turns in a row outweigh everything, and those of which another could have the second weigh more still. */
const IN_A_ROW = 1_000_000;
const IN_A_ROW_NEEDLESSLY = 1_500_000;
const NEARNESS = 60;
/** What it costs to have a weekday sooner again than in as many weeks as there are members. */
const SAME_WEEKDAY = 6;

/** What a distance between two turns of one member costs; even distances cost least in sum. */
const nearness = (turns: number): number => NEARNESS / turns;

/** Turns as they are given out so far, and what that costs against a perfectly fair share. */
export type Balance = {
  /** The member of each turn. */
  readonly holders: Int32Array;
  /** Gives a turn to a member, or to nobody. @returns by how much the cost changed. */
  give(turn: number, member: number): number;
  /** Whether anybody has two turns one after the other, of which one could change hands. */
  isInARow(): boolean;
  /** Whether everybody has exactly their share of shifts, weekdays and weekend days. */
  isExact(): boolean;
};

/**
 * Measures how fair turns are given out: the fairer, the less it costs. All numbers are sums, products and quotients,
 * which every machine computes alike.
 */
export function createBalance(turns: readonly Turn[], members: number): Balance {
  const holders = new Int32Array(turns.length).fill(NOBODY);
  const shares = createShares(turns, members);
  const moveInWindows = createWindows(turns, members);
  const sameWeekday = (weeks: number): number => (SAME_WEEKDAY * Math.max(0, members - weeks)) / members;
  const places = Array.from({ length: members }, () => ascending(nearness));
  const weeks = Array.from({ length: members * 8 }, () => ascending(sameWeekday));

  const free = turns.map(({ candidates }) => candidates.length > 0);
  /** Whether a turn, or the one before it, is not fixed. */
  const isOpen = (turn: number): boolean => free[turn] === true || free[turn - 1] === true;
  const inARow = turns.map(({ candidates }) => (candidates.length > 1 ? IN_A_ROW_NEEDLESSLY : IN_A_ROW));
  /** What it costs to have a turn beside those before and after it. */
  function besides(turn: number, member: number): number {
    const before = holders[turn - 1] === member ? (inARow[turn] as number) : 0;
    return before + (holders[turn + 1] === member ? (inARow[turn + 1] as number) : 0);
  }

  function move(turn: number, member: number, sign: 1 | -1): number {
    if (member === NOBODY) return 0;
    const { weekday, week } = turns[turn] as Turn;
    const near = places[member]?.move(turn, sign) ?? 0;
    const again = weekday === 0 ? 0 : (weeks[member * 8 + weekday]?.move(week, sign) ?? 0);
    return (
      near + again + sign * besides(turn, member) + shares.count(turn, member, sign) + moveInWindows(turn, member, sign)
    );
  }

  return {
    holders,
    give(turn, member) {
      const former = holders[turn] as number;
      holders[turn] = member;
      return move(turn, former, -1) + move(turn, member, 1);
    },
    isInARow: () => holders.some((member, turn) => member !== NOBODY && holders[turn - 1] === member && isOpen(turn)),
    isExact: () => shares.areExact(),
  };
}
