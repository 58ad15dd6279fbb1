import { otherThan, rotationNames } from '../../../src/duty/shift.ts';
import { type Case, nameOf } from '../case.ts';
import type { KeptShift } from '../evidence.ts';
import { keyOf } from '../history.ts';
import { type Check, checkEach } from './check.ts';

/** What people themselves did. */
const BY_PEOPLE = ['cover', 'swap', 'undo'];

/** How it came that somebody had two shifts in a row. */
export type InARow = { pair: readonly [KeptShift, KeptShift]; why: 'plan' | 'people' | 'late'; others: string[] };

/** Everybody's two shifts in a row, as it was in the end, and who else could have had the second, or the first. */
export function inARow(all: Case): InARow[] {
  const { history, shifts } = all;
  return rotationNames.flatMap((rotation) => {
    const own = shifts.filter((shift) => shift.rotation === rotation);
    return own.flatMap((second, index): InARow[] => {
      const first = own[index - 1];
      if (!first || second.member === null || first.member !== second.member) return [];
      const changes = [first, second].flatMap((shift) => history.of(shift));
      const isByPeople = changes.some(({ cause }) => BY_PEOPLE.includes(cause));
      const why = isByPeople ? 'people' : changes.length > 0 ? 'late' : 'plan';
      const others = [
        ...othersFor(second, [first, own[index + 1]], all),
        ...othersFor(first, [own[index - 2], second], all),
      ];
      return [{ pair: [first, second], why, others }];
    });
  });
}

/** Who could have had a shift and has none beside it, by what was known when it got its member. */
function othersFor(shift: KeptShift, beside: readonly (KeptShift | undefined)[], { history, known }: Case): string[] {
  const at = history.of(shift).at(-1)?.at ?? shift.start;
  const busy = history.holderAt({ ...shift, rotation: otherThan(shift.rotation) }, at);
  const near = beside.map((each) => each && history.holderAt(each, at));
  return known.able(shift, at).filter((user) => user !== busy && !near.includes(user));
}

/** Nobody has two shifts in a row of the plan's own doing where another could have one of them. */
export function neverInARow(all: Case): Check {
  return checkEach(
    'nobody twice in a row where another could',
    inARow(all),
    ({ pair: [first, second], why, others }) => {
      if (why === 'people' || others.length === 0) return null;
      const could = others.map((user) => nameOf(all, user)).join(', ');
      return `${keyOf(first)} and ${keyOf(second)}: ${nameOf(all, second.member)} (${why}); could: ${could}`;
    },
  );
}
