import { createHash } from 'node:crypto';
import type { AlarmEvent } from '../alerts/alarm-event.ts';
import { storable } from './read-text.ts';

/** A longer key could not be indexed: a row of a PostgreSQL index holds about 2,700 bytes. The longest ARN is shorter. */
const LONGEST_KEY_BYTES = 2_000;

/** 32 hexadecimal digits (128 bits) of SHA-256. */
export const shortHash = (content: string): string =>
  createHash('sha256').update(content.toWellFormed()).digest('hex').slice(0, 32);

/** The key, fit for a database and of bounded length; equal keys stay equal, unlike ones unlike. */
export function boundedKey(key: string): string {
  const fit = storable(key).replace(/\s/g, ' ');
  return Buffer.byteLength(fit) <= LONGEST_KEY_BYTES ? fit : `${fit.slice(0, 400).toWellFormed()}#${shortHash(fit)}`;
}

type Change = Pick<AlarmEvent, 'source' | 'key' | 'condition'>;

/**
 * The id of a state change: the same by whatever road it came, because nothing of the road is in it.
 * @param instant when it happened; when nobody tells, what was delivered stands in for it, so that at least the same
 *   delivery again has the same id.
 */
export function eventId({ source, key, condition }: Change, instant: Date | null, delivered: string): string {
  return shortHash(`${source}|${key}|${condition}|${instant ? instant.getTime() : shortHash(delivered)}`);
}
