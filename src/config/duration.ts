const UNIT_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads `30s`, `5m`, `8h`, `3d` or `0`: one whole number and one unit. A `d` is always 24 hours here; what counts in
 * calendar days has to say so where it is used.
 * @returns milliseconds, or null when the text is no such duration.
 */
export function parseDuration(text: string): number | null {
  if (text === '0') return 0;
  const [, count, unit] = /^(\d{1,9})([smhd])$/.exec(text) ?? [];
  if (count === undefined || unit === undefined) return null;
  return Number(count) * (UNIT_MS[unit] ?? Number.NaN);
}
