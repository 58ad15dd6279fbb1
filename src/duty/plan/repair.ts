import { addDays } from '../days.ts';
import { otherThan, type RotationName } from '../shift.ts';
import type { Cycle } from './cycle.ts';
import type { LedgerShift, PlanCause } from './ledger.ts';
import { keyOf, otherDutyOf, type Work, withLastDay } from './planning.ts';
import { canTake, type Roster } from './roster.ts';
import { type OpenShift, type OtherDuty, shareOut } from './share-out.ts';

/** One rotation under repair, and what its members have to do on the other duty. */
type Bench = { rotation: RotationName; roster: Roster; shifts: readonly LedgerShift[]; other: OtherDuty; work: Work };

/**
 * Gives away the shifts, not yet over, whose member cannot have them any more, and those that nobody had and somebody
 * can take; all others stay. Where only whoever has the other duty that day could take one, and somebody else can take
 * that, they do: two shifts change hands, and nothing is left uncovered.
 */
export function repair(rotation: RotationName, work: Work): void {
  const { shifts } = work.ledger[rotation];
  const roster = work.rules.rosters[rotation];
  const bench: Bench = { rotation, roster, shifts, other: otherDutyOf(rotation, work), work };
  const vacant = new Set<LedgerShift>();
  for (const shift of shifts) {
    const cause = shift.end > work.now ? causeOf(shift, bench) : null;
    if (cause === null) continue;
    work.causes.set(keyOf(rotation, shift.day), cause);
    const busy = trader(shift, bench);
    if (busy === null) vacant.add(shift);
    else trade(shift, busy, bench);
  }
  for (const [cycle, those] of Map.groupBy(vacant, ({ day }) => cycleOf(day, bench)))
    fill(new Set(those), cycle, bench);
}

/** Why a shift is to be given away; null when it stays as it is. */
function causeOf(shift: LedgerShift, bench: Bench): PlanCause | null {
  const { roster, work } = bench;
  if (shift.member === null) return takers(shift, bench).length > 0 || trader(shift, bench) !== null ? 'found' : null;
  const member = roster.members.find(({ user }) => user === shift.member);
  const days = withLastDay(shift, work.rules.zone);
  if (!member || !canTake({ ...member, away: [] }, days)) return 'left';
  if (!canTake(member, days)) return 'away';
  return clashes(shift, bench) ? 'clash' : null;
}

/** Whether its member has the other duty that day, and this is the one to give away: on call, unless it was traded. */
function clashes({ day, member, override }: LedgerShift, { rotation, other, work }: Bench): boolean {
  if (override || other.holder(day) !== member) return false;
  const { traded } = work;
  return !traded.has(keyOf(rotation, day)) && (rotation === 'oncall' || traded.has(keyOf('oncall', day)));
}

/** Who can take a shift, whatever else they have to do that day. */
function able({ roster, work }: Pick<Bench, 'roster' | 'work'>, shift: LedgerShift): string[] {
  const days = withLastDay(shift, work.rules.zone);
  return roster.members.filter((member) => canTake(member, days)).map(({ user }) => user);
}

function takers(shift: LedgerShift, bench: Bench): string[] {
  const busy = bench.other.holder(shift.day);
  return able(bench, shift).filter((user) => user !== busy);
}

/** Whoever has the other duty that day and could take this shift, where nobody else can, but somebody theirs. */
function trader(shift: LedgerShift, bench: Bench): string | null {
  const { rotation, work } = bench;
  const busy = bench.other.holder(shift.day);
  if (busy === null || takers(shift, bench).length > 0 || !able(bench, shift).includes(busy)) return null;
  const theirs = work.ledger[otherThan(rotation)].shifts.find(({ day }) => day === shift.day);
  if (!theirs || theirs.start <= work.now || theirs.override) return null;
  const others = able({ roster: work.rules.rosters[otherThan(rotation)], work }, theirs);
  return others.some((user) => user !== busy) ? busy : null;
}

/** Gives the shift to somebody with the other duty; theirs is given away when that rotation is repaired. */
function trade(shift: LedgerShift, busy: string, { rotation, work }: Bench): void {
  give(shift, busy);
  work.traded.add(keyOf(rotation, shift.day));
}

function give(shift: LedgerShift, member: string | null): void {
  shift.member = member;
  shift.planned = member;
  shift.override = false;
}

/** The cycle that a day is in, or the last before it. */
const cycleOf = (day: string, { rotation, work }: Bench): Cycle | undefined =>
  work.ledger[rotation].cycles.findLast(({ start }) => start <= day);

/** Shares out the vacant shifts of a cycle, so that with all that others have of it nobody has more than their share. */
function fill(vacant: ReadonlySet<LedgerShift>, cycle: Cycle | undefined, bench: Bench): void {
  const { roster, work } = bench;
  const days = [...vacant].map(({ day }) => day).sort();
  const [from, to] = [cycle?.start ?? (days[0] as string), days.at(-1) as string];
  const end = cycle && cycle.end > to ? cycle.end : to;
  const near = Math.max(7, roster.members.length);
  const around = bench.shifts.filter(({ day }) => day >= addDays(from, -near) && day <= addDays(end, near));
  const open = around.map((shift): OpenShift => {
    const isVacant = vacant.has(shift);
    const kept = { member: shift.member, team: cycle?.members ?? [] };
    // Whoever gave a shift to somebody that cannot have it is the first to get it back.
    const wishes = [isVacant && shift.override ? shift.planned : null];
    const counted = shift.day >= from && shift.day <= end;
    return { ...withLastDay(shift, work.rules.zone), ...(!isVacant && { kept }), wishes, counted };
  });
  const members = shareOut(open, roster, bench.other);
  for (const [index, shift] of around.entries()) if (vacant.has(shift)) give(shift, members[index] ?? null);
}
