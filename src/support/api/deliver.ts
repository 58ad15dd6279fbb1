import { signatureHeaders, type Unsigned } from './signed.ts';
import { WebhookError } from './webhook-error.ts';

/** A webhook to be sent. */
export type Delivery = Unsigned & { client: string; url: string; secret: string; signal: AbortSignal };

const GONE = 410;

/**
 * Posts a webhook. Redirects are not followed: nobody but the address in the configuration is told.
 * @throws {WebhookError} when it was not answered with 2xx; not retryable after 410, by which a client wants no more of it.
 */
export async function deliver({ client, url, secret, signal, ...unsigned }: Delivery): Promise<void> {
  const headers = { 'content-type': 'application/json', ...signatureHeaders(unsigned, secret) };
  const { status } = await post(
    url,
    { method: 'POST', headers, body: unsigned.body, redirect: 'manual', signal },
    client,
  );
  if (status >= 200 && status < 300) return;
  const message = `The webhook of the client ${client} answered ${status}.`;
  throw new WebhookError(message, { code: String(status), retryable: status !== GONE });
}

/** The address is not told: there may be a secret in it. */
async function post(url: string, init: RequestInit, client: string): Promise<Response> {
  try {
    const response = await fetch(url, init);
    await response.body?.cancel();
    return response;
  } catch (cause) {
    const message = `The webhook of the client ${client} does not answer: support.clients.${client}.webhook_url.`;
    throw new WebhookError(message, { code: 'unreachable', retryable: true, cause });
  }
}
