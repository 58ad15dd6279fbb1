import { z } from 'zod';
import { parseDuration } from './duration.ts';
import { refused, refusing } from './given.ts';

/** A value that `read` turns into what the program uses; null from `read` refuses it. `allowed` says what is. */
export function taken<T>(allowed: string, read: (given: unknown) => T | null) {
  return z.unknown().transform((given, context): T => {
    const value = read(given);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message: refused(given, allowed), input: given });
    return z.NEVER;
  });
}

/** As `taken`, for what is written as a text. */
export function takenText<T>(allowed: string, read: (given: string) => T | null) {
  return taken(allowed, (given) => (typeof given === 'string' ? read(given) : null));
}

/** A text that passes the test. */
export function text(allowed: string, test: (given: string) => boolean) {
  const error = refusing(allowed);
  return z.string({ error }).refine(test, { error });
}

/** One of a few words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return z.enum(words, { error: refusing(`one of ${words.join(', ')}`) });
}

/** A list; `what` names the things in it. */
export function listOf<T extends z.ZodType>(element: T, what: string) {
  return z.array(element, { error: refusing(`a list of ${what}`) });
}

/** A list with something in it. */
export function someOf<T extends z.ZodType>(element: T, what: string) {
  return listOf(element, what).min(1, { error: refusing(`a list of at least one of: ${what}`) });
}

/** A mapping whose keys the file's author chooses. `keys` and `values` say what they stand for. */
export function mapOf<T extends z.ZodType>(key: z.ZodType<string>, value: T, keys: string, values: string) {
  return z.record(key, value, {
    error: (issue) => refused(issue.input, issue.code === 'invalid_key' ? keys : `a mapping of ${keys} to ${values}`),
  });
}

/**
 * A mapping with these keys and no others. For an unknown key the message is the list of the known ones, joined by
 * `, `: whoever reports it names the key and finds the one that was meant.
 */
export function section<T extends z.core.$ZodLooseShape>(shape: T) {
  const keys = Object.keys(shape).join(', ');
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? keys : refused(issue.input, `a mapping with the keys ${keys}`),
  });
}

/** A whole number from `least` to `most`. */
export function wholeNumber(least: number, most: number) {
  const error = refusing(`a whole number from ${least} to ${most}`);
  return z.int({ error }).min(least, { error }).max(most, { error });
}

const readDuration = (given: unknown): number | null =>
  typeof given === 'string' || typeof given === 'number' ? parseDuration(String(given)) : null;

const LONGEST_MS = 365 * 86_400_000;

/** A span of time in milliseconds, from a second to a year. */
export const duration = taken('a duration such as 30s, 5m, 8h or 3d, from 1s to 365d', (given) => {
  const ms = readDuration(given);
  return ms !== null && ms > 0 && ms <= LONGEST_MS ? ms : null;
});

/** As `duration`; 0 is never. */
export const durationOrNever = taken(
  '0 to switch it off, or a duration such as 30s, 5m, 8h or 3d, up to 365d',
  (given) => {
    const ms = readDuration(given);
    return ms !== null && ms <= LONGEST_MS ? ms : null;
  },
);

/** How often something is done, in milliseconds; 0 is never. A day at most, since timers count no further than 24. */
export const interval = taken('0 to switch it off, or a duration such as 30s or 5m, at most 1d', (given) => {
  const ms = readDuration(given);
  return ms !== null && ms <= 86_400_000 ? ms : null;
});

/** On or off. */
export const flag = z.boolean({ error: refusing('true or false') });

/** Whether the text is an http(s) address with no user name or password in it. */
export function isHttpUrl(given: string): boolean {
  if (!/^https?:\/\/\S+$/.test(given) || !URL.canParse(given)) return false;
  const { username, password } = new URL(given);
  return username === '' && password === '';
}

/** A web address. */
export const httpUrl = text('an http:// or https:// address without a password in it', isHttpUrl);
