import { NotYet } from '../../errands/errand.ts';
import { AwsError } from '../../errors.ts';
import type { AwsParts } from './parts.ts';
import { seenOf } from './seen.ts';

/** What AWS has just begun, or changed, not every part of it may know for so long. */
const YOUNG_MS = 60_000;
const AGAIN_MS = 2000;

/** Whether AWS did not find the record of an incident, by its id, and that may be because it is so new. */
export async function isTooYoung(error: unknown, id: number, { db, clock }: AwsParts): Promise<boolean> {
  if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') return false;
  const { record } = await seenOf(db, id);
  return record !== null && clock.now().getTime() - new Date(record.at).getTime() < YOUNG_MS;
}

/**
 * Does something to the record of an incident, by its id.
 * @throws {NotYet} when AWS does not find one that is not a minute old.
 */
export async function onceThere<T>(id: number, act: () => Promise<T>, parts: AwsParts): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (await isTooYoung(error, id, parts)) throw new NotYet((error as AwsError).message, AGAIN_MS);
    throw error;
  }
}
