import type { RotationName } from '../shift.ts';

/** The words of a command that are no day: whom and which duty it names. `rest` is what is left, the day at best. */
export type TypedWords = {
  /** By user id, in the order typed. */
  people: string[];
  /** Whom `by` names: who is to have the shift. */
  by: string | null;
  rotation: RotationName | null;
  isGap: boolean;
  rest: string;
};

/** A person as Slack writes those whom people choose while they type (`should_escape` of the command). */
const PERSON = /<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g;
const BY = new RegExp(`\\bby ${PERSON.source}`, 'i');
const ROTATION = /\b(ic|on[ -]?call)\b/i;
const GAP = /\b(?:a |the )?gap\b/i;
/** Words that may stand between the others. */
const FILLERS = /\b(?:for|from|on|as)\b/gi;

/**
 * Takes apart what people type after `/duty cover` and `/duty away`, in whatever order.
 * @returns a problem when somebody is named in a way that tells nobody who is meant; it repeats nothing that was typed.
 */
export function readWords(text: string): TypedWords | { problem: string } {
  const typed = text.replace(/\s+/g, ' ');
  if (/<!/.test(typed)) return { problem: 'Name one person, not a group.' };
  const [, by = null] = BY.exec(typed) ?? [];
  const withoutBy = typed.replace(BY, ' ');
  const people = [...withoutBy.matchAll(PERSON)].map(([, user]) => user as string);
  const withoutPeople = withoutBy.replace(PERSON, ' ');
  if (/@/.test(withoutPeople)) {
    return {
      problem: 'Slack did not tell me who that is: choose the person from the list that opens as you type `@`.',
    };
  }
  const [, duty] = ROTATION.exec(withoutPeople) ?? [];
  const rotation = duty === undefined ? null : duty.toLowerCase() === 'ic' ? 'ic' : 'oncall';
  const rest = withoutPeople.replace(ROTATION, ' ').replace(GAP, ' ').replace(FILLERS, ' ').trim();
  return { people, by, rotation, isGap: GAP.test(withoutPeople), rest };
}
