import type { EventSummary } from '@aws-sdk/client-ssm-incidents';
import { allPages } from './all-pages.ts';
import { calling } from './calling.ts';
import { clippedToEvent, eventDataOf } from './event-data.ts';
import type { AwsParts } from './parts.ts';

/** What somebody wrote on a timeline in AWS. */
export type WrittenThere = { eventId: string; at: Date; text: string };

/** What people, and programs such as ours, can write: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_CreateTimelineEvent.html */
const WRITTEN = ['Note', 'Custom Event'];
/** What nothing is written in is a line all the same: so it is known, and not read again. */
const EMPTY = '(an empty note)';

/**
 * Reads what is written on a timeline and not known by its id yet, the oldest first. Of a long one it is read as far back
 * as there is something new on each page.
 * @throws {AwsError}
 */
export async function newLines(
  { arn, known }: { arn: string; known: ReadonlySet<string> },
  { incidents }: Pick<AwsParts, 'incidents'>,
): Promise<WrittenThere[]> {
  const news = await unknownEvents({ arn, known }, { incidents });
  const lines: WrittenThere[] = [];
  for (const { eventId, eventTime } of news.reverse()) {
    const needs = { permission: 'ssm-incidents:GetTimelineEvent', resource: arn };
    const named = { incidentRecordArn: arn, eventId };
    const { event } = await calling(needs, (options) => incidents.getTimelineEvent(named, options));
    const text = textOf(event?.eventData ?? '') || EMPTY;
    lines.push({ eventId: eventId as string, at: eventTime as Date, text });
  }
  return lines;
}

async function unknownEvents(
  { arn, known }: { arn: string; known: ReadonlySet<string> },
  { incidents }: Pick<AwsParts, 'incidents'>,
): Promise<EventSummary[]> {
  const needs = { permission: 'ssm-incidents:ListTimelineEvents', resource: arn };
  const filters = [{ key: 'eventType', condition: { equals: { stringValues: WRITTEN } } }];
  return allPages(async (nextToken) => {
    const asked = {
      incidentRecordArn: arn,
      filters,
      sortOrder: 'DESCENDING' as const,
      ...(nextToken && { nextToken }),
    };
    const page = await calling(needs, (options) => incidents.listTimelineEvents(asked, options));
    const { eventSummaries = [], nextToken: next } = page;
    const items = eventSummaries.filter(({ eventId }) => !known.has(eventId as string));
    // A page may have nothing on it though more come after it.
    const isKnown = eventSummaries.length > 0 && items.length === 0;
    return { items, next: isKnown ? null : next };
  });
}

/** Should it be no text, it is shown as it came. */
function textOf(eventData: string): string {
  const read = eventDataOf(eventData);
  return clippedToEvent((typeof read === 'string' ? read : eventData).trim());
}
