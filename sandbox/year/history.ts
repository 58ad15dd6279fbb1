import type { RotationName } from '../../src/duty/shift.ts';
import type { Evidence, KeptChange, KeptShift } from './evidence.ts';

/** What tells one shift from all others. */
export type ShiftKey = { rotation: RotationName; day: string };

export const keyOf = ({ rotation, day }: ShiftKey): string => `${rotation} ${day}`;

/** Who had which shift when, by going back in the history from the shifts as they stand. */
export type History = {
  /** What happened to a shift, in order. */
  of(shift: ShiftKey): readonly KeptChange[];
  /** Who had it at an instant, with all changes of that instant done; null is nobody. */
  holderAt(shift: ShiftKey, at: Date): string | null;
  shift(key: ShiftKey): KeptShift | undefined;
};

/** The history of a year. */
export function historyOf({ shifts, changes }: Pick<Evidence, 'shifts' | 'changes'>): History {
  const byKey = new Map(shifts.map((shift) => [keyOf(shift), shift]));
  const ofShift = Map.groupBy(changes, keyOf);
  const of = (shift: ShiftKey) => ofShift.get(keyOf(shift)) ?? [];
  const holderAt = (shift: ShiftKey, at: Date) => {
    const later = of(shift).find((change) => change.at > at);
    return later ? later.from : (byKey.get(keyOf(shift))?.member ?? null);
  };
  return { of, holderAt, shift: (key) => byKey.get(keyOf(key)) };
}
