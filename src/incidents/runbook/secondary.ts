/**
 * Who could be called for help. People are Slack user ids. `nextShifts` are the on-call shifts from now on, in order, and
 * `members` the rotation's in its order; `passed` were paged already, lead, ask, or cannot come.
 */
export type Secondaries = {
  nextShifts: readonly { member: string | null }[];
  members: readonly string[];
  passed: readonly string[];
};

/** Who is called next: whoever has on-call soonest, then the rest of the rotation; null when nobody is left. */
export function nextSecondary({ nextShifts, members, passed }: Secondaries): string | null {
  const inTurn = [...nextShifts.flatMap(({ member }) => member ?? []), ...members];
  return inTurn.find((member) => members.includes(member) && !passed.includes(member)) ?? null;
}
