/** What time it is. Handed in at the root, so that tests can hand in a time of their own. */
export type Clock = { now(): Date };

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };
