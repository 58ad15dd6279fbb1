import type { DutyRules } from '../duty/plan/planning.ts';
import { rotationNames } from '../duty/shift.ts';
import { activeMembers, type RotationView } from './duty-view.ts';
import { type Finding, findingsOf } from './finding.ts';

const { warning } = findingsOf('duty');

const both = new Intl.ListFormat('en');

/** Teams that are too small to take turns fairly, whoever is away. */
export function checkTeams(views: readonly RotationView[], rules: DutyRules): Finding[] {
  return [...views.flatMap((view) => [...alone(view), ...alternating(view, rules)]), ...pair(views, rules)];
}

function alone(view: RotationView): Finding[] {
  const [only, ...others] = activeMembers(view);
  if (only === undefined || others.length > 0) return [];
  const fix = `Add members to ${view.key}: with two they take turns, with three nobody is bound to a weekday.`;
  return [warning(`${only} has every ${view.word} shift, as nobody else takes turns.`, fix)];
}

/** Two can only alternate, and then an even number of days gives each the same weekdays in every week. */
function alternating(view: RotationView, rules: DutyRules): Finding[] {
  const days = weekdaysOf(view, rules).size;
  const team = activeMembers(view);
  if (team.length !== 2 || view.turn === 'week' || days % 2 === 1) return [];
  const message = `${both.format(team)} keep the same ${view.word} weekdays for ever: they can only alternate, over ${days} days a week.`;
  return [warning(message, `Add a third member to ${view.key}, or cover an odd number of weekdays.`)];
}

/** With both duties in the hands of the same two, each of them has one every day. */
function pair(views: readonly RotationView[], rules: DutyRules): Finding[] {
  const teams = views.map(activeMembers);
  const people = new Set(teams.flat());
  const [ic, oncall] = views.map((view) => weekdaysOf(view, rules));
  const isShared = teams.flat().length > people.size;
  if (!rules.neverBoth || !isShared || people.size !== 2 || !ic || !oncall || ic.isDisjointFrom(oncall)) return [];
  const message = `${both.format(people)} each have a duty on every day that both rotations cover: duty.never_both keeps them from having both, and there is nobody else.`;
  return [warning(message, `Add a member to ${rotationNames.map((name) => `duty.${name}.members`).join(' or ')}.`)];
}

const weekdaysOf = ({ rotation }: RotationView, { rosters }: DutyRules): Set<number> =>
  new Set(rosters[rotation].hours.flatMap(({ day }) => (day === 'holiday' ? [] : [day as number])));
