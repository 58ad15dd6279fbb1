/** A limit that a ratio of ours to its floor must keep. */
export type Bound = { atMost: number } | { atLeast: number };

/** One line of the table. `must` is null for what is shown for information only. */
export type Row = {
  what: string;
  /** Empty for what is counted. */
  unit: 'ms' | 'MB' | 'per s' | '';
  /** Medians of the runs, or whatever `what` says. */
  ours: number;
  floor: number;
  must: Bound | null;
};

/** A row with what follows from its figures. `ok` is null where nothing must be reached. */
export type JudgedRow = Row & { ratio: number; ok: boolean | null };

/** Divides ours by the floor and holds the result against what must be reached. */
export function judge(row: Row): JudgedRow {
  const ratio = row.ours / row.floor;
  return { ...row, ratio, ok: row.must === null ? null : keeps(ratio, row.must) };
}

function keeps(ratio: number, must: Bound): boolean {
  return 'atMost' in must ? ratio <= must.atMost : ratio >= must.atLeast;
}

/** The middle of the figures; the lower of the two middle ones when they are even in number. */
export function median(figures: readonly number[]): number {
  return percentile(figures, 50);
}

/** The smallest of the figures that at least `percent` of them do not exceed. @throws {RangeError} without figures. */
export function percentile(figures: readonly number[], percent: number): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('there are no figures');
  return found;
}

/** The rows as a table for people. */
export function toTable(rows: readonly JudgedRow[]): string {
  const lines = [['what', 'ours', 'floor', 'ratio', 'must', 'ok'], ...rows.map(cells)];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

function cells({ what, unit, ours, floor, ratio, must, ok }: JudgedRow): string[] {
  const bound = must === null ? '' : 'atMost' in must ? `<= ${must.atMost}` : `>= ${must.atLeast}`;
  const verdict = ok === null ? '' : ok ? 'yes' : 'NO';
  return [what, `${shown(ours)} ${unit}`.trim(), `${shown(floor)} ${unit}`.trim(), ratio.toFixed(2), bound, verdict];
}

function shown(figure: number): string {
  return figure >= 100 ? figure.toFixed(0) : figure.toFixed(figure >= 10 ? 1 : 2);
}
