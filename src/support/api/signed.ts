import { createHmac } from 'node:crypto';

/** What is signed: an id that stays the same however often it is sent, the second in which it is, and the body. */
export type Unsigned = { id: string; at: Date; body: string };

/** A secret that begins so is base64 after it; any other is used as the bytes that it is. */
const BASE64_PREFIX = 'whsec_';

/** The headers by which a webhook is told from others' (https://www.standardwebhooks.com, version 1.0.0). */
export function signatureHeaders({ id, at, body }: Unsigned, secret: string): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}

function keyOf(secret: string): Buffer {
  const isBase64 = secret.startsWith(BASE64_PREFIX);
  return isBase64 ? Buffer.from(secret.slice(BASE64_PREFIX.length), 'base64') : Buffer.from(secret, 'utf8');
}
