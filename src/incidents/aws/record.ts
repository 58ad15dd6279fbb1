import type { IncidentRecord, IncidentRecordSource } from '@aws-sdk/client-ssm-incidents';
import { clip } from '../../clip.ts';
import { namingNobody } from '../../slack/outside.ts';
import type { Incident } from '../incident.ts';
import { impactOf } from '../rules/impact.ts';
import type { Fields } from '../rules/merge.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';

/** The record of an incident as AWS has it; `at` and `by` are of its newest change, whichever that was. */
export type AwsRecord = {
  arn: string;
  fields: Fields;
  at: Date;
  by: string;
  createdAt: Date;
  /** What began it: `source` is `aws.cloudwatch` for an alarm's own action, whose ARN `resource` is then. */
  begun: { by: string; source: string; resource: string | null };
};

/** Everything that can be edited on either side. */
export const fieldNames = ['title', 'impact', 'summary', 'state'] as const;

/** Both in UTF-16 units; AWS counts fewer, and whole characters. */
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 8000;

/** What AWS has, as it is kept here when it was written there: with a title, no longer than we take, and mentioning nobody. */
export const asKeptHere = ({ title, summary, ...rest }: Fields): Fields => ({
  ...rest,
  title: clip(namingNobody(title).trim(), LONGEST_TITLE) || 'Incident without a title',
  summary: clip(namingNobody(summary), LONGEST_SUMMARY),
});

/** What can be edited, as we have it. */
export const fieldsOf = ({ title, impact, summary, state }: Incident): Fields => ({ title, impact, summary, state });

/**
 * Reads a record.
 * @throws {AwsError}
 */
export async function readRecord(
  arn: string,
  { incidents }: Pick<AwsParts, 'incidents'>,
  signal?: AbortSignal,
): Promise<AwsRecord> {
  const needs = { permission: 'ssm-incidents:GetIncidentRecord', resource: arn, signal };
  const { incidentRecord } = await calling(needs, (options) => incidents.getIncidentRecord({ arn }, options));
  // The service's model requires them.
  const record = incidentRecord as IncidentRecord;
  const { createdBy, source, resourceArn } = record.incidentRecordSource as IncidentRecordSource;
  return {
    arn,
    fields: {
      title: record.title as string,
      impact: impactOf(record.impact as number) ?? 5,
      // AWS sends null for what is not set.
      summary: record.summary ?? '',
      state: record.status === 'RESOLVED' ? 'resolved' : 'open',
    },
    at: record.lastModifiedTime as Date,
    by: record.lastModifiedBy as string,
    createdAt: record.creationTime as Date,
    begun: { by: createdBy as string, source: source as string, resource: resourceArn ?? null },
  };
}
