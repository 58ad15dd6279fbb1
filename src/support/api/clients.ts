import { createHash, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config/schema.ts';

type Clients = Config['support']['clients'];

/**
 * The client whose bearer token a request shows; null when it is nobody's. Hashes are compared, all of them, in a time
 * that tells nothing about where they differ.
 */
export function clientOf(authorization: string | undefined, clients: Clients): string | null {
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) return null;
  const given = createHash('sha256').update(token).digest();
  const matching = Object.entries(clients).filter(([, { token_sha256 }]) =>
    timingSafeEqual(given, Buffer.from(token_sha256, 'hex')),
  );
  return matching[0]?.[0] ?? null;
}
