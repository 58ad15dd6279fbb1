import { randomUUID } from 'node:crypto';
import { sendDue } from './contacts-engagements.ts';
import { keptOf } from './contacts-errors.ts';
import { acknowledgePage } from './contacts-pages.ts';
import { planOf } from './incidents-errors.ts';
import { changeItems } from './incidents-items.ts';
import { type Edit, editRecord } from './incidents-records.ts';
import { startIncident } from './incidents-start.ts';
import { addEvent } from './incidents-timeline.ts';
import { PRINCIPAL, REPLICATION_SET, type RelatedItem, type World } from './incidents-world.ts';

/** Somebody at the AWS console. Incidents and plans are named by ARN. */
export type AtConsole = {
  /** @returns the incident's ARN. */
  start(parts: { plan: string; title?: string; impact?: number; relatedItems?: RelatedItem[] }): string;
  update(arn: string, edit: Edit): void;
  resolve(arn: string): void;
  /** Writes a note onto the timeline. @returns the event's id. */
  note(arn: string, text: string): string;
  relate(arn: string, item: RelatedItem): void;
  unrelate(arn: string, identifier: RelatedItem['identifier']): void;
};

/** What happens to the account without the bot. */
export type Outside = {
  console: AtConsole;
  /** A CloudWatch alarm starts an incident by an action of its own, with a plan. @returns the incident's ARN. */
  alarmStarts(parts: { alarm: string; plan: string }): string;
  /** Somebody acknowledges a page that they got. */
  acknowledge(page: { arn: string }): void;
  /** Whether Incident Manager is set up in the account. */
  replicationSet(there: boolean): void;
};

/** People and alarms that work on `world`. */
export function createOutside(world: World): Outside {
  const by = PRINCIPAL.console;
  return {
    console: {
      start: ({ plan, ...parts }) =>
        startIncident(world, { ...parts, plan: planOf(world, plan), source: 'aws.ssm-incidents.custom', by }),
      update: (arn, edit) => editRecord(world, arn, { edit, by }),
      resolve: (arn) => editRecord(world, arn, { edit: { status: 'RESOLVED' }, by }),
      note: (arn, text) => note(world, arn, text),
      relate: (arn, item) => changeItems(world, arn, { update: { itemToAdd: item }, by }),
      unrelate: (arn, identifier) => changeItems(world, arn, { update: { itemToRemove: identifier }, by }),
    },
    alarmStarts: ({ alarm, plan }) => alarmStarts(world, alarm, plan),
    acknowledge: ({ arn }) => {
      sendDue(world); // a stage that began before is not undone by this
      acknowledgePage(world, keptOf(world, 'pages', arn));
    },
    replicationSet: (there) => {
      world.replicationSet = there ? REPLICATION_SET : null;
    },
  };
}

function note(world: World, incidentRecordArn: string, text: string): string {
  const written = { eventType: 'Note', eventTime: world.now(), eventData: JSON.stringify(text) };
  const eventReferences = [{ resource: incidentRecordArn }];
  return addEvent(world, { incidentRecordArn, ...written, eventReferences }).eventId;
}

/** Incidents of one alarm are one while it is open: https://docs.aws.amazon.com/incident-manager/latest/userguide/incident-creation.html */
function alarmStarts(world: World, alarm: string, plan: string): string {
  const rawData = JSON.stringify({ id: randomUUID(), source: 'aws.cloudwatch', resources: [alarm] });
  const trigger = { source: 'aws.cloudwatch', timestamp: world.now(), triggerArn: alarm, rawData };
  const parts = { plan: planOf(world, plan), source: 'aws.cloudwatch', by: PRINCIPAL.alarm };
  return startIncident(world, { ...parts, trigger, dedupe: alarm });
}
