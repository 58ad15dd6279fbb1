import type { Writable } from 'node:stream';
import type { ParseArgsOptionDescriptor } from 'node:util';

/** What a command was given. `values` are its own options. */
export type Given = {
  config: string | undefined;
  json: boolean;
  help: boolean;
  values: Readonly<Record<string, string | undefined>>;
  positionals: readonly string[];
  /** Those of its flags that were given. */
  flags: ReadonlySet<string>;
};

/** Where a command reads from and writes to. */
export type World = { env: Readonly<Record<string, string | undefined>>; out: Writable; err: Writable };

/** One command of the command line. `help` ends in a line break. */
export type Command = {
  help: string;
  /** Its own options, all with a value, besides --config, --json and --help. */
  options: Readonly<Record<string, ParseArgsOptionDescriptor & { type: 'string' }>>;
  /** Its own options without a value. */
  flags?: readonly string[];
  takesFiles: boolean;
  /** @returns the exit status. */
  run(given: Given, world: World): Promise<number>;
};

/** The command line does not make sense; exit status 2. */
export class UsageError extends Error {}

/** Prints exactly one JSON value. */
export function printJson(out: Writable, value: unknown): void {
  out.write(`${JSON.stringify(value, null, 2)}\n`);
}
