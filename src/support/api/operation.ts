import type { HttpAnswer, HttpRequest } from '../../http/server.ts';
import type { Log } from '../../log.ts';
import type { SupportParts } from '../parts.ts';

/** What the API needs: all that flows of support need, and where to tell the operator of trouble. */
export type ApiParts = SupportParts & { log: Log };

/** A request of a client that is known, by its name in the configuration. */
export type Asked = { client: string; request: HttpRequest };

/**
 * Something that the API does. What it refuses it answers.
 * @throws {StoreError} when the database does not answer.
 */
export type Operation = (asked: Asked, parts: ApiParts) => Promise<HttpAnswer>;

/** An answer in place of what was asked for. */
export type Refusal = { refused: HttpAnswer };
