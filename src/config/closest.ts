const sorted = (word: string): string => [...word].sort().join('');

/** The fewest letters to add, drop or change to make one word of the other; letters out of order count as one. */
function distance(one: string, other: string): number {
  if (one !== other && sorted(one) === sorted(other)) return 1;
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (let at = 0; at < other.length; at += 1) {
      const change = (row[at] ?? 0) + (letter === other[at] ? 0 : 1);
      next.push(Math.min(change, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The known word that a mistyped one most likely means, or null when none is near: at most a third may differ. */
export function closest(word: string, known: readonly string[]): string | null {
  // A key of thousands of letters is no typing mistake, and comparing it would only take time.
  if (word.length > 60) return null;
  const near = known.map((candidate) => ({ candidate, far: distance(word.toLowerCase(), candidate) }));
  const best = near.toSorted((a, b) => a.far - b.far)[0];
  return best && best.far <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}
