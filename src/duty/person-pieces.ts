import { clip } from '../clip.ts';
import { isUserId } from '../config/names.ts';
import type { Piece } from '../slack/rich.ts';

/** Addresses may be as long as lines; more of one is not needed to know whose it is. */
const LONGEST_ADDRESS = 60;

/** A person in a line: a mention, or the e-mail address that Slack has not resolved. */
export const person = (user: string): Piece => (isUserId(user) ? { user } : clip(user, LONGEST_ADDRESS));

/** People with commas between them; of more than `most` the others as a number. */
export function people(users: readonly string[], most = users.length): Piece[] {
  const shown = users.slice(0, most).flatMap((user, index) => [...(index > 0 ? [', '] : []), person(user)]);
  return users.length > most ? [...shown, ` and ${users.length - most} more`] : shown;
}

/** Whom to ask while nobody has a duty: those whom the configuration names, never everybody. */
export function whomToAsk(admins: readonly string[]): Piece[] {
  if (admins.length === 0) return ['Nobody is named to ask: the configuration has no admins.'];
  return ['Ask ', ...people(admins), admins.length > 1 ? ' (one of them).' : '.'];
}
