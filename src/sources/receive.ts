import type { Delivery, Reading, Received } from '../alerts/alarm-event.ts';
import type { Log } from '../log.ts';

/** Turns one payload into what it tells. Pure; what cannot be read is a reading too. */
export type Read = (payload: string, delivery: Delivery) => Reading[];

/**
 * Reads one payload. A fault of the reader must not keep the payload coming back for ever: it is kept as rejected,
 * and logged with its stack.
 */
export function receive(read: Read, payload: string, { delivery, log }: { delivery: Delivery; log: Log }): Received {
  try {
    return { delivery, readings: read(payload, delivery) };
  } catch (error) {
    log.error({ err: error, road: delivery.road, messageId: delivery.messageId }, 'the reader failed on a payload');
    return { delivery, readings: [{ kind: 'rejected', reason: 'the reader failed on it', payload }] };
  }
}
