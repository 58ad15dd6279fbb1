import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { judge } from './year/judge.ts';
import { pictureOf } from './year/picture.ts';
import { playYear } from './year/play.ts';
import { printed, reportOf } from './year/report.ts';

const USAGE = `Usage: node sandbox/year.ts [--json] [--from YYYY-MM-DD] [--to YYYY-MM-DD] [--picture FILE.png]

Plays a year of duty of a small team, from 2026-11-21 to 2027-11-20, with everything that happens in one, on the real
capabilities, SQLite and a sandbox of Slack; then holds it against what duty promises. It is the same every time.

  --json      prints the report as JSON
  --from, --to   plays a part of the year, first and last day included
  --picture   draws May 2027 into a file

Exit status: 0 when every promise was kept, 1 when one was not, 2 for wrong usage.
`;

const PICTURED = '2027-05';

/** @returns the exit status. */
async function main(argv: string[]): Promise<number> {
  const asked = parse(argv);
  if (!asked || asked.help) {
    (asked ? process.stdout : process.stderr).write(USAGE);
    return asked ? 0 : 2;
  }
  const evidence = await playYear({ from: asked.from, to: asked.to });
  const report = reportOf(evidence, judge(evidence));
  process.stdout.write(`${asked.json ? JSON.stringify(report, null, 2) : printed(report)}\n`);
  if (asked.picture !== undefined) writeFileSync(asked.picture, await pictureOf(PICTURED, evidence));
  return report.ok ? 0 : 1;
}

function parse(args: string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const day = (otherwise: string) => ({ type: 'string', default: otherwise }) as const;
  const options = {
    json: flag,
    help: flag,
    from: day('2026-11-21'),
    to: day('2027-11-20'),
    picture: { type: 'string' },
  } as const;
  try {
    const { values } = parseArgs({ args, options });
    const isDay = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);
    return isDay(values.from) && isDay(values.to) && values.from <= values.to ? values : null;
  } catch {
    return null;
  }
}

process.exitCode = await main(process.argv.slice(2));
