import { allPages } from './all-pages.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';

/** Somebody, or a plan or schedule, that Incident Manager can page. */
export type Contact = { arn: string; alias: string; name: string };

/**
 * Reads every contact, plans and schedules included.
 * @throws {AwsError}
 */
export async function readContacts({ contacts }: Pick<AwsParts, 'contacts'>, signal?: AbortSignal): Promise<Contact[]> {
  const needs = { permission: 'ssm-contacts:ListContacts', resource: '*', signal };
  const all = await allPages(async (NextToken) => {
    const page = await calling(needs, (options) => contacts.listContacts({ ...(NextToken && { NextToken }) }, options));
    return { items: page.Contacts ?? [], next: page.NextToken };
  });
  return all.map(({ ContactArn, Alias, DisplayName }) => {
    return { arn: ContactArn as string, alias: Alias as string, name: DisplayName || (Alias as string) };
  });
}

/** Whether a text is the ARN of a contact, there or not. */
export const isContactArn = (text: string): boolean => /^arn:[\w-]+:ssm-contacts:/.test(text);

/** The contact that somebody means by an ARN, an alias or a name, whatever its letters' case; undefined for none. */
export function contactMeant(typed: string, contacts: readonly Contact[]): Contact | undefined {
  const meant = typed.trim().toLowerCase();
  const by = (of: (contact: Contact) => string) => contacts.find((contact) => of(contact).toLowerCase() === meant);
  return by(({ arn }) => arn) ?? by(({ alias }) => alias) ?? by(({ name }) => name);
}
