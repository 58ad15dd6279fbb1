/** From when on alerts share one message. `within` is in milliseconds. */
export type StormRule = { alerts: number; within: number };

/**
 * How many of `born` new alerts still stand alone, when `recent` were born within the rule's time before them: the
 * first `alerts` do, those after them are gathered.
 */
export function standingAlone(born: number, recent: number, rule: StormRule): number {
  return Math.max(0, Math.min(born, rule.alerts - recent));
}
