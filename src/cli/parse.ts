import { parseArgs } from 'node:util';
import { type Command, type Given, UsageError } from './command.ts';

/** Reads a command's options. @throws {UsageError} for unknown ones, missing values and words too many. */
export function parseCommandLine(command: Command, argv: readonly string[]): Given {
  const { flags = [] } = command;
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: command.takesFiles,
      options: {
        config: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        ...command.options,
        ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }])),
      },
    });
    const { config, json, help, ...own } = values as Record<string, string | boolean | undefined>;
    return {
      config: config as string | undefined,
      json: json === true,
      help: help === true,
      values: own as Given['values'],
      positionals,
      flags: new Set(flags.filter((flag) => own[flag] === true)),
    };
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n\n${command.help}`);
  }
}
