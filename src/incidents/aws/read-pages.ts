import type { Page as AwsPage } from '@aws-sdk/client-ssm-contacts';
import { allPages } from './all-pages.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';
import type { PageState } from './seen.ts';

/** One message of Incident Manager to somebody, by the ARNs that name it; `at` is when it came as far as `state`. */
export type PageThere = {
  arn: string;
  engagement: string;
  contact: string;
  state: PageState;
  sentAt: Date;
  at: Date;
};

/**
 * Reads every page that was sent by engagements, in the order in which they were.
 * @throws {AwsError}
 */
export async function readPages(
  engagements: readonly string[],
  parts: Pick<AwsParts, 'contacts'>,
  signal?: AbortSignal,
): Promise<PageThere[]> {
  const pages: PageThere[] = [];
  for (const engagement of engagements) pages.push(...(await pagesOf(engagement, parts, signal)));
  return pages.sort((one, other) => one.sentAt.getTime() - other.sentAt.getTime());
}

/**
 * Reads the engagements that were begun for an incident, by the ARN of its record, those that are over included.
 * @throws {AwsError}
 */
export async function readEngagements(
  IncidentId: string,
  { contacts }: Pick<AwsParts, 'contacts'>,
  signal?: AbortSignal,
): Promise<string[]> {
  const needs = { permission: 'ssm-contacts:ListEngagements', resource: '*', signal };
  const all = await allPages(async (NextToken) => {
    const asked = { IncidentId, ...(NextToken && { NextToken }) };
    const page = await calling(needs, (options) => contacts.listEngagements(asked, options));
    return { items: page.Engagements ?? [], next: page.NextToken };
  });
  return all.map(({ EngagementArn }) => EngagementArn as string);
}

async function pagesOf(
  EngagementId: string,
  { contacts }: Pick<AwsParts, 'contacts'>,
  signal: AbortSignal | undefined,
): Promise<PageThere[]> {
  const needs = { permission: 'ssm-contacts:ListPagesByEngagement', resource: EngagementId, signal };
  const all = await allPages(async (NextToken) => {
    const asked = { EngagementId, ...(NextToken && { NextToken }) };
    const page = await calling(needs, (options) => contacts.listPagesByEngagement(asked, options));
    return { items: page.Pages ?? [], next: page.NextToken };
  });
  return all.flatMap((page) => (page.SentTime ? [toPage(page, page.SentTime)] : []));
}

function toPage({ PageArn, EngagementArn, ContactArn, DeliveryTime, ReadTime }: AwsPage, sentAt: Date): PageThere {
  const state: PageState = ReadTime ? 'read' : DeliveryTime ? 'delivered' : 'sent';
  const names = { arn: PageArn as string, engagement: EngagementArn as string, contact: ContactArn as string };
  return { ...names, state, sentAt, at: ReadTime ?? DeliveryTime ?? sentAt };
}
