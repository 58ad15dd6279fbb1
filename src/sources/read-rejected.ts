import type { Reading } from '../alerts/alarm-event.ts';
import { storable } from './read-text.ts';

/** As much of a payload as is kept with a rejection: SNS's largest message. */
const MOST_BYTES = 256 * 1024;
/** One payload of a known sender holds far fewer; a list of a hundred thousand empty objects is an attack. */
const MOST_READINGS = 2_000;

/**
 * A payload that cannot be read.
 * @param reason names the field or the rule, and quotes nothing of the payload
 * @param payload the innermost text that failed; cut to 256 KiB
 */
export function rejected(reason: string, payload: string): Extract<Reading, { kind: 'rejected' }> {
  const kept = storable(payload);
  return { kind: 'rejected', reason, payload: Buffer.byteLength(kept) <= MOST_BYTES ? kept : cut(kept) };
}

/** A cut may halve the last character; its stump is dropped. */
const cut = (text: string): string =>
  new TextDecoder().decode(Buffer.from(text).subarray(0, MOST_BYTES), { stream: true });

/** The readings of one payload, or the first 2,000 of them and a rejection that says how many are left out. */
export function bounded(readings: Reading[], payload: string): Reading[] {
  const left = readings.length - MOST_READINGS;
  if (left <= 0) return readings;
  return [
    ...readings.slice(0, MOST_READINGS),
    rejected(`it holds ${left} more than ${MOST_READINGS} entries`, payload),
  ];
}
