import type { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import type { Config } from '../config/schema.ts';
import { askingAws } from './asking-aws.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('aws');

/** Looks whether everybody whom the configuration names a contact of can be paged by it. */
export async function checkContacts(
  { incidents }: Config,
  { contacts }: { contacts: SSMContacts },
): Promise<Finding[]> {
  const found = await Promise.all(
    Object.entries(incidents.contacts).map(([user, arn]) => checkContact({ user, arn }, contacts)),
  );
  return found.flat();
}

async function checkContact({ user, arn }: { user: string; arn: string }, contacts: SSMContacts): Promise<Finding[]> {
  const contact = await askingAws('ssm-contacts:GetContact', arn, (options) =>
    contacts.getContact({ ContactId: arn }, options),
  );
  if ('finding' in contact) return [contact.finding];
  // Plans and schedules have no channels of their own.
  if (contact.value.Type !== 'PERSONAL') return [];
  const channels = await askingAws('ssm-contacts:ListContactChannels', arn, (options) =>
    contacts.listContactChannels({ ContactId: arn }, options),
  );
  if ('finding' in channels) return [channels.finding];
  const isReached = (channels.value.ContactChannels ?? []).some((each) => each.ActivationStatus === 'ACTIVATED');
  if (isReached) return [];
  const message = `Incident Manager cannot page ${user}: the contact ${arn} has no activated channel.`;
  return [warning(message, 'Activate a channel of the contact with the code that it was sent.')];
}
