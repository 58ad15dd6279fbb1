/**
 * A measured value for people: about four significant digits (`99.5`, `0.06669`), and from a thousand on no fraction.
 * The digits before the point stay up to a billion, where counting them is no use any more.
 */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  return String(size >= 1_000 && size < 1e9 ? Math.round(value) : Number(value.toPrecision(4)));
}
