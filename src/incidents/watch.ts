import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import type { RelatedItem } from './items.ts';
import type { TimelineEvent } from './timeline.ts';

/**
 * What goes along with incidents: tickets of support. Each method runs in the transaction of what happened, under the lock
 * of incidents.
 */
export type Watch = {
  /**
   * An incident was opened for a ticket, by its id: the two belong together from now on.
   * @returns what belongs to the incident by that.
   */
  opened(trx: Trx, say: Say, change: { incident: Incident; ticket: number }): Promise<RelatedItem[]>;
  /** An incident changed, wherever that was; `events` are what its timeline says of it. */
  changed(
    trx: Trx,
    say: Say,
    change: { before: Incident; after: Incident; events: readonly TimelineEvent[] },
  ): Promise<void>;
};

/** Nothing goes along with them. */
export const noWatch: Watch = { opened: async () => [], changed: async () => {} };
