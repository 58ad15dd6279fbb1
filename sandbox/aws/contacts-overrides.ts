import { randomUUID } from 'node:crypto';
import { invalid, keptOf, notFound } from './contacts-errors.ts';
import { type Listing, paged } from './contacts-paging.ts';
import type { Override } from './contacts-world.ts';
import type { World } from './incidents-world.ts';

type Between = { RotationId: string; StartTime: Date; EndTime: Date };
type Named = { RotationId: string; RotationOverrideId: string };

/** The operations on overrides of rotations. */
export const overrideOperations = (world: World) => ({
  CreateRotationOverride: ({
    RotationId,
    NewContactIds,
    StartTime: from,
    EndTime: to,
  }: Between & { NewContactIds: string[] }) => {
    const { overrides } = keptOf(world, 'rotations', RotationId);
    for (const contact of NewContactIds) keptOf(world, 'contacts', contact);
    if (to <= from) throw invalid('An override must end after it starts.');
    // AWS does not say what overlapping overrides mean; refusing them keeps anybody from depending on it.
    if (overrides.some((each) => each.from < to && each.to > from))
      throw invalid('The override overlaps with another.');
    const override = { id: randomUUID(), contacts: NewContactIds, from, to, createdAt: world.now() };
    overrides.push(override);
    return { RotationOverrideId: override.id };
  },
  GetRotationOverride: (named: Named) => ({ RotationArn: named.RotationId, ...wireOverride(overrideOf(world, named)) }),
  ListRotationOverrides: ({ RotationId, StartTime, EndTime, ...listing }: Between & Listing) => {
    const { overrides } = keptOf(world, 'rotations', RotationId);
    const found = overrides.filter(({ from, to }) => from < EndTime && to > StartTime);
    const { page, next } = paged(found, listing);
    return { RotationOverrides: page.map(wireOverride), NextToken: next };
  },
  DeleteRotationOverride: (named: Named) => {
    const { overrides } = keptOf(world, 'rotations', named.RotationId);
    overrides.splice(overrides.indexOf(overrideOf(world, named)), 1);
    return {};
  },
});

function overrideOf(world: World, { RotationId, RotationOverrideId }: Named): Override {
  const { overrides } = keptOf(world, 'rotations', RotationId);
  const override = overrides.find(({ id }) => id === RotationOverrideId);
  if (!override) throw notFound('ROTATION_OVERRIDE', RotationOverrideId);
  return override;
}

const wireOverride = ({ id, contacts, from, to, createdAt }: Override) => ({
  RotationOverrideId: id,
  NewContactIds: contacts,
  StartTime: from,
  EndTime: to,
  CreateTime: createdAt,
});
