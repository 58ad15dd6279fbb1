import { AwsError } from '../../errors.ts';
import type { Acknowledger } from '../paging/page-store.ts';
import { allPages } from './all-pages.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';
import type { PageThere } from './read-pages.ts';

/** Who got a page, in Slack where the configuration tells whose contact it is, and how: `by SMS`, or empty. */
export type Reached = { who: Acknowledger; by: string };

/** Their Slack user id; null when that is not known. */
export const userOf = ({ who }: Reached): string | null => ('user' in who ? who.user : null);

const channelWords: Readonly<Record<string, string>> = { SMS: 'by SMS', VOICE: 'by phone', EMAIL: 'by e-mail' };

/**
 * Reads who got a page, and by what channel, which only its receipts tell. What AWS does not let us read is left out.
 * @throws {AwsError} when the same may be read later.
 */
export async function reachedBy(page: PageThere, parts: AwsParts): Promise<Reached> {
  const { contact } = page;
  const own = Object.entries(parts.config.incidents.contacts).find(([, each]) => each === contact);
  const who = own ? { user: own[0] } : { name: await unlessUnreadable(nameOf(contact, parts), aliasIn(contact)) };
  return { who, by: await unlessUnreadable(channelOf(page, parts), '') };
}

async function unlessUnreadable(reading: Promise<string>, otherwise: string): Promise<string> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AwsError && !error.retryable) return otherwise;
    throw error;
  }
}

/** The ARN of a contact ends with its alias: `…:contact/ada`. */
const aliasIn = (contact: string): string => contact.split('/').at(-1) as string;

async function nameOf(contact: string, { contacts }: AwsParts): Promise<string> {
  const needs = { permission: 'ssm-contacts:GetContact', resource: contact };
  const { DisplayName } = await calling(needs, (options) => contacts.getContact({ ContactId: contact }, options));
  return DisplayName || aliasIn(contact);
}

async function channelOf({ arn, contact }: PageThere, { contacts }: AwsParts): Promise<string> {
  const needs = { permission: 'ssm-contacts:ListPageReceipts', resource: arn };
  const receipts = await allPages(async (NextToken) => {
    const asked = { PageId: arn, ...(NextToken && { NextToken }) };
    const page = await calling(needs, (options) => contacts.listPageReceipts(asked, options));
    return { items: page.Receipts ?? [], next: page.NextToken };
  });
  const channel = receipts.find(({ ContactChannelArn }) => ContactChannelArn)?.ContactChannelArn;
  if (channel === undefined) return '';
  const listing = { permission: 'ssm-contacts:ListContactChannels', resource: contact };
  const channels = await allPages(async (NextToken) => {
    const asked = { ContactId: contact, ...(NextToken && { NextToken }) };
    const page = await calling(listing, (options) => contacts.listContactChannels(asked, options));
    return { items: page.ContactChannels ?? [], next: page.NextToken };
  });
  const type = channels.find(({ ContactChannelArn }) => ContactChannelArn === channel)?.Type;
  return channelWords[type ?? ''] ?? '';
}
