/** The least that a configuration must hold; every key stands on a line of its own. */
export const MINIMAL = `timezone: Europe/Warsaw
channels:
  alerts: alerts
  bugs: bugs
  war: war
  engineering: engineering
duty:
  ic:
    members: [U01AAAAAA, U01BBBBBB, U01CCCCCC]
    hours: { mon-fri: "07:00-15:00" }
  oncall:
    members: [U01AAAAAA, U01BBBBBB, U01CCCCCC, U01DDDDDD]
    hours: { mon-fri: "15:00-22:00", sat-sun: "09:00-22:00" }
`;

/** A configuration text, and where the key of interest stands in it; both count from 1. */
export type Written = { text: string; line: number; column: number };

/** The index of the line with this key, looking from `start` on, or -1 when the block that `start` is in lacks it. */
function findKey(lines: readonly string[], key: string, depth: number, start: number): number {
  const indent = '  '.repeat(depth);
  for (let at = start; at < lines.length && lines[at]?.startsWith(indent); at += 1) {
    if (lines[at]?.startsWith(`${indent}${key}:`)) return at;
  }
  return -1;
}

/** The minimal configuration with one key, such as `duty.ic.turn`, added or replaced. `value` is one line of YAML. */
export function withKey(path: string, value: string): Written {
  const lines = MINIMAL.trimEnd().split('\n');
  const keys = path.split('.');
  let at = 0;
  let known = 0;
  while (known < keys.length) {
    const found = findKey(lines, keys[known] ?? '', known, at);
    if (found < 0) break;
    at = found + (known < keys.length - 1 ? 1 : 0);
    known += 1;
  }
  const written = keys.map((key, depth) => `${'  '.repeat(depth)}${key}:`);
  written[keys.length - 1] += ` ${value}`;
  const isNew = known < keys.length;
  const added = isNew ? written.slice(known) : written.slice(-1);
  const where = known === 0 ? lines.length : at;
  lines.splice(where, isNew ? 0 : 1, ...added);
  return { text: `${lines.join('\n')}\n`, line: where + added.length, column: 2 * (keys.length - 1) + 1 };
}
