import { randomUUID } from 'node:crypto';
import { invalid, notFound, recordOf } from './incidents-errors.ts';
import { type Filter, passes } from './incidents-filters.ts';
import { type Listing, paged } from './incidents-paging.ts';
import type { TimelineEvent, World } from './incidents-world.ts';

/** What the service itself puts on a timeline; `eventData` is then a JSON object. */
type ServiceEvent =
  | 'SSM Incident Start'
  | 'SSM Incident Trigger'
  | 'SSM Incident Record Update'
  | 'SSM Contacts Page for Incident'
  | 'SSM Contacts Page Acknowledgement for Incident';

type Told = { type: ServiceEvent; at: Date; data: object };
type Written = Pick<TimelineEvent, 'incidentRecordArn' | 'eventData' | 'eventTime' | 'eventType'> &
  Partial<Pick<TimelineEvent, 'eventReferences'>>;
type Named = Pick<TimelineEvent, 'incidentRecordArn' | 'eventId'>;
type Asked = Listing & {
  incidentRecordArn: string;
  filters?: Filter[];
  sortOrder?: 'ASCENDING' | 'DESCENDING';
};

/** What people may write: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_CreateTimelineEvent.html */
const WRITABLE = ['Custom Event', 'Note'];
/** Puts an event on an incident's timeline. */
export function addEvent(world: World, written: Written): TimelineEvent {
  const event = { eventReferences: [], ...written, eventId: randomUUID(), eventUpdatedTime: world.now() };
  world.timelines.get(event.incidentRecordArn)?.push(event);
  return event;
}

/** Puts something on an incident's timeline that the service itself tells, with a reference to the incident. */
export function tell(world: World, incident: string, { type, at, data }: Told): void {
  const eventReferences = [{ resource: incident }];
  const eventData = JSON.stringify(data);
  addEvent(world, { incidentRecordArn: incident, eventType: type, eventTime: at, eventData, eventReferences });
}

/** The operations on timelines. */
export const timelineOperations = (world: World) => ({
  CreateTimelineEvent: ({ incidentRecordArn, eventData, eventTime, eventType, eventReferences = [] }: Written) => {
    recordOf(world, incidentRecordArn);
    checkWritten(eventType, eventData);
    const event = addEvent(world, { incidentRecordArn, eventData, eventTime, eventType, eventReferences });
    return { eventId: event.eventId, incidentRecordArn };
  },
  GetTimelineEvent: (named: Named) => ({ event: eventOf(world, named) }),
  ListTimelineEvents: (asked: Asked) => {
    const found = sorted(world.timelines.get(asked.incidentRecordArn) ?? [], asked.sortOrder);
    const filters = asked.filters ?? [];
    const passing = found.filter((event) => passes(filters, (key) => property(event, key)));
    const { page, next } = paged(passing, asked);
    return { eventSummaries: page.map(({ eventData: _, ...summary }) => summary), nextToken: next };
  },
  UpdateTimelineEvent: ({ incidentRecordArn, eventId, ...given }: Named & Partial<Written>) => {
    const event = eventOf(world, { incidentRecordArn, eventId });
    const { eventData, eventTime, eventType, eventReferences } = { ...event, ...given };
    checkWritten(event.eventType, eventData);
    checkWritten(eventType, eventData);
    Object.assign(event, { eventData, eventTime, eventType, eventReferences, eventUpdatedTime: world.now() });
    return {};
  },
  DeleteTimelineEvent: ({ incidentRecordArn, eventId }: Named) => {
    const events = world.timelines.get(incidentRecordArn) ?? [];
    const left = events.filter((event) => event.eventId !== eventId);
    events.splice(0, events.length, ...left);
    return {};
  },
});

function checkWritten(eventType: string, eventData: string): void {
  if (!WRITABLE.includes(eventType)) throw invalid(`the event type must be one of ${WRITABLE.join(', ')}`);
  if (!isJsonText(eventData)) throw invalid('eventData must be a JSON string');
}

function isJsonText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'string';
  } catch {
    return false;
  }
}

function eventOf(world: World, { incidentRecordArn, eventId }: Named): TimelineEvent {
  const event = world.timelines.get(incidentRecordArn)?.find((each) => each.eventId === eventId);
  if (!event) throw notFound('TIMELINE_EVENT', eventId);
  return event;
}

/** Newest first unless told, as the examples of the reference show. */
function sorted(events: TimelineEvent[], order: Asked['sortOrder'] = 'DESCENDING'): TimelineEvent[] {
  const oldestFirst = events.toSorted((one, other) => one.eventTime.getTime() - other.eventTime.getTime());
  return order === 'ASCENDING' ? oldestFirst : oldestFirst.reverse();
}

function property({ eventTime, eventType, eventReferences }: TimelineEvent, key: string) {
  if (key === 'eventTime') return eventTime;
  if (key === 'eventType') return eventType;
  if (key === 'eventReference') return eventReferences.flatMap((reference) => Object.values(reference));
  throw invalid(`timeline events have no filter ${key}`);
}
