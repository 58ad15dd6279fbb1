import type { Config } from '../../../config/schema.ts';
import { addDays, dayIn } from '../../../duty/days.ts';
import type { RotationName, Shift } from '../../../duty/shift.ts';
import type { Turn } from './override-plan.ts';

/** Shifts are mirrored so many days ahead. */
const DAYS_AHEAD = 14;

/** From yesterday, for a night that is not over, to as far ahead as shifts are mirrored. */
export function mirroredDays(now: Date, zone: string): { from: string; to: string } {
  const today = dayIn(now, zone);
  return { from: addDays(today, -1), to: addDays(today, DAYS_AHEAD) };
}

/** A rotation's shifts from now on as AWS names people, and the members who have no contact there and so no turn. */
export function turnsOf(
  rotation: RotationName,
  { shifts, now }: { shifts: readonly Shift[]; now: Date },
  { incidents }: Config,
): { turns: Turn[]; strangers: string[] } {
  const ahead = shifts.filter((shift) => shift.rotation === rotation && shift.end > now);
  const held = ahead.flatMap(({ member, start, end }) => (member === null ? [] : [{ member, from: start, to: end }]));
  const turns = held.flatMap(({ member, from, to }) => {
    const contact = incidents.contacts[member];
    return contact === undefined ? [] : [{ contact, from, to }];
  });
  const strangers = held.map(({ member }) => member).filter((member) => incidents.contacts[member] === undefined);
  return { turns, strangers: [...new Set(strangers)] };
}
