import type { Member } from '../config/member.ts';
import { mondayOf } from '../duty/days.ts';
import {
  activeMembers,
  counted,
  firstFive,
  type RotationView,
  runsOf,
  spanWords,
  type ViewedShift,
} from './duty-view.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('duty');

/** Members who are there too rarely: for any shift at all, or so that one of them is left alone with the duty. */
export function checkAbsences(views: readonly RotationView[]): Finding[] {
  return views.flatMap((view) => [...idle(view), ...leftAlone(view)]);
}

function idle(view: RotationView): Finding[] {
  const active = activeMembers(view);
  const others = view.members.filter(({ user }) => !active.includes(user));
  const last = view.shifts.at(-1)?.day;
  // With nobody at all every shift is a gap, and is told as one.
  if (others.length === 0 || active.length === 0 || last === undefined) return [];
  const named = firstFive(others.map((member) => `${member.user} (${whyIdle(member)})`));
  const fix = `Take out of ${view.key} who has left, and mend the days of the others.`;
  return [warning(`Until ${last} these members get no ${view.word} shift: ${named}.`, fix)];
}

function whyIdle({ from, until, shadowUntil, away }: Member): string {
  const reasons = [
    ...(from === null ? [] : [`from ${from}`]),
    ...(until === null ? [] : [`until ${until}`]),
    ...(shadowUntil === null ? [] : [`shadows until ${shadowUntil}`]),
    ...(away.length === 0 ? [] : ['away']),
  ];
  return reasons.join(', ');
}

/** Where of several members only one is there for two turns or more. */
function leftAlone(view: RotationView): Finding[] {
  if (activeMembers(view).length < 2) return [];
  const runs = runsOf(view.shifts, ({ able }) => (able.length === 1 ? (able[0] as string) : null));
  const long = runs.filter((run) => turnsOf(run, view) > 1);
  if (long.length === 0) return [];
  const named = firstFive(
    long.map((run) => `${run[0].able[0]} on ${spanWords(run)} (${counted(run.length, 'shift')})`),
  );
  const fix = 'See whether somebody’s days can move, or add a member.';
  return [warning(`One member has several ${view.word} turns in a row, as all others are away: ${named}.`, fix)];
}

const turnsOf = (run: readonly ViewedShift[], { turn }: RotationView): number =>
  turn === 'day' ? run.length : new Set(run.map(({ day }) => mondayOf(day))).size;
