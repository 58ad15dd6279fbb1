import { alertCounts } from './alerts/counts.ts';
import type { Clock } from './clock.ts';
import { countGaps } from './duty/schedule/gaps.ts';
import { errandDepth } from './errands/depth.ts';
import type { Reading } from './http/metrics.ts';
import { incidentCounts } from './incidents/counts.ts';
import { outboxDepth } from './outbox/depth.ts';
import type { Db } from './store/tables.ts';

/** What `GET /metrics` reads from the database and the sources at the moment somebody looks. */
export function gauges({ db, clock, lag }: { db: Db; clock: Clock; lag(): [string, number][] }): Reading[] {
  return [
    {
      name: 'watchbill_alerts',
      help: 'Alerts that arrived in the last seven days, by triage state',
      label: 'state',
      read: () => alertCounts(db, clock.now()),
    },
    {
      name: 'watchbill_duty_gaps',
      help: 'Shifts of now and the next two weeks that nobody has, by rotation',
      label: 'rotation',
      read: () => countGaps(db, clock.now()),
    },
    ...incidentGauges({ db, clock }),
    {
      name: 'watchbill_outbox_depth',
      help: 'Messages that wait to be sent to Slack, by lane',
      label: 'lane',
      read: async () => (await outboxDepth(db)).waiting,
    },
    {
      name: 'watchbill_outbox_oldest_seconds',
      help: 'How long the oldest of them has waited',
      read: async () => [['', secondsSince((await outboxDepth(db)).oldest, clock.now())]],
    },
    {
      name: 'watchbill_outbox_dead',
      help: 'Messages that Slack will never take',
      read: async () => [['', (await outboxDepth(db)).dead]],
    },
    {
      name: 'watchbill_source_lag_seconds',
      help: 'How long the oldest message of the newest batch had waited in its source',
      label: 'source',
      read: async () => lag(),
    },
  ];
}

function incidentGauges({ db, clock }: { db: Db; clock: Clock }): Reading[] {
  return [
    {
      name: 'watchbill_incidents_open',
      help: 'Incidents that are open',
      read: async () => [['', (await incidentCounts(db)).open]],
    },
    {
      name: 'watchbill_pages_unacknowledged',
      help: 'Pages of open incidents that nobody has acknowledged; one that went on to others counts once',
      read: async () => [['', (await incidentCounts(db)).unacknowledged]],
    },
    {
      name: 'watchbill_errands_waiting',
      help: 'What is still to be done for incidents in Slack, AWS and Statuspage, by kind',
      label: 'kind',
      read: async () => (await errandDepth(db)).waiting,
    },
    {
      name: 'watchbill_errands_oldest_seconds',
      help: 'How long the oldest of them has waited',
      read: async () => [['', secondsSince((await errandDepth(db)).oldest, clock.now())]],
    },
    {
      name: 'watchbill_errands_refused',
      help: 'Those that can never be done',
      read: async () => [['', (await errandDepth(db)).refused]],
    },
  ];
}

function secondsSince(at: Date | null, now: Date): number {
  return at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1000);
}
