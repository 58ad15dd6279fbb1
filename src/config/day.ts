/** A first and a last calendar day, `YYYY-MM-DD`, both included. */
export type DaySpan = { from: string; to: string };

/** Whether the text is a day that exists, as `YYYY-MM-DD`. Such days compare by `<` like the days they mean. */
export function isDay(text: unknown): text is string {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // Some engines roll 2027-02-30 over into March instead of refusing it.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/**
 * Reads one day, or `2026-12-24..2027-01-02`.
 * @returns null when it is neither, or when the last day comes before the first.
 */
export function parseDaySpan(text: string): DaySpan | null {
  const [from, to = from, ...more] = text.split('..');
  return isDay(from) && isDay(to) && from <= to && more.length === 0 ? { from, to } : null;
}
