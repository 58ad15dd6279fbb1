import { otherThan } from '../../../src/duty/shift.ts';
import { type Case, nameOf } from '../case.ts';
import type { KeptAbsence, KeptShift } from '../evidence.ts';
import { keyOf } from '../history.ts';
import { type Check, checkEach } from './check.ts';

const FIXED_MS = 14 * 24 * 3_600_000;

/** What is near changes only by people, or because whoever has it cannot have it any more, or because nobody had it. */
export function stability({ changes, history, known, names }: Case): Check {
  return checkEach('what is near stays, unless its member can not have it', changes, (change) => {
    const shift = history.shift(change);
    if (!shift || shift.start.getTime() - change.at.getTime() > FIXED_MS) return null;
    const { cause, from, at } = change;
    if (['cover', 'swap', 'undo'].includes(cause) || from === null || !known.isAble(from, change, at)) return null;
    const isTrade = cause === 'clash' && known.able(change, at).length > 0;
    return isTrade ? null : `${keyOf(change)} left ${nameOf({ names }, from)} at ${at.toISOString()}: ${cause}`;
  });
}

/** What an absence had to move, and what it moved. */
export type AbsenceCost = { absence: KeptAbsence; least: number; moved: number };

/** For every absence within the span, how many shifts changed hands by it and the fewest that could. */
export function absenceCosts(all: Case): AbsenceCost[] {
  const { absences, changes, to: last } = all;
  const within = absences.filter(({ to }) => to <= last);
  return within.map((absence) => {
    const moved = changes.filter(({ ref, at, cause }) => {
      return ref === absence.id && at.getTime() === absence.at.getTime() && ['away', 'clash'].includes(cause);
    });
    return { absence, least: leastMoved(absence, all), moved: moved.length };
  });
}

function leastMoved({ member, from, to, at }: KeptAbsence, all: Case): number {
  const before = new Date(at.getTime() - 1);
  const own = all.shifts.filter((shift) => {
    if (shift.day < from || shift.day > to || shift.end <= at) return false;
    return all.history.holderAt(shift, before) === member;
  });
  return own.reduce((sum, shift) => sum + (needsTrade(shift, { before, at, all }) ? 2 : 1), 0);
}

/** Whether only whoever has the other duty that day can take it, and somebody else can take theirs. */
function needsTrade(shift: KeptShift, { before, at, all }: { before: Date; at: Date; all: Case }): boolean {
  const other = all.history.shift({ ...shift, rotation: otherThan(shift.rotation) });
  const busy = other ? all.history.holderAt(other, before) : null;
  const able = all.known.able(shift, at);
  if (!other || busy === null || other.start <= at || able.some((user) => user !== busy) || !able.includes(busy))
    return false;
  return all.known.able(other, at).some((user) => user !== busy);
}

/** An absence moves what it must, and no more. */
export function absencesMoveLeast(all: Case): Check {
  return checkEach('an absence moves as little as possible', absenceCosts(all), ({ absence, least, moved }) => {
    const who = nameOf(all, absence.member);
    return least === moved ? null : `${who} ${absence.from}..${absence.to}: ${moved} shifts, the least is ${least}`;
  });
}
