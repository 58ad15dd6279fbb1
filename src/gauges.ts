import { alertCounts } from './alerts/counts.ts';
import type { Clock } from './clock.ts';
import { countGaps } from './duty/schedule/gaps.ts';
import { errandDepth } from './errands/depth.ts';
import type { Reading } from './http/metrics.ts';
import { incidentCounts } from './incidents/counts.ts';
import { impactWords } from './incidents/rules/impact.ts';
import { outboxDepth } from './outbox/depth.ts';
import type { Db } from './store/tables.ts';
import { openTicketCounts, ticketFigures } from './support/looking/counts.ts';
import type { ImpactFigures } from './support/rules/figures.ts';

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
    ...ticketGauges({ db, clock }),
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
      help: 'What is still to be done in Slack, AWS, Jira, Statuspage and at clients of the API, by kind',
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

/** As long as alerts are counted. */
const TICKET_DAYS = 7;

function ticketGauges({ db, clock }: { db: Db; clock: Clock }): Reading[] {
  const figures = () => ticketFigures(db, { days: TICKET_DAYS, now: clock.now() });
  const byImpact = async (of: (figures: ImpactFigures) => number | null) =>
    (await figures()).flatMap((each): [string, number][] => {
      const number = of(each);
      return number === null ? [] : [[impactWords[each.impact].toLowerCase(), number]];
    });
  return [
    {
      name: 'watchbill_tickets',
      help: 'Tickets that are open, by triage state',
      label: 'state',
      read: () => openTicketCounts(db),
    },
    {
      name: 'watchbill_tickets_overdue',
      help: 'Open tickets that nobody has looked at by when it was promised, by impact',
      label: 'impact',
      read: () => byImpact(({ overdue }) => overdue),
    },
    {
      name: 'watchbill_tickets_raised',
      help: 'Tickets that were raised in the last seven days, by impact',
      label: 'impact',
      read: () => byImpact(({ raised }) => raised),
    },
    {
      name: 'watchbill_tickets_late',
      help: 'Those of them that somebody looked at later than promised, by impact',
      label: 'impact',
      read: () => byImpact(({ late }) => late),
    },
    {
      name: 'watchbill_ticket_first_look_seconds',
      help: 'From raising one of them to the first look, the median, by impact; none where nobody has looked',
      label: 'impact',
      read: () => byImpact(({ medianMs }) => (medianMs === null ? null : medianMs / 1000)),
    },
  ];
}

function secondsSince(at: Date | null, now: Date): number {
  return at === null ? 0 : Math.max(0, (now.getTime() - at.getTime()) / 1000);
}
