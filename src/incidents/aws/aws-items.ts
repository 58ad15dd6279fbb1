import type { RelatedItem as AwsItem, ItemIdentifier } from '@aws-sdk/client-ssm-incidents';
import { clip } from '../../clip.ts';
import type { RelatedItem } from '../items.ts';
import { allPages } from './all-pages.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';

/** https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_RelatedItem.html */
const LONGEST_TITLE = 200;
const LONGEST_URL = 1000;
/** As many as one incident can be started with. */
const MOST = 100;

/** Those of our related items that AWS has room for. */
export const fitting = (items: readonly RelatedItem[]): RelatedItem[] =>
  items.filter(({ url }) => url.length <= LONGEST_URL).slice(0, MOST);

/** A link as AWS takes it. */
export const toAwsItem = ({ title, url }: RelatedItem): AwsItem => ({
  identifier: { type: 'OTHER', value: { url } },
  title: clip(title, LONGEST_TITLE),
});

/** A link among an incident's related items in AWS, with what it is called by there. */
export type LinkThere = RelatedItem & { identifier: ItemIdentifier };

/**
 * Reads the links of an incident. What is no link (metrics, resources by their ARN, the OpsItem) is left out.
 * @throws {AwsError}
 */
export async function readLinks(
  arn: string,
  { incidents }: Pick<AwsParts, 'incidents'>,
  signal?: AbortSignal,
): Promise<LinkThere[]> {
  const needs = { permission: 'ssm-incidents:ListRelatedItems', resource: arn, signal };
  return allPages(async (nextToken) => {
    const asked = { incidentRecordArn: arn, ...(nextToken && { nextToken }) };
    const page = await calling(needs, (options) => incidents.listRelatedItems(asked, options));
    return { items: (page.relatedItems ?? []).flatMap(linkOf), next: page.nextToken };
  });
}

function linkOf({ identifier, title }: AwsItem): LinkThere[] {
  const url = identifier?.value?.url;
  return identifier && url ? [{ title: title || url, url, identifier }] : [];
}
