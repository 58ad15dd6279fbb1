import type { Balance } from './balance.ts';
import { drawing } from './drawing.ts';
import { type Move, moving } from './moving.ts';
import type { Turn } from './turn.ts';

/** Turns with a member each, and what that costs. `wanted` tells whom each goes to at best. */
export type Attempt = { balance: Balance; cost: number; wanted: readonly number[] };

/** The search may get worse than it is, but not worse than it was so many steps ago. */
const MEMORY = 1000;
/** At first it may get worse by so much, to find its way out of where it begins. */
const ASTRAY = 3000;
/** Keeping what one began with is worth a little: it decides between equals. */
const STAYING = 0.5;
/** Gains below it are rounding errors. */
const GAIN = 1e-6;

/** How many steps are worth their time, for so many turns that may change hands: more for each where they are few. */
const stepsFor = (free: number): number => Math.min(2000 * free, Math.max(40_000, 400 * free), 1_500_000);

/**
 * Improves who has which turn: late acceptance hill climbing (Burke and Bykov, 2017). It is left to no luck, as the
 * numbers drawn are the same every time.
 * @returns the balance given, with the best that was found.
 */
export function improve(turns: readonly Turn[], { balance, wanted, ...from }: Attempt): Balance {
  const { holders } = balance;
  const free = [...turns.keys()].filter((turn) => (turns[turn] as Turn).candidates.length > 0);
  const nextMove = moving({ turns, free, holders }, drawing(turns.length));

  const give = (turn: number, member: number): number => {
    const [before, best] = [holders[turn], wanted[turn]];
    return balance.give(turn, member) + STAYING * (Number(member !== best) - Number(before !== best));
  };
  const make = ({ at, takers }: Move): number =>
    at.reduce((cost, turn, index) => cost + give(turn, takers[index] as number), 0);

  let { cost } = from;
  let [least, best] = [cost, holders.slice()];
  const past = new Float64Array(MEMORY).fill(cost + ASTRAY);
  const steps = stepsFor(free.length);
  for (let step = 0; step < steps; step += 1) {
    const move = nextMove();
    if (!move) continue;
    const before = { ...move, takers: move.at.map((turn) => holders[turn] as number) };
    const next = cost + make(move);
    const slot = step % MEMORY;
    if (next <= cost || next <= (past[slot] as number)) cost = next;
    else make(before);
    past[slot] = Math.min(past[slot] as number, cost);
    if (cost < least - GAIN) [least, best] = [cost, holders.slice()];
  }
  make({ at: free, takers: free.map((turn) => best[turn] as number) });
  return balance;
}
