import { type RotationName, rotationNames } from '../shift.ts';
import type { Standing } from '../standing.ts';
import { type Detail, standingWords, type View } from '../standing-words.ts';

/** How our part of a topic begins, whatever it says. */
export const TOPIC_STARTS = 'IC: ';

const DETAILS: readonly Detail[] = ['full', 'one admin', 'names'];

/**
 * Our part of the topics of #bugs and #war, `IC: @ada until 15:00 · On call: @bob 15:00-22:00`, from the longest wording
 * to the shortest.
 */
export function topicWordings(standing: Record<RotationName, Standing>, view: View): string[] {
  const wordings = DETAILS.map((detail) =>
    rotationNames.map((rotation) => standingWords(rotation, standing[rotation], { view, detail })).join(' · '),
  );
  return [...new Set(wordings)];
}
