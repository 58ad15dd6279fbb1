/** How much an incident hurts, from 1, the worst, to 5: the scale of AWS Incident Manager. */
export type Impact = 1 | 2 | 3 | 4 | 5;

/** Every impact, the worst first. */
export const impacts: readonly Impact[] = [1, 2, 3, 4, 5];

/** How people call the impacts. */
export const impactWords: Readonly<Record<Impact, string>> = {
  1: 'Critical',
  2: 'High',
  3: 'Medium',
  4: 'Low',
  5: 'No impact',
};

/** The sign of each impact, as it stands in messages. */
export const impactEmoji: Readonly<Record<Impact, string>> = { 1: '🔴', 2: '🟠', 3: '🟡', 4: '🔵', 5: '⚪' };

/** The impact of that number, wherever it came from; null when there is none. */
export function impactOf(number: number): Impact | null {
  return impacts.find((impact) => impact === number) ?? null;
}
