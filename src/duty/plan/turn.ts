/**
 * One turn to be given to a member. Members are indices. `available` could take it as far as they are there at all;
 * `candidates` are those of them who have no other duty then. Of a `fixed` turn only the member and, for the share of
 * others in it, `available` count. What is not `counted` lies before or after the time that is shared out.
 */
export type Turn = {
  available: readonly number[];
  candidates: readonly number[];
  /** ISO weekday; 0 when turns are whole weeks. */
  weekday: number;
  /** Which week it is in, counted from any one. */
  week: number;
  shifts: number;
  /** How many of its shifts begin on a Saturday or Sunday. */
  weekendDays: number;
  /** Its length, where the longest turn is 1. */
  length: number;
  fixed: boolean;
  counted: boolean;
};

/** Nobody has the turn. */
export const NOBODY = -1;

/** What is shared out evenly: all shifts, each weekday (1 to 7), weekend days, hours. */
export const KINDS = 10;
const [ALL, WEEKEND] = [0, 8];
/** The kind that is no whole number. */
export const LENGTH = 9;

/** What a turn gives to whoever has it, of each kind that it has any of; nothing when it is not counted. */
export function amountsOf(turn: Turn): [kind: number, amount: number][] {
  if (!turn.counted) return [];
  const all: [number, number][] = [
    [ALL, turn.shifts],
    [turn.weekday, turn.weekday === 0 ? 0 : turn.shifts],
    [WEEKEND, turn.weekendDays],
    [LENGTH, turn.length],
  ];
  return all.filter(([, amount]) => amount > 0);
}

/**
 * What every member should have of each kind: of a turn one over the number of those available for it. Nobody has a share
 * of a turn while away, so that nobody has to catch up.
 * @returns by `member * KINDS + kind`.
 */
export function sharesOf(turns: readonly Turn[], members: number): Float64Array {
  const shares = new Float64Array(members * KINDS);
  for (const turn of turns) {
    for (const [kind, amount] of amountsOf(turn)) {
      for (const member of turn.available) {
        const index = member * KINDS + kind;
        shares[index] = (shares[index] as number) + amount / turn.available.length;
      }
    }
  }
  return shares;
}
