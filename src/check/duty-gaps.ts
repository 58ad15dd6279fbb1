import { canTake } from '../duty/plan/roster.ts';
import { counted, firstFive, type RotationView, runsOf, spanWords, type ViewedShift } from './duty-view.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('duty');

const HOUR_MS = 3_600_000;

/** Why nobody has a shift, each with what mends it. */
const REASONS = {
  away: ['everybody who could is away', 'See whether somebody’s days can move, or add a member.'],
  'no turns': ['nobody takes turns then', 'Add a member, or see from when until when the members take turns.'],
  'other duty': [
    'duty.never_both is on, and whoever could has the other duty that day',
    'Add a member, or set duty.never_both to false.',
  ],
} as const;
type Reason = keyof typeof REASONS;

/** Hours that nobody can cover: one finding a rotation and reason. And that nobody is to be asked in them. */
export function checkGaps(views: readonly RotationView[], admins: readonly string[]): Finding[] {
  const gaps = views.flatMap(gapsOf);
  if (gaps.length === 0 || admins.length > 0) return gaps;
  const fix = 'List the Slack user ids of those who are to be asked then.';
  return [...gaps, warning('There are hours that nobody covers, and admins names nobody to ask in them.', fix)];
}

function gapsOf(view: RotationView): Finding[] {
  const reasonOf = (shift: ViewedShift) => (shift.member === null ? reasonFor(shift, view) : null);
  const runs = Map.groupBy(runsOf(view.shifts, reasonOf), ([first]) => reasonFor(first, view));
  return [...runs].map(([reason, spans]) => {
    const shifts = spans.flat();
    const length = shifts.reduce((sum, { start, end }) => sum + end.getTime() - start.getTime(), 0) / HOUR_MS;
    const amount = `${counted(shifts.length, 'shift')}, ${counted(Number(length.toFixed(2)), 'hour')}`;
    const [because, fix] = REASONS[reason];
    return warning(`Nobody can have ${view.word} on ${firstFive(spans.map(spanWords))} (${amount}): ${because}.`, fix);
  });
}

function reasonFor(shift: ViewedShift, { members }: RotationView): Reason {
  if (shift.able.length > 0) return 'other duty';
  return members.some((member) => canTake({ ...member, away: [] }, shift)) ? 'away' : 'no turns';
}
