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

function checkPlanNames(file: unknown): Mistake[] {
  const plans = valueAt(file, ['incidents', 'response_plans']) ?? {};
  if (!isMapping(plans)) return [];
  const auto = valueAt(file, ['incidents', 'auto']);
  const rules = (Array.isArray(auto) ? auto : []).map((rule, index) => ({
    path: ['incidents', 'auto', index, 'response_plan'],
    name: valueAt(rule, ['response_plan']),
  }));
  const ofSupport = ['support', 'response_plan'];
  return [...rules, { path: ofSupport, name: valueAt(file, ofSupport) }].flatMap(({ path, name }) => {
    if (typeof name !== 'string' || Object.hasOwn(plans, name)) return [];
    return [{ path, text: refused(name, 'a name that stands in incidents.response_plans') }];
  });
}

function checkClientTokens(file: unknown): Mistake[] {
  const clients = valueAt(file, ['support', 'clients']);
  const seen = new Set<string>();
  return Object.entries(isMapping(clients) ? clients : {}).flatMap(([name, client]) => {
    const hash = valueAt(client, ['token_sha256']);
    if (typeof hash !== 'string') return [];
    const isAgain = seen.has(hash.toLowerCase());
    seen.add(hash.toLowerCase());
    const text = 'is another client’s too; each has a token of its own';
    return isAgain ? [{ path: ['support', 'clients', name, 'token_sha256'], text }] : [];
  });
}

function checkJira(file: unknown): Mistake[] {
  if (typeof valueAt(file, ['jira', 'url']) !== 'string') return [];
  const needed = {
    user: 'the e-mail address of the account of JIRA_TOKEN',
    project: 'the key of the project, such as OPS',
  };
  const missing = Object.entries(needed).filter(([key]) => valueAt(file, ['jira', key]) == null);
  const names = missing.map(([key, what]) => `jira.${key} (${what})`).join(' and ');
  return missing.length === 0 ? [] : [{ path: ['jira', 'url'], text: `needs ${names} too` }];
}

/**
 * Finds keys that are right by themselves but not together. It looks at the file as read, not as parsed, so that
 * these mistakes are told in the same run as all others.
 */
export function findContradictions(file: unknown): Mistake[] {
  return [
    ...checkHolidays(file),
    ...checkMembersTwice(file),
    ...checkPlanKinds(file),
    ...checkPlanNames(file),
    ...checkClientTokens(file),
    ...checkJira(file),
  ];
}
