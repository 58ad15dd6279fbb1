import type { Member } from '../../config/member.ts';
import type { RotationName, ShiftTime } from '../shift.ts';
import type { Cycle } from './cycle.ts';
import type { Roster } from './roster.ts';

/** A shift as the ledger keeps it. */
export type LedgerShift = ShiftTime & {
  member: string | null;
  /** Whom the plan names. */
  planned: string | null;
  override: boolean;
  announced: boolean;
};

/** What is known of one rotation: its shifts and cycles in order, and from what they were planned. */
export type RotationLedger = { shifts: LedgerShift[]; cycles: Cycle[]; basis: Basis | null };
export type Ledger = Record<RotationName, RotationLedger>;

/** What a plan depends on. People's days are as the configuration file has them, without `/duty away`. */
export type Basis = { people: readonly Member[]; hours: Roster['hours']; turn: Roster['turn']; circumstances: string };

/**
 * Why a shift changed hands without anybody asking for it: its member is away, or no longer takes turns; who takes turns
 * or when changed, so that the plan was made anew beyond what is fixed; the hours did; somebody was found for a gap;
 * its member has the other duty that day.
 */
export type PlanCause = 'away' | 'left' | 'replanned' | 'hours' | 'found' | 'clash';
/** Why a shift changed hands. */
export type Cause = PlanCause | 'cover' | 'swap' | 'undo';

/** One shift that changed hands. */
export type Change = { rotation: RotationName; day: string; from: string | null; to: string | null; cause: Cause };

/**
 * Whether the plan must be made anew where it is not fixed yet: others take part, the hours are others, or somebody is
 * back sooner. What is over before `today` no longer counts, so that a file can be tidied up.
 */
export function isOutdated(before: Basis, now: Basis, today: string): boolean {
  const essence = ({ people, ...rest }: Basis) => JSON.stringify({ ...rest, people: people.flatMap(ofNow).sort() });
  const ofNow = ({ user, from, until, shadowUntil }: Member) => {
    if (until !== null && until < today) return [];
    const limits = [from !== null && from > today ? from : null, until, isOver(shadowUntil) ? null : shadowUntil];
    return [JSON.stringify([user, ...limits])];
  };
  const isOver = (day: string | null) => day !== null && day < today;
  if (essence(before) !== essence(now)) return true;
  const still = new Map(now.people.map(({ user, away }) => [user, away]));
  return before.people.some(({ user, away }) =>
    away.some(
      (span) => !isOver(span.to) && !still.get(user)?.some(({ from, to }) => from <= span.from && to >= span.to),
    ),
  );
}
