/** When stakeholders were told last, and when somebody was last reminded of it. `every` is in milliseconds; 0 is never. */
export type UpdateClock = {
  lastUpdateAt: Date | null;
  openedAt: Date;
  remindedAt: Date | null;
  every: number;
  now: Date;
};

/** Since when somebody leads, and when relief was last proposed. `after` is in milliseconds; 0 is never. */
export type ReliefClock = { since: Date; proposedAt: Date | null; after: number; now: Date };

/** Whether to remind of an update now: a span after the last one (or the opening), and once for each span without. */
export function isUpdateDue({ lastUpdateAt, openedAt, remindedAt, every, now }: UpdateClock): boolean {
  return isOver(every, [openedAt, lastUpdateAt, remindedAt], now);
}

/** Whether to propose relief now: a span after the commander began, and once for each further span. */
export function isReliefDue({ since, proposedAt, after, now }: ReliefClock): boolean {
  return isOver(after, [since, proposedAt], now);
}

/** Whether the span since the newest of the times is over; its last instant is. */
function isOver(span: number, times: readonly (Date | null)[], now: Date): boolean {
  const newest = Math.max(...times.map((at) => at?.getTime() ?? Number.NEGATIVE_INFINITY));
  return span > 0 && now.getTime() - newest >= span;
}
