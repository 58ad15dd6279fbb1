/** Longer lists nobody reads. */
const MOST_LINES = 10;

/** Lines as a list, at most ten, and how many more there are. */
export function listing(lines: readonly string[]): string {
  const rest = lines.length - MOST_LINES;
  const shown = lines.slice(0, MOST_LINES).map((line) => `• ${line}`);
  return [...shown, ...(rest > 0 ? [`… and ${rest} more: \`/duty schedule\` shows them all.`] : [])].join('\n');
}
