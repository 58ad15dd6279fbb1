import { STATUS_CODES } from 'node:http';
import type { HttpAnswer } from '../../http/server.ts';

/** What is wrong, by field; a sentence each. */
export type Wrongs = Readonly<Record<string, string | undefined>>;

/** A refusal as RFC 9457 has it. Nothing secret belongs into `detail`. */
export function problem(
  status: number,
  detail: string,
  { errors, headers }: { errors?: Wrongs; headers?: Record<string, string> } = {},
): HttpAnswer {
  const body = { type: 'about:blank', title: STATUS_CODES[status], status, detail, ...(errors && { errors }) };
  return {
    ...{ status, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  };
}

/** A request of which fields are wrong. */
export function wrongFields(errors: Wrongs): HttpAnswer {
  const names = Object.keys(errors).join(', ');
  return problem(400, `Wrong: ${names}. What is wrong with each stands in errors.`, { errors });
}
