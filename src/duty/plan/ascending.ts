/** Numbers in ascending order, and what the distances from each to the next cost. */
export type Ascending = {
  /** Puts a number in (sign 1), or takes it out (-1). @returns by how much the cost of all distances changed. */
  move(number: number, sign: 1 | -1): number;
};

/** No numbers at first. `costOf` tells what a distance costs. */
export function ascending(costOf: (distance: number) => number): Ascending {
  const numbers: number[] = [];

  /** Where a number stands, or would stand. */
  function placeOf(number: number): number {
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[middle] as number) < number) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    move(number, sign) {
      const at = placeOf(number);
      if (sign === -1) numbers.splice(at, 1);
      const [before, after] = [numbers[at - 1], numbers[at]];
      let cost = 0;
      if (before !== undefined) cost += costOf(number - before);
      if (after !== undefined) cost += costOf(after - number);
      if (before !== undefined && after !== undefined) cost -= costOf(after - before);
      if (sign === 1) numbers.splice(at, 0, number);
      return sign * cost;
    },
  };
}
