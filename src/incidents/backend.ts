import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import type { RelatedItem } from './items.ts';
import type { Field } from './rules/merge.ts';
import type { TimelineEvent } from './timeline.ts';

/**
 * Where incidents are kept besides our own database, which has them whatever the backend is. Each method runs in the
 * transaction of what happened and says what is to be done elsewhere (`say.errand`): nothing is called there, so that no
 * incident waits for AWS.
 */
export type Backend = {
  readonly name: Incident['backend'];
  opened(trx: Trx, say: Say, incident: Incident): Promise<void>;
  edited(trx: Trx, say: Say, change: { incident: Incident; fields: readonly Field[] }): Promise<void>;
  noted(trx: Trx, say: Say, change: { incident: Incident; events: readonly TimelineEvent[] }): Promise<void>;
  related(
    trx: Trx,
    say: Say,
    change: { incident: Incident; added: readonly RelatedItem[]; removed: readonly RelatedItem[] },
  ): Promise<void>;
  /** A page, by its id, is for contacts of the backend: by ARN, alias or name. */
  paged(trx: Trx, say: Say, calling: { incident: Incident; page: number; contacts: readonly string[] }): Promise<void>;
  /**
   * Pages are over: `engagements` are what they began there. So is what the backend itself began to page these contacts,
   * by ARN; with null, as the incident is over, whomever it pages.
   */
  unpaged(
    trx: Trx,
    say: Say,
    calling: { incident: Incident; engagements: readonly string[]; contacts: readonly string[] | null },
  ): Promise<void>;
};

const nothing = async (): Promise<void> => {};

/** Incidents are kept in our own database alone. */
export const localBackend: Backend = {
  name: 'local',
  opened: nothing,
  edited: nothing,
  noted: nothing,
  related: nothing,
  paged: nothing,
  unpaged: nothing,
};
