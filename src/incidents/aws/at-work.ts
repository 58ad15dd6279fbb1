import { createContactsClient, createIncidentsClient, type OnFailure } from '../../aws/clients.ts';
import type { Handler } from '../../errands/errand.ts';
import { type Repeated, repeat } from '../../jobs/repeat.ts';
import type { Log } from '../../log.ts';
import type { IncidentParts } from '../parts.ts';
import { followAws, LOOK_MS } from './follow.ts';
import { awsHandlers } from './handlers.ts';
import { mirrorDuty } from './mirror/mirror-duty.ts';

/** AWS's side of incidents and duty, put together. */
export type AwsAtWork = {
  /** What it is told, by kind of errand. */
  handlers: Record<string, Handler>;
  /** Looks at records at once, by their ARNs. */
  lookAt(arns: readonly string[]): Promise<void>;
  start(): Repeated[];
};

const MIRROR_MS = 60_000;

/**
 * Puts it together. `region` null leaves the choice to the SDK's own configuration files; `onFailure` counts calls that
 * failed. Incidents are followed there where they are kept there; the mirror of duty may stand alone.
 */
export async function putAwsTogether(
  parts: IncidentParts,
  { region, onFailure, log }: { region: string | null; onFailure: OnFailure; log: Log },
): Promise<AwsAtWork> {
  const incidents = await createIncidentsClient(region, onFailure);
  const aws = { ...parts, incidents, contacts: await createContactsClient(region, onFailure) };
  const following = parts.backend.name === 'incident-manager' ? followAws(aws) : null;
  return {
    handlers: awsHandlers(aws),
    lookAt: async (arns) => following?.lookAt(arns),
    start: () => [
      repeat('duty in AWS', MIRROR_MS, () => mirrorDuty(aws), log, 0),
      ...(following ? [repeat('incidents in AWS', LOOK_MS, following.look, log, 0)] : []),
    ],
  };
}
