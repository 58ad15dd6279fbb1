import { printable } from './printable.ts';

/** What people are called, by id, as far as it is known. */
export type Names = ReadonlyMap<string, string>;

/** Lines for a terminal; ends in a line break. */
export const printed = (lines: readonly string[]): string => lines.map((line) => `${printable(line)}\n`).join('');

/** A time as ISO 8601 writes it, to the minute. */
export const clock = (time: string): string => time.slice(0, 16).replace('T', ' ');

/** What somebody is called; their id while that is not known. */
export const called = (user: string, names: Names): string => names.get(user) ?? user;

/** A text that mentions people by their ids, with what they are called. */
export const named = (told: string, names: Names): string =>
  told.replace(/@([UW][A-Z0-9]+)\b/g, (whole, user: string) => names.get(user) ?? whole);
