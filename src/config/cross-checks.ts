import { isMapping, quoted, refused, valueAt } from './given.ts';
import type { Mistake } from './mistake.ts';

function checkHolidays(file: unknown): Mistake[] {
  if (valueAt(file, ['duty', 'country']) != null) return [];
  return ['ic', 'oncall'].flatMap((rotation) => {
    const path = ['duty', rotation, 'hours', 'holiday'];
    const text = 'needs duty.country, which tells whose public holidays count; set it, or take holiday out';
    return valueAt(file, path) === undefined ? [] : [{ path, text }];
  });
}

function checkMembersTwice(file: unknown): Mistake[] {
  return ['ic', 'oncall'].flatMap((rotation) => {
    const members = valueAt(file, ['duty', rotation, 'members']);
    const seen = new Set<string>();
    return (Array.isArray(members) ? members : []).flatMap((member: unknown, index): Mistake[] => {
      const user = valueAt(member, ['user']) ?? member;
      if (typeof user !== 'string') return [];
      // Slack knows no capitals in addresses. An id has no @ and no small letters.
      const known = user.includes('@') ? user.toLowerCase() : user;
      const again = seen.has(known);
      seen.add(known);
      const text = `${quoted(user)} is listed a second time; each member once`;
      return again ? [{ path: ['duty', rotation, 'members', index], text }] : [];
    });
  });
}

function checkPlanKinds(file: unknown): Mistake[] {
  const plans = valueAt(file, ['incidents', 'response_plans']);
  if (!isMapping(plans)) return [];
  const remote = valueAt(file, ['incidents', 'backend']) === 'incident-manager';
  const allowed = remote
    ? 'with the backend incident-manager, the ARN of a response plan'
    : 'with the backend local, a mapping with the keys impact, engage, playbook, room';
  const wrong = remote ? isMapping : (plan: unknown) => typeof plan === 'string';
  const misfits = Object.entries(plans).filter(([, plan]) => wrong(plan));
  return misfits.map(([name, plan]) => ({ path: ['incidents', 'response_plans', name], text: refused(plan, allowed) }));
}

function checkAutoPlans(file: unknown): Mistake[] {
  const auto = valueAt(file, ['incidents', 'auto']);
  const plans = valueAt(file, ['incidents', 'response_plans']) ?? {};
  if (!Array.isArray(auto) || !isMapping(plans)) return [];
  return auto.flatMap((rule, index) => {
    const name = valueAt(rule, ['response_plan']);
    if (typeof name !== 'string' || Object.hasOwn(plans, name)) return [];
    const allowed = 'a name that stands in incidents.response_plans';
    return [{ path: ['incidents', 'auto', index, 'response_plan'], text: refused(name, allowed) }];
  });
}

/**
 * Finds keys that are right by themselves but not together. It looks at the file as read, not as parsed, so that
 * these mistakes are told in the same run as all others.
 */
export function findContradictions(file: unknown): Mistake[] {
  return [...checkHolidays(file), ...checkMembersTwice(file), ...checkPlanKinds(file), ...checkAutoPlans(file)];
}
