import type { Client } from 'jira.js/core';
import { NotYet } from '../errands/errand.ts';
import { JiraError } from '../errors.ts';
import { answerFault } from './faults.ts';

/** The site, without a slash at its end, and as whom it is used. */
export type JiraAccess = { url: string; user: string; token: string };

/** One call may take so long. */
const CALL_MS = 10_000;

/**
 * What jira.js sends its requests by. Its own takes no signal and follows redirects; this one ends with the signal or
 * after ten seconds, sends the token nowhere but to the configured site, and does nothing again by itself.
 * @throws {NotYet} when Jira asks for patience.
 * @throws {JiraError} when it did not do it; retryable unless it is the content that it refuses.
 */
export function transport(access: JiraAccess, signal: AbortSignal): Client {
  return {
    async sendRequest<T>({ url, method = 'GET', body, searchParams = {} }: Parameters<Client['sendRequest']>[0]) {
      const address = `${access.url}${url}${queryOf(searchParams)}`;
      const said = body === undefined ? null : JSON.stringify(body);
      const headers = {
        authorization: `Basic ${Buffer.from(`${access.user}:${access.token}`).toString('base64')}`,
        accept: 'application/json',
        ...(said !== null && { 'content-type': 'application/json' }),
      };
      const limit = AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]);
      const init = { method, headers, signal: limit, redirect: 'error' as const, ...(said !== null && { body: said }) };
      try {
        const answer = await fetch(address, init);
        const text = await answer.text();
        if (!answer.ok) throw answerFault(answer, text, access);
        return (text === '' ? undefined : JSON.parse(text)) as T;
      } catch (error) {
        if (error instanceof NotYet || error instanceof JiraError) throw error;
        throw unreachable(error, access);
      }
    },
  };
}

function queryOf(parameters: Record<string, unknown>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  const query = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
  return query === '' ? '' : `?${query}`;
}

/** Of these Jira has seen nothing: the request never left. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

function unreachable(error: unknown, { url }: JiraAccess): JiraError {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const message = `Jira could not be reached at ${url}, or its answer not be read: if that lasts, check jira.url.`;
  return new JiraError(message, { code: unsent.has(code) ? 'unsent' : 'unreachable', retryable: true, cause: error });
}
