import { z } from 'zod';
import { clip } from '../../clip.ts';
import { NotYet } from '../../errands/errand.ts';
import { StatuspageError } from '../../errors.ts';
import { oneLine } from '../../slack/text.ts';
import type { CustomerNews } from './statuspage-news.ts';

/** The page, and with which key it is written. `apiUrl` is the API's base, without a slash at its end. */
export type StatuspageAccess = { token: string; apiUrl: string; pageId: string };

/** What of ours made an incident there: the incident, by its own token, and the errand that told of it last. */
export type Marker = { incident: string; errand: string };

/** An incident as Statuspage has it; `marker` is null for those that are not ours. */
export type PageIncident = { id: string; marker: Marker | null };

/** What is told there. */
export type Telling = Pick<CustomerNews, 'name' | 'impact' | 'status' | 'body'> & { marker: Marker };

/**
 * A page of statuspage.io, as its REST API has it (https://developer.statuspage.io). Every method takes a signal that cuts
 * it short.
 * @throws {NotYet} when Statuspage asks for patience.
 * @throws {StatuspageError} when it did not do it; retryable unless it is the content that it refuses.
 */
export type Statuspage = {
  unresolved(signal: AbortSignal): Promise<PageIncident[]>;
  /** Null when it is not there any more. */
  find(id: string, signal: AbortSignal): Promise<PageIncident | null>;
  /** Mails subscribers. @returns its id. */
  create(telling: Telling, signal: AbortSignal): Promise<string>;
  /** Mails subscribers. */
  update(id: string, telling: Telling, signal: AbortSignal): Promise<void>;
};

/** One request a second on the average of a minute; 420 and 429 say that it were too many. */
const PATIENCE_MS = 10_000;
/** The most that Statuspage lists at once. */
const PER_PAGE = 100;

const impacts = { 1: 'critical', 2: 'major', 3: 'minor', 4: 'minor', 5: 'none' } as const;

/** As the API describes an incident, as far as it matters; what others keep in its metadata is none of ours. */
const marker = z.object({ incident: z.string(), errand: z.string() });
const metadata = z.object({ watchbill: marker }).nullish().catch(null);
const wire = z.object({ id: z.string(), metadata });

/** The page, over HTTP. */
export function createStatuspage(access: StatuspageAccess): Statuspage {
  const incidents = `/pages/${access.pageId}/incidents`;
  const one = (request: Omit<Request<z.infer<typeof wire>>, 'shape'>) => ask({ shape: wire, ...request }, access);
  return {
    async unresolved(signal) {
      const path = `${incidents}/unresolved?per_page=${PER_PAGE}`;
      return (await ask({ method: 'GET', path, shape: z.array(wire), signal }, access)).map(toIncident);
    },
    async find(id, signal) {
      try {
        return toIncident(await one({ method: 'GET', path: `${incidents}/${id}`, signal }));
      } catch (error) {
        if (error instanceof StatuspageError && error.code === '404') return null;
        throw error;
      }
    },
    async create(telling, signal) {
      return (await one({ method: 'POST', path: incidents, said: toWire(telling), signal })).id;
    },
    async update(id, telling, signal) {
      await one({ method: 'PATCH', path: `${incidents}/${id}`, said: toWire(telling), signal });
    },
  };
}

const toIncident = ({ id, metadata }: z.infer<typeof wire>): PageIncident => ({
  id,
  marker: metadata?.watchbill ?? null,
});

const toWire = ({ name, impact, status, body, marker }: Telling) => ({
  incident: { name, status, impact_override: impacts[impact], body, metadata: { watchbill: marker } },
});

type Request<T> = {
  method: 'GET' | 'POST' | 'PATCH';
  path: string;
  said?: object;
  shape: z.ZodType<T>;
  signal: AbortSignal;
};

async function ask<T>({ method, path, said, shape, signal }: Request<T>, access: StatuspageAccess): Promise<T> {
  const { apiUrl, token } = access;
  const headers = { authorization: `OAuth ${token}`, ...(said && { 'content-type': 'application/json' }) };
  const init = { method, headers, signal, redirect: 'error' as const, ...(said && { body: JSON.stringify(said) }) };
  try {
    const answer = await fetch(`${apiUrl}${path}`, init);
    const text = await answer.text();
    if (!answer.ok) throw refusal(answer.status, text, access);
    return shape.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof NotYet || error instanceof StatuspageError) throw error;
    throw failure('unreachable', 'Statuspage could not be reached, or its answer not be read.', error);
  }
}

/** What keeps every request from being done is for the operator to mend, and tried until it is. */
function refusal(status: number, text: string, { pageId }: StatuspageAccess): NotYet | StatuspageError {
  if (status === 420 || status === 429) return new NotYet('Statuspage takes no more requests for now', PATIENCE_MS);
  if (status === 401 || status === 403) {
    return failure(String(status), `Statuspage refuses the key: set STATUSPAGE_TOKEN to one for the page ${pageId}.`);
  }
  if (status === 404) {
    return failure('404', `Statuspage has no page ${pageId}: correct incidents.statuspage.page_id.`);
  }
  const message = `Statuspage answered ${status}: ${clip(oneLine(text), 300)}`;
  return new StatuspageError(message, { code: String(status), retryable: status >= 500 || status === 408 });
}

function failure(code: string, message: string, cause?: unknown): StatuspageError {
  return new StatuspageError(message, { code, retryable: true, cause });
}
