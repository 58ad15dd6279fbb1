import { knownNames } from '../slack/known-names.ts';
import type { Db } from '../store/tables.ts';
import { type Given, printJson, type World } from './command.ts';
import type { Names } from './lines.ts';
import { printable } from './printable.ts';

/** Something that was asked for by its name: `what` it is, and how people read it. */
export type Found<T> = { wanted: string; what: string; found: T | null; page(found: T, names: Names): string; db: Db };

/** Prints what was asked for by its name. @returns the exit status: 1 when there is no such thing. */
export async function printFound<T>(
  { wanted, what, found, page, db }: Found<T>,
  { json }: Pick<Given, 'json'>,
  { out, err }: World,
): Promise<number> {
  if (json) printJson(out, found);
  if (found === null) err.write(`There is no ${what} ${printable(wanted)}.\n`);
  else if (!json) out.write(page(found, await knownNames(db)));
  return found === null ? 1 : 0;
}

/** Several things: how people read them, and what they read when there are none. */
export type Several<T> = {
  listed: readonly T[];
  lines(listed: readonly T[], names: Names): string;
  none: string;
  db: Db;
};

/** Prints several things. @returns the exit status. */
export async function printSeveral<T>(
  { listed, lines, none, db }: Several<T>,
  { json }: Pick<Given, 'json'>,
  { out }: World,
): Promise<number> {
  if (json) printJson(out, listed);
  else out.write(listed.length > 0 ? lines(listed, await knownNames(db)) : none);
  return 0;
}
