/** Characters that fit beside each other on a phone held upright, roughly; wider tables are read row by row. */
const PHONE_WIDTH = 44;

/**
 * A table as lines for a block of code: in columns where that fits a phone, else each row as `heading: cell` lines
 * with a blank line between rows. The first row holds the headings.
 */
export function tableText(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_cell, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  if (widths.reduce((sum, each) => sum + each + 2, -2) > PHONE_WIDTH && body.length > 0) {
    return body.map((row) => asRecord(head, row)).join('\n\n');
  }
  const rule = widths.map((each) => '-'.repeat(each));
  return [head, rule, ...body].map((row) => asLine(row, widths)).join('\n');
}

const width = (cell: string): number => [...cell].length;

function asLine(row: readonly string[], widths: readonly number[]): string {
  const cells = widths.map((each, column) => (row[column] ?? '') + ' '.repeat(each - width(row[column] ?? '')));
  return cells.join('  ').trimEnd();
}

function asRecord(head: readonly string[], row: readonly string[]): string {
  const named = head.map((heading, column) =>
    heading === '' ? (row[column] ?? '') : `${heading}: ${row[column] ?? ''}`,
  );
  return named.join('\n');
}
