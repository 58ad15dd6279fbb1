/**
 * A time as Slack writes it: seconds since 1970, a dot, six digits (`1763634000.000200`). Stamps compare as text. Two
 * events in one millisecond differ in them, and in a Date they would not.
 */
export type Stamp = string;

/** The stamp of a time, `after` microseconds later. */
export function stampOf(at: Date, after = 0): Stamp {
  const seconds = Math.floor(at.getTime() / 1000);
  const micros = (at.getTime() - seconds * 1000) * 1000 + after;
  return `${seconds}.${String(micros).padStart(6, '0')}`;
}

/** The time of a stamp, to the millisecond. */
export function dateOf(stamp: Stamp): Date {
  return new Date(Math.floor(Number(stamp) * 1000));
}
