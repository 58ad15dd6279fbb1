import { isDeepStrictEqual } from 'node:util';

/** Calls that came with a token, and what they were answered. */
export type Once = (call: { operation: string; input: Record<string, unknown> }, act: () => object) => object;

/**
 * Runs what comes with a new token (`clientToken`, `IdempotencyToken`), and what has none; to an operation's token that
 * it has seen it gives the same answer again and does nothing. The same token with another request is `refused`: AWS
 * does not say what it does then, so nobody may depend on it.
 */
export function createOnce(refused: (message: string) => Error): Once {
  const answered = new Map<string, { input: object; output: object }>();
  return ({ operation, input }, act) => {
    const token = input['clientToken'] ?? input['IdempotencyToken'];
    if (typeof token !== 'string') return act();
    const key = `${operation} ${token}`;
    const before = answered.get(key);
    if (before && !isDeepStrictEqual(before.input, input)) throw refused(`token ${token} came with another request`);
    if (before) return before.output;
    const output = act();
    answered.set(key, { input, output });
    return output;
  };
}
