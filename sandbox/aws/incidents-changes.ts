import { recordOf } from './incidents-errors.ts';
import { tell } from './incidents-timeline.ts';
import type { World } from './incidents-world.ts';

/** Who changed which attributes of an incident to what. Values that are no text are written as JSON. */
export type Change = { by: string; changes: Record<string, unknown> };

/** Marks an incident as modified, with the timeline event that the service makes of each update. */
export function noteChange(world: World, incident: string, { by, changes }: Change): void {
  const record = recordOf(world, incident);
  const at = world.now();
  Object.assign(record, { lastModifiedBy: by, lastModifiedTime: at });
  const modifiedAttributes = Object.entries(changes).map(([attributeName, value]) => ({
    attributeName,
    newValue: typeof value === 'string' ? value : JSON.stringify(value),
  }));
  const data = { modifiedBy: by, modifiedAttributes, incidentTitle: record.title };
  tell(world, incident, { type: 'SSM Incident Record Update', at, data });
}
