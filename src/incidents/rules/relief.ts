/**
 * Who could relieve a commander. People are Slack user ids; `members` are in the order of the rotation.
 * `away` cannot come now, `busy` have the other duty. `leading` is the commander, who need not be a member.
 * `led` is how long each led lately, in milliseconds; who is not in it did not.
 */
export type Relief = {
  members: readonly string[];
  away: readonly string[];
  busy: readonly string[];
  leading: string | null;
  led: ReadonlyMap<string, number>;
};

/**
 * Who is proposed to relieve the commander: of those free now the one who led least lately; among equals the next after
 * the commander in the rotation.
 * @returns null when nobody is free.
 */
export function nextFree({ members, away, busy, leading, led }: Relief): string | null {
  const after = leading === null ? 0 : members.indexOf(leading) + 1;
  const inTurn = [...members.slice(after), ...members.slice(0, after)];
  const free = inTurn.filter((member) => member !== leading && !away.includes(member) && !busy.includes(member));
  const ledFor = (member: string): number => led.get(member) ?? 0;
  return free.toSorted((one, other) => ledFor(one) - ledFor(other))[0] ?? null;
}
