import { z } from 'zod';
import { clip } from '../clip.ts';
import { NotYet } from '../errands/errand.ts';
import { JiraError } from '../errors.ts';
import { oneLine } from '../slack/text.ts';

/** How long is waited where Jira asks for patience and does not say for how long. */
const PATIENCE_MS = 10_000;

/** What Jira says of a request that it refuses. */
const refusal = z.object({
  errorMessages: z.array(z.string()).nullish().catch(null),
  errors: z.record(z.string(), z.unknown()).nullish().catch(null),
});

/**
 * What an answer that is no success means. What an operator can mend is tried until it is mended; what Jira refuses for
 * its content is not.
 */
export function answerFault(
  answer: Pick<Response, 'status' | 'headers'>,
  text: string,
  { url, user }: { url: string; user: string },
): NotYet | JiraError {
  const { status, headers } = answer;
  const said = saidIn(text);
  const quoted = said === '' ? '' : ` It says: ${said}.`;
  const fault = (message: string, retryable: boolean) => new JiraError(message, { code: String(status), retryable });
  switch (status) {
    case 429:
      return new NotYet('Jira takes no more requests for now', patienceOf(headers.get('retry-after')));
    case 401:
      return fault(`Jira refuses the account ${user}: set JIRA_TOKEN to a valid API token of it.`, true);
    case 403:
      return fault(`Jira does not allow ${user} to do this: grant it the permission in the project.${quoted}`, true);
    case 404:
      return fault(`Jira at ${url} knows no such thing, or does not show it to ${user}.${quoted}`, false);
    default:
      if (status === 408 || status >= 500) return fault(`Jira failed with ${status}.`, true);
      return fault(said === '' ? `Jira refuses it with ${status}.` : `Jira refuses it: ${said}.`, false);
  }
}

/**
 * Whether Jira may have done what was asked, though it did not say so. After a refusal, and where nothing reached it, it
 * has not.
 */
export function mayBeDone(error: unknown): boolean {
  if (error instanceof NotYet) return false;
  if (!(error instanceof JiraError)) return true;
  return error.code !== 'unsent' && error.code !== '503' && !(/^4\d\d$/.test(error.code) && error.code !== '408');
}

/** In one line, field by field, as Jira words it; empty when it says nothing that can be read. */
function saidIn(text: string): string {
  const { errorMessages, errors } = readRefusal(text);
  const fields = Object.entries(errors ?? {}).map(([field, what]) => `${field}: ${String(what)}`);
  const words = [...(errorMessages ?? []), ...fields].map((part) => oneLine(part).replace(/[.;]$/, ''));
  return clip(words.join('; '), 600);
}

function readRefusal(text: string): z.infer<typeof refusal> {
  try {
    return refusal.parse(JSON.parse(text));
  } catch {
    return {};
  }
}

/** `Retry-After` has seconds, or a date, which we leave alone: our clock may differ from theirs. */
function patienceOf(header: string | null): number {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : PATIENCE_MS;
}
