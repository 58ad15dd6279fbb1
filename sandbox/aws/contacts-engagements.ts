import { randomInt, randomUUID } from 'node:crypto';
import { keptOf } from './contacts-errors.ts';
import { type Listing, paged } from './contacts-paging.ts';
import { type PlannedPage, plannedPages } from './contacts-plan.ts';
import type { Engagement } from './contacts-world.ts';
import { tell } from './incidents-timeline.ts';
import { arnOf, type World } from './incidents-world.ts';

/** What StartEngagement takes. */
export type Engage = {
  ContactId: string;
  Sender: string;
  Subject: string;
  Content: string;
  PublicSubject?: string;
  PublicContent?: string;
  IncidentId?: string;
};
type Asked = Listing & { IncidentId?: string; TimeRangeValue?: { StartTime?: Date; EndTime?: Date } };

/** Engages a contact from now on. @returns the engagement's ARN. */
export function startEngagement(world: World, engage: Engage): string {
  const { alias } = keptOf(world, 'contacts', engage.ContactId);
  const startedAt = world.now();
  const engagement: Engagement = {
    arn: arnOf('ssm-contacts', `engagement/${alias}/${randomUUID()}`),
    contactArn: engage.ContactId,
    sender: engage.Sender,
    subject: engage.Subject,
    content: engage.Content,
    publicSubject: engage.PublicSubject,
    publicContent: engage.PublicContent,
    incidentId: engage.IncidentId,
    startedAt,
    stoppedAt: null,
    sentUntil: new Date(startedAt.getTime() - 1),
  };
  world.engagements.set(engagement.arn, engagement);
  sendDue(world);
  return engagement.arn;
}

/** Sends the pages that have fallen due since it was last looked, each as of its own instant. */
export function sendDue(world: World): void {
  const now = world.now();
  for (const engagement of world.engagements.values()) {
    if (engagement.stoppedAt) continue;
    const planned = plannedPages(world, engagement.contactArn, engagement.startedAt);
    const due = planned.filter(({ at }) => at > engagement.sentUntil && at <= now);
    for (const page of due) sendPage(world, engagement, page);
    if (now > engagement.sentUntil) engagement.sentUntil = now;
  }
}

function sendPage(world: World, engagement: Engagement, { at, ...planned }: PlannedPage): void {
  const { alias } = keptOf(world, 'contacts', planned.contactArn);
  const code = String(randomInt(100_000, 1_000_000));
  const arn = arnOf('ssm-contacts', `page/${alias}/${randomUUID()}`);
  const sent = { sentAt: at, deliveredAt: null, readAt: null, code };
  const receipts = [{ type: 'SENT' as const, at, info: `SM${randomUUID()}` }];
  world.pages.set(arn, { arn, engagementArn: engagement.arn, ...planned, ...sent, receipts });
  tellOfPage(world, engagement, { type: 'SSM Contacts Page for Incident', at, contactArn: planned.contactArn });
}

type OfPage = {
  type: 'SSM Contacts Page for Incident' | 'SSM Contacts Page Acknowledgement for Incident';
  at: Date;
  contactArn: string;
};

/** Puts a page or its acknowledgement on the timeline of the incident that the engagement is tied to, if it is. */
export function tellOfPage(world: World, engagement: Engagement, { type, at, contactArn }: OfPage): void {
  if (engagement.incidentId === undefined) return;
  tell(world, engagement.incidentId, { type, at, data: { contactArn, engagementArn: engagement.arn } });
}

/** Sends nothing more for an engagement; what was sent and not acknowledged is marked as stopped. */
export function stopEngagement(world: World, engagement: Engagement, at: Date): void {
  if (engagement.stoppedAt) return;
  engagement.stoppedAt = at;
  const waiting = [...world.pages.values()].filter((page) => page.engagementArn === engagement.arn && !page.readAt);
  for (const page of waiting) page.receipts.push({ type: 'STOP', at, info: 'engagement stopped' });
}

/** The operations on engagements. */
export const engagementOperations = (world: World) => ({
  StartEngagement: (engage: Engage) => ({ EngagementArn: startEngagement(world, engage) }),
  StopEngagement: ({ EngagementId }: { EngagementId: string }) => {
    stopEngagement(world, keptOf(world, 'engagements', EngagementId), world.now());
    return {};
  },
  DescribeEngagement: ({ EngagementId }: { EngagementId: string }) => {
    const engagement = keptOf(world, 'engagements', EngagementId);
    const { subject: Subject, content: Content, publicSubject, publicContent } = engagement;
    return { ...wire(engagement), Subject, Content, PublicSubject: publicSubject, PublicContent: publicContent };
  },
  ListEngagements: ({ IncidentId, TimeRangeValue: range = {}, ...listing }: Asked) => {
    const found = [...world.engagements.values()].filter(
      ({ incidentId, startedAt }) =>
        (IncidentId === undefined || incidentId === IncidentId) &&
        (range.StartTime === undefined || startedAt >= range.StartTime) &&
        (range.EndTime === undefined || startedAt <= range.EndTime),
    );
    const { page, next } = paged(found, listing);
    return { Engagements: page.map(wire), NextToken: next };
  },
});

const wire = ({ arn, contactArn, sender, incidentId, startedAt, stoppedAt }: Engagement) => ({
  EngagementArn: arn,
  ContactArn: contactArn,
  Sender: sender,
  IncidentId: incidentId,
  StartTime: startedAt,
  StopTime: stoppedAt ?? undefined,
});
