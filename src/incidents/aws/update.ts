import type { AskedOf, UPDATE } from './asked.ts';
import type { Doing } from './handling.ts';
import type { AwsParts } from './parts.ts';
import { syncRecord } from './sync-record.ts';
import { onceThere } from './young-record.ts';

/** Tells AWS what was edited here, unless it was edited there since. */
export function updating(parts: AwsParts): Doing<AskedOf[typeof UPDATE]> {
  return {
    lacks: ({ name }) => `Incident Manager does not have ${name} as it is here`,
    async run({ incident, signal }) {
      const { id, arn } = incident;
      if (arn !== null) await onceThere(id, () => syncRecord({ incident, arn, isPushing: true, signal }, parts), parts);
      return undefined;
    },
  };
}
