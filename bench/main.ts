import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Benchmark, Ground } from './benchmark.ts';
import { incidentCrashes, ticketCrashes } from './crashes.ts';
import { dutyAnswer } from './duty-answer.ts';
import { dutyFairness } from './duty-fairness.ts';
import { dutyPlan } from './duty-plan.ts';
import { type JudgedRow, judge, toTable } from './figures.ts';
import { incidentOpening } from './incident-opening.ts';
import { intake } from './intake.ts';
import { latency } from './latency.ts';
import { reaction } from './reaction.ts';
import { seed } from './seed.ts';
import { startUp } from './start-up.ts';
import { triageList } from './triage-list.ts';

const HELP = `Usage: npm run bench -- [--short] [--only NAME] [--json]

Measures Watchbill beside the least that could do the same work, in the same run. A ratio that is missed is shown and
is no failure. --short takes small sizes, to see that everything works. Names: NAMES.
`;

const all: readonly Benchmark[] = [
  latency,
  intake,
  reaction,
  triageList,
  dutyAnswer,
  dutyPlan,
  dutyFairness,
  incidentOpening,
  incidentCrashes,
  ticketCrashes,
  startUp,
];

/** Runs the benchmarks that the command line asks for. @returns the exit status: 0 done, 2 wrong usage. */
async function main(argv: string[]): Promise<number> {
  const asked = parse(argv);
  const chosen = asked && all.filter(({ name }) => asked.only === undefined || asked.only === name);
  if (!chosen || chosen.length === 0 || asked?.help) {
    const text = HELP.replace('NAMES', all.map(({ name }) => name).join(', '));
    (asked?.help ? process.stdout : process.stderr).write(text);
    return asked?.help ? 0 : 2;
  }
  const dir = mkdtempSync(join(tmpdir(), 'watchbill-bench-'));
  try {
    const rows = await runAll(chosen, groundIn(dir, asked.short ?? false));
    const machine = { node: process.versions.node, cores: availableParallelism(), short: asked.short ?? false };
    const text = asked.json ? JSON.stringify({ ...machine, rows }, null, 2) : toTable(rows);
    process.stdout.write(`${text}\n`);
    return 0;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function parse(argv: string[]) {
  const flag = { type: 'boolean' } as const;
  try {
    const options = { short: flag, json: flag, help: flag, only: { type: 'string' } } as const;
    return parseArgs({ args: argv, options }).values;
  } catch {
    return null;
  }
}

function groundIn(dir: string, short: boolean): Ground {
  const files = new Map<number, Promise<string>>();
  const progress = (text: string) => void process.stderr.write(`${text}\n`);
  return {
    short,
    dir,
    progress,
    seeded(alerts) {
      const path = join(dir, `${alerts}.db`);
      const file = files.get(alerts) ?? seed(path, alerts, progress).then(() => path);
      files.set(alerts, file);
      return file;
    },
  };
}

async function runAll(benchmarks: readonly Benchmark[], ground: Ground): Promise<JudgedRow[]> {
  const rows: JudgedRow[] = [];
  for (const { name, run } of benchmarks) {
    ground.progress(`${name} …`);
    rows.push(...(await run(ground)).map(judge));
  }
  return rows;
}

process.exitCode = await main(process.argv.slice(2));
