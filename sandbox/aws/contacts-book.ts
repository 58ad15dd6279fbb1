import { keptOf } from './contacts-errors.ts';
import { type Listing, paged } from './contacts-paging.ts';
import type { Channel, Contact } from './contacts-world.ts';
import type { World } from './incidents-world.ts';

type Asked = Listing & { AliasPrefix?: string; Type?: string };

/** The minutes that a person's only stage lasts in their plan; nothing comes after it. */
const LAST_STAGE_MINUTES = 5;

/** The operations on contacts and their channels. */
export const bookOperations = (world: World) => ({
  ListContacts: ({ AliasPrefix = '', Type, ...listing }: Asked) => {
    const found = [...world.contacts.values()].filter(
      ({ alias, type }) => alias.startsWith(AliasPrefix) && (Type === undefined || type === Type),
    );
    const { page, next } = paged(found, listing);
    return { Contacts: page.map(wire), NextToken: next };
  },
  GetContact: ({ ContactId }: { ContactId: string }) => {
    const contact = keptOf(world, 'contacts', ContactId);
    return { ...wire(contact), Plan: planOf(contact) };
  },
  ListContactChannels: ({ ContactId, ...listing }: Listing & { ContactId: string }) => {
    const { channels } = keptOf(world, 'contacts', ContactId);
    const { page, next } = paged(channels, listing);
    return { ContactChannels: page.map((channel) => wireChannel(channel, ContactId)), NextToken: next };
  },
});

const wire = ({ arn, alias, displayName, type }: Contact) => ({
  ContactArn: arn,
  Alias: alias,
  DisplayName: displayName,
  Type: type,
});

const wireChannel = ({ arn, name, type, address, activated }: Channel, contactArn: string) => ({
  ContactChannelArn: arn,
  ContactArn: contactArn,
  Name: name,
  Type: type,
  DeliveryAddress: { SimpleAddress: address },
  ActivationStatus: activated ? 'ACTIVATED' : 'NOT_ACTIVATED',
});

function planOf({ type, channels, stages, rotations }: Contact): object {
  if (type === 'ONCALL_SCHEDULE') return { RotationIds: rotations };
  if (type === 'PERSONAL') {
    const targets = channels.map(({ arn }) => ({ ChannelTargetInfo: { ContactChannelId: arn } }));
    return { Stages: [{ DurationInMinutes: LAST_STAGE_MINUTES, Targets: targets }] };
  }
  return {
    Stages: stages.map(({ minutes, contacts, essential }) => ({
      DurationInMinutes: minutes,
      Targets: contacts.map((ContactId) => ({ ContactTargetInfo: { ContactId, IsEssential: essential } })),
    })),
  };
}
