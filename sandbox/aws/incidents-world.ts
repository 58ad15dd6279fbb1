import type { Clock } from '../../src/clock.ts';
import type { Contact, Engagement, Page, Rotation } from './contacts-world.ts';

const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';

/** Who calls the service, as records name them: the bot, and somebody at the console. */
export const PRINCIPAL = {
  bot: `arn:aws:sts::${ACCOUNT}:assumed-role/watchbill/bot`,
  console: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/ann`,
  alarm: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/alarms.amazonaws.com/AWSServiceRoleForCloudWatchAlarms`,
};

/** An incident as GetIncidentRecord shows it: what is not set is null. */
export type IncidentRecord = {
  arn: string;
  title: string;
  summary: string | null;
  impact: number;
  status: 'OPEN' | 'RESOLVED';
  creationTime: Date;
  resolvedTime: Date | null;
  lastModifiedTime: Date;
  lastModifiedBy: string;
  dedupeString: string;
  incidentRecordSource: { createdBy: string; invokedBy: string; resourceArn: string | null; source: string };
  chatChannel: object | null;
  notificationTargets: object[];
  automationExecutions: object[];
};

/** What an incident is connected with: one of the values. `type` is OTHER for links, PARENT for the OpsItem. */
export type RelatedItem = {
  identifier: { type: string; value: { url: string } | { arn: string } | { metricDefinition: string } };
  title?: string;
  generatedId?: string;
};

/** Something that happened. `eventData` is JSON. */
export type TimelineEvent = {
  incidentRecordArn: string;
  eventId: string;
  eventType: string;
  eventTime: Date;
  eventUpdatedTime: Date;
  eventData: string;
  eventReferences: ({ resource: string } | { relatedItemId: string })[];
};

/** What incidents are started from. Engagements are ARNs of contacts. */
export type ResponsePlan = {
  arn: string;
  name: string;
  displayName: string;
  incidentTemplate: { title: string; impact: number; summary?: string; dedupeString?: string };
  engagements: string[];
};

/** All that one account's Incident Manager and Contacts hold, in the order in which it came to be. */
export type World = {
  now(): Date;
  /** The ARN of the replication set; null in an account where Incident Manager was never set up. */
  replicationSet: string | null;
  readonly plans: Map<string, ResponsePlan>;
  readonly records: Map<string, IncidentRecord>;
  /** By the incident's ARN. */
  readonly timelines: Map<string, TimelineEvent[]>;
  readonly relatedItems: Map<string, RelatedItem[]>;
  readonly contacts: Map<string, Contact>;
  readonly engagements: Map<string, Engagement>;
  readonly pages: Map<string, Page>;
  readonly rotations: Map<string, Rotation>;
};

/** An ARN as these services write them: those of incidents have no region, those of contacts and OpsItems have one. */
export const arnOf = (service: 'ssm-incidents' | 'ssm-contacts' | 'ssm', resource: string): string =>
  `arn:aws:${service}:${service === 'ssm-incidents' ? '' : REGION}:${ACCOUNT}:${resource}`;

/** The ARN of the one replication set of the account. */
export const REPLICATION_SET = arnOf('ssm-incidents', 'replication-set/c4bcc812-85e7-938d-2b78-17181176ee1a');

/** An account where Incident Manager is set up and nothing is in it. */
export function createWorld(clock: Clock): World {
  return {
    now: () => clock.now(),
    replicationSet: REPLICATION_SET,
    plans: new Map(),
    records: new Map(),
    timelines: new Map(),
    relatedItems: new Map(),
    contacts: new Map(),
    engagements: new Map(),
    pages: new Map(),
    rotations: new Map(),
  };
}
