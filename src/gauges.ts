import { alertCounts } from './alerts/counts.ts';
import type { Clock } from './clock.ts';
import { countGaps } from './duty/schedule/gaps.ts';
import type { Reading } from './http/metrics.ts';
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

function secondsSince(at: Date | null, now: Date): number {
  return at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1000);
}
