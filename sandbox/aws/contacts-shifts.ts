import { max } from 'date-fns/max';
import { min } from 'date-fns/min';
import { instantOf } from '../../src/duty/hours/wall-time.ts';
import type { Override, Rotation } from './contacts-world.ts';

/** Who is on call from an instant to another, the second exclusive; `overridden` are those whom an override replaced. */
export type Shift = { from: Date; to: Date; contacts: string[]; overridden: string[] | null };

const DAY_MS = 86_400_000;

/** The shifts of a rotation that lie at least in part between two instants, in order. Overrides cut them. */
export function shiftsOf(rotation: Rotation, between: { from: Date; to: Date }): Shift[] {
  const shifts: Shift[] = [];
  const passed = Math.floor((between.from.getTime() - handOff(rotation, 0).getTime()) / (rotation.days * DAY_MS));
  // An hour's change of the clocks may put the shift that `passed` counts a turn too far.
  for (let turn = Math.max(0, passed - 1); handOff(rotation, turn) < between.to; turn += 1) {
    const contact = rotation.contacts[turn % rotation.contacts.length] ?? '';
    const regular = { from: handOff(rotation, turn), to: handOff(rotation, turn + 1), contacts: [contact] };
    shifts.push(...cut({ ...regular, overridden: null }, rotation.overrides));
  }
  return shifts.filter(({ from, to }) => to > between.from && from < between.to);
}

/** Who is on call in a rotation at an instant. */
export function onCallAt(rotation: Rotation, at: Date): string[] {
  const [shift] = shiftsOf(rotation, { from: at, to: new Date(at.getTime() + 1) });
  return shift?.contacts ?? [];
}

/** The instant at which the rotation is handed on for the `turn`th time, from 0. */
export function handOff({ firstDay, days, handOff: time, zone }: Rotation, turn: number): Date {
  const day = new Date(Date.parse(`${firstDay}T00:00:00Z`) + turn * days * DAY_MS).toISOString().slice(0, 10);
  return instantOf(day, time.hour * 60 + time.minute, zone);
}

function cut(shift: Shift, overrides: Override[]): Shift[] {
  const pieces: Shift[] = [];
  let { from } = shift;
  const hits = overrides.filter((each) => each.from < shift.to && each.to > shift.from);
  for (const override of hits.toSorted((one, other) => one.from.getTime() - other.from.getTime())) {
    const begin = max([override.from, from]);
    const end = min([override.to, shift.to]);
    if (begin > from) pieces.push({ ...shift, from, to: begin });
    pieces.push({ from: begin, to: end, contacts: override.contacts, overridden: shift.contacts });
    from = end;
  }
  return from < shift.to ? [...pieces, { ...shift, from }] : pieces;
}
