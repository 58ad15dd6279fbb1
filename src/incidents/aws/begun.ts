import { NotYet } from '../../errands/errand.ts';
import type { Db } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { isStarting } from './aws-store.ts';

/** How soon it is looked again whether AWS has an incident. */
const SOON_MS = 300;

/**
 * The ARN of an incident's record; null when there is none, and when AWS refuses to begin it or does not answer: nobody
 * waits for that to be mended who needs other people.
 * @throws {NotYet} while AWS begins it.
 */
export async function begunUnlessRefused(incident: Incident, db: Db): Promise<string | null> {
  const { arn, awsProblem } = incident;
  if (arn === null && awsProblem === null && (await isStarting(db, incident)))
    throw new NotYet('AWS does not have the incident yet', SOON_MS);
  return arn;
}
