import { clip } from '../../clip.ts';

/** As AWS counts: https://docs.aws.amazon.com/incident-manager/latest/APIReference/API_CreateTimelineEvent.html */
const LONGEST_JSON = 12_000;
const LONGEST = 5000;
/** By so much a text is cut at a time until its JSON fits. */
const STEP = 250;

/** What the data of a timeline's event in AWS says, which is JSON: a text where somebody wrote it; null for what is no JSON. */
export function eventDataOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/**
 * A text, cut where it has more than 5,000 characters or where AWS has no room for its JSON, in which one may count six
 * times. A cut text stays as it is, so that our own are known again.
 */
export function clippedToEvent(text: string): string {
  let words = clip(text, LONGEST);
  for (let room = LONGEST; JSON.stringify(words).length > LONGEST_JSON; room -= STEP) words = clip(text, room);
  return words;
}
