/** Draws from what there is, the same every time for the same seed. */
export type Chance = {
  /** A whole number below the bound. */
  below(bound: number): number;
  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[];
};

/** Mulberry32, by Tommy Ettinger. */
export function chanceOf(seed: number): Chance {
  let state = seed | 0;
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  };
  return {
    below,
    shuffled(things) {
      const left = [...things];
      return things.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}
