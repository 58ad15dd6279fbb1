import { randomBytes, randomUUID } from 'node:crypto';
import { startEngagement } from './contacts-engagements.ts';
import { noteChange } from './incidents-changes.ts';
import { addItem } from './incidents-items.ts';
import { tell } from './incidents-timeline.ts';
import { arnOf, type IncidentRecord, type RelatedItem, type ResponsePlan, type World } from './incidents-world.ts';

/** What made an incident start. */
export type Trigger = { source: string; timestamp: Date; triggerArn?: string; rawData?: string };

/** What to start. Title and impact default to the plan's; `dedupe` stands in for a plan without a string of its own. */
export type Start = {
  plan: ResponsePlan;
  source: string;
  by: string;
  title?: string;
  impact?: number;
  relatedItems?: RelatedItem[];
  trigger?: Trigger | undefined;
  dedupe?: string;
};

/**
 * Starts an incident as the service does: a record, its first timeline events, an OpsItem that is its parent, and the
 * plan's engagements. When an incident with the same dedupe string is open, that one is triggered again instead.
 * @returns the ARN of the incident.
 */
export function startIncident(world: World, start: Start): string {
  const { plan, trigger } = start;
  const dedupeString = plan.incidentTemplate.dedupeString ?? start.dedupe ?? randomUUID();
  const open = [...world.records.values()].find((each) => each.status === 'OPEN' && each.dedupeString === dedupeString);
  const record = open ?? newRecord(world, start, dedupeString);
  if (trigger) {
    const { source: incidentSource, triggerArn, rawData } = trigger;
    const data = { createdIncident: !open, incidentSource, triggerArn, rawData };
    tell(world, record.arn, { type: 'SSM Incident Trigger', at: trigger.timestamp, data });
  }
  if (!open) begin(world, record, start);
  return record.arn;
}

function newRecord(world: World, start: Start, dedupeString: string): IncidentRecord {
  const { plan, by, source, trigger } = start;
  const { title, impact, summary = null } = plan.incidentTemplate;
  const at = world.now();
  const record: IncidentRecord = {
    arn: arnOf('ssm-incidents', `incident-record/${plan.name}/${randomUUID()}`),
    title: start.title ?? title,
    impact: start.impact ?? impact,
    summary,
    status: 'OPEN',
    creationTime: at,
    resolvedTime: null,
    lastModifiedTime: at,
    lastModifiedBy: by,
    dedupeString,
    incidentRecordSource: { createdBy: by, invokedBy: by, resourceArn: trigger?.triggerArn ?? null, source },
    chatChannel: null,
    notificationTargets: [],
    automationExecutions: [],
  };
  world.records.set(record.arn, record);
  world.timelines.set(record.arn, []);
  world.relatedItems.set(record.arn, []);
  return record;
}

function begin(
  world: World,
  { arn, title, creationTime }: IncidentRecord,
  { plan, by, relatedItems = [], trigger }: Start,
) {
  const contactsEngage = plan.engagements.map((contactArn) => ({
    contactArn,
    contactName: world.contacts.get(contactArn)?.displayName,
  }));
  const data = { incidentTitle: title, contactsEngage, triggerArn: trigger?.triggerArn };
  tell(world, arn, { type: 'SSM Incident Start', at: creationTime, data });
  for (const item of relatedItems) addItem(world, arn, item);
  const parent = {
    identifier: { type: 'PARENT', value: { arn: arnOf('ssm', `opsitem/oi-${randomBytes(6).toString('hex')}`) } },
    title: 'parentItem',
  };
  addItem(world, arn, parent);
  noteChange(world, arn, { by, changes: { relatedItems: { itemToAdd: parent } } });
  for (const contactArn of plan.engagements) {
    startEngagement(world, {
      ContactId: contactArn,
      Sender: 'Incident Manager',
      Subject: title,
      Content: title,
      IncidentId: arn,
    });
  }
}
