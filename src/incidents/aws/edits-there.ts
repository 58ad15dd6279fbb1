import { subSeconds } from 'date-fns/subSeconds';
import { z } from 'zod';
import type { Field } from '../rules/merge.ts';
import { calling } from './calling.ts';
import { eventDataOf } from './event-data.ts';
import type { AwsParts } from './parts.ts';

/** Who changed a field in AWS, as an ARN, and when. */
export type EditThere = { by: string | null; at: Date };
/** The newest change of each field in AWS, as far as AWS tells it. */
export type EditsThere = ReadonlyMap<Field, EditThere>;

const RECORD_UPDATE = 'SSM Incident Record Update';
/** So many of the newest updates are read. */
const MOST = 20;

const update = z.object({
  modifiedBy: z.string().nullish(),
  modifiedAttributes: z.array(z.object({ attributeName: z.string() })).catch([]),
});

const fieldNamed: Readonly<Record<string, Field>> = {
  title: 'title',
  impact: 'impact',
  summary: 'summary',
  status: 'state',
};

/**
 * Reads from a record's timeline who last changed which field since then: the record itself tells only its newest
 * change, whichever field that was in. What is not told there is not in the answer.
 * @throws {AwsError}
 */
export async function editsThere(
  { arn, since }: { arn: string; since: Date | null },
  { incidents }: Pick<AwsParts, 'incidents'>,
  signal?: AbortSignal,
): Promise<EditsThere> {
  const filters = [{ key: 'eventType', condition: { equals: { stringValues: [RECORD_UPDATE] } } }];
  const onlySince = since && { key: 'eventTime', condition: { after: subSeconds(since, 1) } };
  const asked = {
    incidentRecordArn: arn,
    filters: [...filters, ...(onlySince ? [onlySince] : [])],
    sortOrder: 'DESCENDING' as const,
    maxResults: MOST,
  };
  const listing = { permission: 'ssm-incidents:ListTimelineEvents', resource: arn, signal };
  const { eventSummaries = [] } = await calling(listing, (options) => incidents.listTimelineEvents(asked, options));
  const edits = new Map<Field, EditThere>();
  for (const { eventId, eventTime } of eventSummaries) {
    const getting = { permission: 'ssm-incidents:GetTimelineEvent', resource: arn, signal };
    const named = { incidentRecordArn: arn, eventId };
    const { event } = await calling(getting, (options) => incidents.getTimelineEvent(named, options));
    const { by, fields } = readUpdate(event?.eventData ?? '');
    // The newest comes first.
    for (const field of fields) if (!edits.has(field)) edits.set(field, { by, at: eventTime as Date });
  }
  return edits;
}

function readUpdate(eventData: string): { by: string | null; fields: Field[] } {
  const read = update.safeParse(eventDataOf(eventData));
  if (!read.success) return { by: null, fields: [] };
  const { modifiedBy, modifiedAttributes } = read.data;
  return {
    by: modifiedBy ?? null,
    fields: modifiedAttributes.flatMap(({ attributeName }) => fieldNamed[attributeName] ?? []),
  };
}
