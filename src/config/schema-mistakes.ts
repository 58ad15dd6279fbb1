import type { z } from 'zod';
import { closest } from './closest.ts';
import { isMapping, valueAt } from './given.ts';
import type { Mistake } from './mistake.ts';

type Issue = z.core.$ZodIssue;

function unknownKey(key: string, allowed: string): string {
  const meant = closest(key, allowed.split(', '));
  return `unknown key${meant === null ? '' : `, did you mean ${meant}?`}; one of ${allowed}`;
}

/**
 * The schema's unions offer a short form (a text) first and a long one (a mapping or a list) last. Only what is wrong
 * with the form that the author chose helps the author.
 */
function chosenForm(given: unknown, forms: readonly Issue[][]): readonly Issue[] {
  return (typeof given === 'object' && given !== null ? forms.at(-1) : forms[0]) ?? [];
}

/** The value at an issue's path, which may lead through lists. */
function givenAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isMapping(value) ? valueAt(value, [String(key)]) : undefined;
  }, root);
}

/** Turns what the schema found into mistakes, one for each wrong key. `file` is the value that was parsed. */
export function toMistakes(issues: readonly Issue[], file: unknown): Mistake[] {
  return issues.flatMap((issue): Mistake[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...issue.path, key], text: unknownKey(key, issue.message) }));
    }
    if (issue.code === 'invalid_union') {
      const given = givenAt(file, issue.path);
      return toMistakes(chosenForm(given, issue.errors), given).map(({ path, text }) => ({
        path: [...issue.path, ...path],
        text,
      }));
    }
    return [{ path: issue.path, text: issue.message }];
  });
}
