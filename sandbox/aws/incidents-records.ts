import { noteChange } from './incidents-changes.ts';
import { invalid, planOf, recordOf } from './incidents-errors.ts';
import { type Filter, passes } from './incidents-filters.ts';
import { type Listing, paged } from './incidents-paging.ts';
import { startIncident, type Trigger } from './incidents-start.ts';
import { type IncidentRecord, PRINCIPAL, type RelatedItem, type World } from './incidents-world.ts';

/** What may be changed in a record. */
export type Edit = Partial<
  Pick<IncidentRecord, 'title' | 'impact' | 'summary' | 'status' | 'chatChannel' | 'notificationTargets'>
>;

type Started = {
  responsePlanArn: string;
  title?: string;
  impact?: number;
  relatedItems?: RelatedItem[];
  triggerDetails?: Trigger;
};
type Asked = Listing & { filters?: Filter[] };

const EDITABLE = ['title', 'impact', 'summary', 'status', 'chatChannel', 'notificationTargets'] as const;
/** Changes a record, as the API and the console do. Resolving sets `resolvedTime`, opening again takes it away. */
export function editRecord(world: World, arn: string, { edit, by }: { edit: Edit; by: string }): void {
  const record = recordOf(world, arn);
  const given = EDITABLE.filter((name) => edit[name] !== undefined);
  const changes = Object.fromEntries(given.map((name) => [name, edit[name]]));
  if (edit.status && edit.status !== record.status) {
    record.resolvedTime = edit.status === 'RESOLVED' ? world.now() : null;
  }
  Object.assign(record, changes);
  noteChange(world, arn, { by, changes });
}

/** The operations on incident records. */
export const recordOperations = (world: World, { mayReopen }: { mayReopen: boolean }) => ({
  StartIncident: (input: Started) => {
    const plan = planOf(world, input.responsePlanArn);
    const { triggerDetails: trigger } = input;
    if (trigger?.source.startsWith('aws.')) throw invalid('The source of a trigger may not begin with aws.');
    const source = 'aws.ssm-incidents.custom';
    return { incidentRecordArn: startIncident(world, { ...input, plan, trigger, source, by: PRINCIPAL.bot }) };
  },
  GetIncidentRecord: ({ arn }: { arn: string }) => ({ incidentRecord: recordOf(world, arn) }),
  UpdateIncidentRecord: ({ arn, ...edit }: Edit & { arn: string }) => {
    const reopens = edit.status === 'OPEN' && recordOf(world, arn).status === 'RESOLVED';
    if (reopens && !mayReopen) throw invalid('A resolved incident cannot be opened again.');
    editRecord(world, arn, { edit, by: PRINCIPAL.bot });
    return {};
  },
  ListIncidentRecords: ({ filters = [], ...listing }: Asked) => {
    const found = [...world.records.values()].reverse();
    const passing = found.filter((record) => passes(filters, (key) => property(record, key)));
    const { page, next } = paged(passing, listing);
    return { incidentRecordSummaries: page.map(summaryOf), nextToken: next };
  },
  DeleteIncidentRecord: ({ arn }: { arn: string }) => {
    for (const kept of [world.records, world.timelines, world.relatedItems]) kept.delete(arn);
    return {};
  },
});

function property(record: IncidentRecord, key: string) {
  if (key === 'creationTime') return record.creationTime;
  if (key === 'status') return record.status;
  if (key === 'impact') return record.impact;
  if (key === 'createdBy') return record.incidentRecordSource.createdBy;
  throw invalid(`incident records have no filter ${key}`);
}

function summaryOf({ arn, title, status, impact, creationTime, resolvedTime, incidentRecordSource }: IncidentRecord) {
  return { arn, title, status, impact, creationTime, resolvedTime, incidentRecordSource };
}
