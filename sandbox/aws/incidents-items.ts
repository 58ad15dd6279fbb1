import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { noteChange } from './incidents-changes.ts';
import { recordOf } from './incidents-errors.ts';
import { type Listing, paged } from './incidents-paging.ts';
import { PRINCIPAL, type RelatedItem, type World } from './incidents-world.ts';

type Identifier = RelatedItem['identifier'];
/** One item more or one item less. */
export type ItemsUpdate = { itemToAdd: RelatedItem } | { itemToRemove: Identifier };
type Asked = Listing & { incidentRecordArn: string };

/** Ties an item to an incident; one that is tied already takes the new title. */
export function addItem(world: World, incident: string, { identifier, title }: RelatedItem): void {
  removeItem(world, incident, identifier);
  const hash = createHash('md5').update(JSON.stringify(identifier)).digest('hex').toUpperCase();
  const generatedId = `related-item/${identifier.type}/${hash}`;
  world.relatedItems.get(incident)?.push({ identifier, generatedId, ...(title === undefined ? {} : { title }) });
}

function removeItem(world: World, incident: string, identifier: Identifier): void {
  const items = world.relatedItems.get(incident) ?? [];
  const left = items.filter((item) => !isDeepStrictEqual(item.identifier, identifier));
  items.splice(0, items.length, ...left);
}

/** Changes an incident's related items, and says so on the timeline. */
export function changeItems(world: World, incident: string, change: { update: ItemsUpdate; by: string }): void {
  recordOf(world, incident);
  const { update, by } = change;
  if ('itemToAdd' in update) addItem(world, incident, update.itemToAdd);
  else removeItem(world, incident, update.itemToRemove);
  noteChange(world, incident, { by, changes: { relatedItems: update } });
}

/** The operations on related items. */
export const itemOperations = (world: World) => ({
  UpdateRelatedItems: ({ incidentRecordArn, relatedItemsUpdate }: Asked & { relatedItemsUpdate: ItemsUpdate }) => {
    changeItems(world, incidentRecordArn, { update: relatedItemsUpdate, by: PRINCIPAL.bot });
    return {};
  },
  ListRelatedItems: ({ incidentRecordArn, ...listing }: Asked) => {
    const items = world.relatedItems.get(incidentRecordArn) ?? [];
    const { page, next } = paged(items, listing);
    return { relatedItems: page, nextToken: next };
  },
});
