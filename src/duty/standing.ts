import { type ListedShift, type RotationName, rotationNames } from './shift.ts';

/**
 * Where a rotation stands at an instant: the shift under way and the next one to begin, which are gaps when they have
 * no member, and the next one that somebody has.
 */
export type Standing = { now: ListedShift | null; next: ListedShift | null; nextHeld: ListedShift | null };

/** Where both rotations stand, by shifts around the instant in order. A shift's end is no longer part of it. */
export function standings(shifts: readonly ListedShift[], at: Date): Record<RotationName, Standing> {
  const standing = (rotation: RotationName): Standing => {
    const own = shifts.filter((shift) => shift.rotation === rotation && shift.end > at);
    return {
      now: own.find(({ start }) => start <= at) ?? null,
      next: own.find(({ start }) => start > at) ?? null,
      nextHeld: own.find(({ start, member }) => start > at && member !== null) ?? null,
    };
  };
  const [ic, oncall] = rotationNames.map(standing);
  return { ic: ic as Standing, oncall: oncall as Standing };
}

/**
 * Who has the duty: the Incident Commander in the Incident Commander's hours, else who is on call; null while neither is
 * covered or nobody is available.
 */
export function whoIsOnDuty({ ic, oncall }: Record<RotationName, Standing>): string | null {
  return ic.now?.member ?? oncall.now?.member ?? null;
}

/** Who has a duty now or, while nobody has it, who has it next; null when nobody is known. */
export function nowOrNext({ now, nextHeld }: Standing): string | null {
  return now?.member ?? nextHeld?.member ?? null;
}
