import type { z } from 'zod';
import type { HttpRequest } from '../../http/server.ts';
import type { Refusal } from './operation.ts';
import { problem, wrongFields } from './problem.ts';
import { idempotencyKey } from './schemas.ts';

/** The JSON of a request; or what is wrong with it. */
export function readJson<T>({ body }: Pick<HttpRequest, 'body'>, shape: z.ZodType<T>): { value: T } | Refusal {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return { refused: problem(400, 'The body is not JSON in UTF-8.') };
  }
  return readAs(json, shape);
}

/** The query of a request; or what is wrong with it. Of a name that stands there twice the last counts. */
export function readQuery<T>({ query }: Pick<HttpRequest, 'query'>, shape: z.ZodType<T>): { value: T } | Refusal {
  return readAs(Object.fromEntries(query), shape);
}

/** By what a request is known when it comes again; null when it need not be. */
export function readKey({ headers }: Pick<HttpRequest, 'headers'>): { key: string | null } | Refusal {
  const given = headers['idempotency-key'];
  if (given === undefined) return { key: null };
  const { success, data } = idempotencyKey.safeParse(given);
  if (success) return { key: data };
  return { refused: problem(400, 'An Idempotency-Key is 1 to 200 visible ASCII characters.') };
}

function readAs<T>(given: unknown, shape: z.ZodType<T>): { value: T } | Refusal {
  const { data, error } = shape.safeParse(given);
  if (!error) return { value: data };
  const isWhole = error.issues.some(({ code, path }) => path.length === 0 && code === 'invalid_type');
  if (isWhole) return { refused: problem(400, 'The body is not a JSON object.') };
  return { refused: wrongFields(Object.fromEntries(error.issues.flatMap(wrongs).toReversed())) };
}

/** What an issue is about, and what it says. Of several of one field the first is told. */
function wrongs(issue: z.core.$ZodIssue): [string, string][] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [key, 'There is no such field.']);
  return [[issue.path.join('.'), `${issue.message}.`]];
}
