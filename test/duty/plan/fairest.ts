/** A turn, with its ISO weekday and who could have it. Without candidates it stays open. */
type SmallTurn = { weekday: number; candidates: readonly number[] };

/** A case small enough to try everything. Members are indices. */
export type SmallCase = {
  /** Who had the turn before the first. */
  before: number | null;
  turns: readonly SmallTurn[];
  /** Members who are equally available, together. */
  groups: readonly (readonly number[])[];
  /** How many members there are. */
  members: number;
  /** By how much, more than rounding up or down, a member may be off their share of all, weekend days and any weekday. */
  slack: number;
};

/** How unequal members of one group may be in shifts, weekend days and any one weekday. */
type Targets = readonly [shifts: number, weekendDays: number, weekday: number];

/** No small case is more unequal than this. */
const MOST = 30;

/** The fewest times that somebody has two turns one after the other. Where nobody is a candidate, there is a gap. */
export function fewestInARow<T>(turns: readonly (readonly T[])[]): number {
  let costs = new Map<T | null, number>([[null, 0]]);
  for (const candidates of turns) {
    const holders = candidates.length > 0 ? candidates : [null];
    const costOf = (holder: T | null) =>
      Math.min(...[...costs].map(([former, cost]) => cost + Number(holder !== null && former === holder)));
    costs = new Map(holders.map((holder) => [holder, costOf(holder)]));
  }
  return Math.min(...costs.values());
}

/**
 * Tries everything for the fairest way to give out turns with as few in a row as can be.
 * @returns the least sum of the three spreads; null when the limits cannot be kept.
 */
export function fairest(small: SmallCase): number | null {
  if (!isPossible(small, [MOST, MOST, MOST])) return null;
  for (let sum = 0; ; sum += 1) {
    for (let shifts = 0; shifts <= sum; shifts += 1) {
      for (let weekendDays = 0; shifts + weekendDays <= sum; weekendDays += 1) {
        if (isPossible(small, [shifts, weekendDays, sum - shifts - weekendDays])) return sum;
      }
    }
  }
}

/** Whether turns can be given out so that no group is more unequal. */
function isPossible(small: SmallCase, targets: Targets): boolean {
  const { before, turns } = small;
  const most = fewestInARow([before === null ? [] : [before], ...turns.map(({ candidates }) => candidates)]);
  const tally = tallyOf(small, targets);
  const failed = new Set<string>();

  function from(index: number, last: number | null, inARow: number): boolean {
    const turn = turns[index];
    if (!turn) return true;
    if (turn.candidates.length === 0) return from(index + 1, null, inARow);
    const key = `${index} ${last} ${inARow} ${tally.counts.join('|')}`;
    if (failed.has(key)) return false;
    for (const member of tally.fewestFirst(turn.candidates)) {
      const now = inARow + Number(member === last);
      if (now > most) continue;
      tally.give(turn, member, 1);
      const isDone = tally.canBeEven(turn) && from(index + 1, member, now);
      tally.give(turn, member, -1);
      if (isDone) return true;
    }
    failed.add(key);
    return false;
  }
  return from(0, before, 0);
}

/** What turns are counted as: all, weekend days, and from 2 on their weekday. */
const kindsOf = (weekday: number): number[] => (weekday > 5 ? [0, 1, weekday + 1] : [0, weekday + 1]);

/** What a member should have of turns: of each one over the number of those who could have it. */
const shareOf = (member: number, turns: readonly SmallTurn[]): number =>
  turns.reduce((sum, { candidates }) => sum + (candidates.includes(member) ? 1 / candidates.length : 0), 0);

/** Sums of fractions are not exact. */
const ROUNDING = 1e-9;

/** Counts who has what so far, and tells whether the rest can still make it even enough. */
function tallyOf({ turns, groups, members, slack }: SmallCase, targets: Targets) {
  const counts = Array.from({ length: 9 }, () => new Array<number>(members).fill(0));
  const isOf = (kind: number) => (turn: SmallTurn) =>
    turn.candidates.length > 0 && kindsOf(turn.weekday).includes(kind);
  const left = counts.map((_, kind) => turns.filter(isOf(kind)).length);
  const of = (kind: number, member: number): number => (counts[kind] as number[])[member] as number;

  const isWithinReach = (kind: number): boolean =>
    groups.every((group) => {
      const most = Math.max(...group.map((member) => of(kind, member)));
      const target = targets[Math.min(kind, 2)] as number;
      const missing = group.reduce((sum, member) => sum + Math.max(0, most - target - of(kind, member)), 0);
      return missing <= (left[kind] as number);
    });
  const shares = counts.map((own, kind) => own.map((_, member) => shareOf(member, turns.filter(isOf(kind)))));
  const keepsLimits = (kind: number): boolean => {
    const limits = (shares[kind] as number[]).map((share) => [
      Math.floor(share + ROUNDING) - slack,
      Math.ceil(share - ROUNDING) + slack,
    ]) as [number, number][];
    const missing = limits.reduce((sum, [least], member) => sum + Math.max(0, least - of(kind, member)), 0);
    return missing <= (left[kind] as number) && limits.every(([, most], member) => of(kind, member) <= most);
  };

  return {
    counts,
    fewestFirst: (members: readonly number[]) => members.toSorted((a, b) => of(0, a) - of(0, b)),
    give({ weekday }: { weekday: number }, member: number, sign: 1 | -1) {
      for (const kind of kindsOf(weekday)) {
        (counts[kind] as number[])[member] = of(kind, member) + sign;
        left[kind] = (left[kind] as number) - sign;
      }
    },
    canBeEven: ({ weekday }: { weekday: number }) =>
      kindsOf(weekday).every((kind) => isWithinReach(kind) && keepsLimits(kind)),
  };
}
