/** A client did not take what it was told. `code` is the HTTP status that it answered, or `unreachable`. */
export class WebhookError extends Error {
  readonly code: string;
  readonly retryable: boolean;

  constructor(message: string, { code, retryable, cause }: { code: string; retryable: boolean; cause?: unknown }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'WebhookError';
    this.code = code;
    this.retryable = retryable;
  }
}
