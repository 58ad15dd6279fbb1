/** The two rotations, which turn independently of each other. */
export const rotationNames = ['ic', 'oncall'] as const;
export type RotationName = (typeof rotationNames)[number];

/** The rotation that one is not. */
export const otherThan = (rotation: RotationName): RotationName => (rotation === 'ic' ? 'oncall' : 'ic');

/** How people call the rotations. */
export const dutyWords: Readonly<Record<RotationName, string>> = { ic: 'IC', oncall: 'On call' };

/**
 * When somebody has to be there. `day` is the calendar day in the configured zone whose hours it fills: the
 * one on which it begins.
 */
export type ShiftTime = { day: string; start: Date; end: Date };

/** One person's time on one duty, as it stands in the ledger. People are Slack user ids, or e-mail addresses Slack has not resolved. */
export type Shift = ShiftTime & {
  id: number;
  rotation: RotationName;
  /** Who has it; null is a gap: nobody can. */
  member: string | null;
  /** Whom the plan names; differs from `member` while a cover or swap stands. */
  planned: string | null;
  /** Whether people, and not the plan, gave it to its member. */
  override: boolean;
};

/** A shift as it is shown: with who looks over its member's shoulder, and how often it changed since it was planned. */
export type ListedShift = Shift & { shadows: string[]; changes: number };
