import type { Delivery } from '../alerts/alarm-event.ts';

/** What the layers around a payload told about it. */
export type Carriage = {
  delivery: Delivery;
  /** The innermost text: what is kept when it cannot be read. */
  text: string;
  topic: string | null;
  subject: string | null;
  /** The id of the innermost message: one SNS message may come in two SQS messages. */
  messageId: string | null;
  snsAt: Date | null;
  queuedAt: Date | null;
};
