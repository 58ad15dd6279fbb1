import type { Config } from '../../config/schema.ts';
import { mondayOf } from '../days.ts';
import type { ListedShift, RotationName } from '../shift.ts';

/**
 * One member's shifts of one turn, in order, of which the member is told together: one shift or, in a rotation that turns
 * weekly, all that the member has in a week, also when somebody else covers a day amid them. `key` tells the turn from
 * the rotation's others: the shift's day, or the week's Monday.
 */
export type Turn = {
  rotation: RotationName;
  key: string;
  member: string;
  shifts: readonly [ListedShift, ...ListedShift[]];
};

/** The turns that shifts make, in order; gaps are nobody's. */
export function turnsOf(shifts: readonly ListedShift[], duty: Config['duty']): Turn[] {
  const turns = new Map<string, ListedShift[]>();
  for (const shift of shifts) {
    if (shift.member === null) continue;
    const id = `${shift.rotation} ${keyOf(shift, duty)} ${shift.member}`;
    turns.set(id, [...(turns.get(id) ?? []), shift]);
  }
  return [...turns.values()].map((own) => {
    const [first] = own as [ListedShift];
    return {
      rotation: first.rotation,
      key: keyOf(first, duty),
      member: first.member as string,
      shifts: own as [ListedShift, ...ListedShift[]],
    };
  });
}

const keyOf = ({ rotation, day }: ListedShift, duty: Config['duty']): string =>
  duty[rotation].turn === 'week' ? mondayOf(day) : day;
