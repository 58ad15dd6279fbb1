const MINUTE_MS = 60_000;

/** How long something took, in the two largest units of whole days, hours and minutes: `1 h 5 min`, `under a minute`. */
export function durationWords(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  const parts = [
    { count: Math.floor(minutes / 1440), unit: 'd' },
    { count: Math.floor(minutes / 60) % 24, unit: 'h' },
    { count: minutes % 60, unit: 'min' },
  ];
  const first = parts.findIndex(({ count }) => count > 0);
  if (first < 0) return 'under a minute';
  const shown = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return shown.map(({ count, unit }) => `${count} ${unit}`).join(' ');
}
