import type { Member } from '../config/member.ts';
import type { LedgerShift } from '../duty/plan/ledger.ts';
import { withLastDay } from '../duty/plan/planning.ts';
import { canTake } from '../duty/plan/roster.ts';
import type { Outlook } from '../duty/schedule/outlook.ts';
import { dutyWords, type RotationName, rotationNames } from '../duty/shift.ts';

/** One rotation as it would be planned: its shifts that are not over yet, in order, each with who could have it. */
export type RotationView = {
  rotation: RotationName;
  /** As people call the duty. */
  word: string;
  /** Where its members stand in the configuration. */
  key: string;
  turn: 'day' | 'week';
  members: readonly Member[];
  shifts: readonly ViewedShift[];
};
/** `able` are those who are there that day, whatever other duty they have; by their ids in the ledger. */
export type ViewedShift = LedgerShift & { lastDay: string; able: readonly string[] };

/** Both rotations of an outlook, from an instant to a day. */
export function viewsOf({ rules, ledger }: Outlook, { now, to }: { now: Date; to: string }): RotationView[] {
  return rotationNames.map((rotation) => {
    const { members, turn } = rules.rosters[rotation];
    const ahead = ledger[rotation].shifts.filter(({ day, end }) => end > now && day <= to);
    const shifts = ahead.map((shift): ViewedShift => {
      const days = withLastDay(shift, rules.zone);
      return { ...days, able: members.filter((member) => canTake(member, days)).map(({ user }) => user) };
    });
    return { rotation, word: dutyWords[rotation], key: `duty.${rotation}.members`, turn, members, shifts };
  });
}

/** Who can have a shift of the rotation at all, in the order of the configuration. */
export function activeMembers({ members, shifts }: RotationView): string[] {
  const able = new Set(shifts.flatMap((shift) => shift.able));
  return members.map(({ user }) => user).filter((user) => able.has(user));
}

/** Runs of neighbours for which `kindOf` tells the same; those for which it tells null are left out. */
export function runsOf<Item>(items: readonly Item[], kindOf: (item: Item) => string | null): [Item, ...Item[]][] {
  const runs: { kind: string | null; items: [Item, ...Item[]] }[] = [];
  for (const item of items) {
    const kind = kindOf(item);
    const run = runs.at(-1);
    if (run && run.kind === kind) run.items.push(item);
    else runs.push({ kind, items: [item] });
  }
  return runs.filter(({ kind }) => kind !== null).map((run) => run.items);
}

/** The days of neighbouring shifts: `2026-12-24`, or `2026-12-24 to 2026-12-26`. */
export function spanWords(run: readonly [ViewedShift, ...ViewedShift[]]): string {
  const [{ day: first }] = run;
  const last = run.at(-1)?.day ?? first;
  return first === last ? first : `${first} to ${last}`;
}

/** Things named one after the other, of many the first five. */
export function firstFive(words: readonly string[]): string {
  const more = words.length > 5 ? ` and ${words.length - 5} more` : '';
  return words.slice(0, 5).join(', ') + more;
}

/** `1 shift`, `2 shifts`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
