import type { CardParts } from '../alerts/show.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config/schema.ts';
import type { Schedule } from '../duty/schedule/schedule.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Library } from '../playbooks/library.ts';
import type { Db } from '../store/tables.ts';
import type { Backend } from './backend.ts';
import type { Watch } from './watch.ts';

/** What flows of incidents need. */
export type IncidentParts = {
  config: Config;
  outbox: Outbox;
  db: Db;
  clock: Clock;
  schedule: Schedule;
  library: Library;
  /** Of alerts, which are tied to incidents. */
  cards: CardParts;
  backend: Backend;
  watch: Watch;
};
