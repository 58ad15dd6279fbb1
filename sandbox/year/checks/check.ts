/** What one property of the year came to: how much of it was looked at, and everything that was wrong. */
export type Check = { name: string; looked: number; wrong: string[] };

/** Looks at things one by one. `look` gives what is wrong with one, in words; null or nothing when it is right. */
export function checkEach<T>(name: string, things: Iterable<T>, look: (thing: T) => string | string[] | null): Check {
  const check: Check = { name, looked: 0, wrong: [] };
  for (const thing of things) {
    check.looked += 1;
    check.wrong.push(...[look(thing) ?? []].flat());
  }
  return check;
}
