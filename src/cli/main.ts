import { ConfigError, StoreError } from '../errors.ts';
import { type Command, UsageError } from './command.ts';
import { parseCommandLine } from './parse.ts';

/** Each command's file is loaded when it is asked for, so that none pays for another. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start.ts')).start,
  check: async () => (await import('./check.ts')).check,
  ingest: async () => (await import('./ingest.ts')).ingest,
  alerts: async () => (await import('./alerts.ts')).alerts,
  duty: async () => (await import('./duty.ts')).duty,
  incidents: async () => (await import('./incidents.ts')).incidents,
  tickets: async () => (await import('./tickets.ts')).tickets,
  playbooks: async () => (await import('./playbooks.ts')).playbooks,
  migrate: async () => (await import('./migrate.ts')).migrate,
};

const HELP = `Watchbill: a Slack bot for incident command and alert triage

Usage: watchbill COMMAND [--config FILE] [--json] [--help]

  start       runs the bot until it is told to stop
  check       tells what would keep the bot from working
  ingest      takes alarm payloads from files or standard input
  alerts      lists alerts
  duty        lists who has which duty when
  incidents   lists incidents, or one with its timeline
  tickets     lists the tickets of support, or one with its timeline
  playbooks   lists the playbooks, or finds the one an alarm would get
  migrate     brings the database up to date

"watchbill COMMAND --help" tells more of each.
`;

/** Runs a command line (without node and script) and sets the exit status: 0 done, 1 failed, 2 wrong usage or setup. */
export async function main(argv: readonly string[]): Promise<void> {
  const [name = '', ...rest] = argv;
  if (['', '--help', '-h', 'help'].includes(name)) {
    process.stdout.write(HELP);
    process.exitCode = name === '' ? 2 : 0;
    return;
  }
  try {
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!load) throw new UsageError(`There is no command "${name}". Commands: ${Object.keys(commands).join(', ')}.`);
    const command = await load();
    const given = parseCommandLine(command, rest);
    if (given.help) process.stdout.write(command.help);
    else process.exitCode = await command.run(given, { env: process.env, out: process.stdout, err: process.stderr });
  } catch (error) {
    // At once: a connection that a failed command left open must not keep it alive.
    process.exit(tell(error));
  }
}

function tell(error: unknown): number {
  if (error instanceof ConfigError || error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
  process.stderr.write(`watchbill: ${sentenceOf(error)}\n`);
  return 1;
}

function sentenceOf(error: unknown): string {
  if (error instanceof StoreError && error.retryable)
    return `${error.message} (${error.code}). Check DATABASE_URL, and that the database runs.`;
  return error instanceof Error ? error.message : String(error);
}
