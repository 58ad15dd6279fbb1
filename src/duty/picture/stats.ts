/** What one member had to do in the span. `weekendDays`, `holidays` and `nights` count the shifts that had one. */
export type MemberStats = {
  name: string;
  ic: number;
  oncall: number;
  weekendDays: number;
  holidays: number;
  nights: number;
  alertsHandled: number;
};

/** What the chart shows. `span` in words: `30 days to 21 Nov 2026`. */
export type StatsPicture = { span: string; members: readonly MemberStats[] };

/** One part of a bar: its colour, that of the number in it, and what it counts. */
export type Part = { colour: string; ink: string; countOf(member: MemberStats): number };

/** One figure of the members, drawn as bars `width` wide at most. */
export type Column = { title: string; x: number; width: number; parts: readonly Part[] };

/** How much a member has of a column's figure. */
export const totalOf = ({ parts }: Column, member: MemberStats): number =>
  parts.reduce((sum, part) => sum + part.countOf(member), 0);

/** The members with most shifts first, those with as many by name: by code point, for locales differ by machine. */
export function inOrder(members: readonly MemberStats[]): MemberStats[] {
  const byName = (a: MemberStats, b: MemberStats) => Number(a.name > b.name) - Number(a.name < b.name);
  return members.toSorted((a, b) => b.ic + b.oncall - a.ic - a.oncall || byName(a, b));
}
