import type { WebClient } from '@slack/web-api';
import { isUserId } from '../config/names.ts';
import type { Config } from '../config/schema.ts';
import { rotationNames } from '../duty/shift.ts';
import { type Finding, findingsOf } from './finding.ts';
import { slackFault } from './slack-fault.ts';

const { warning } = findingsOf('duty');

/** What Slack says of one person: the account's id, and what is wrong with it; Slack's own word where it does not tell. */
type Found = { person: string; id: string | null; problem: string | null };

/** Looks up in Slack everybody who has duties, or is to be asked when nobody has. */
export async function checkPeople({ duty, admins }: Config, client: WebClient): Promise<Finding[]> {
  const teams = rotationNames.map((name) => ({ name, people: duty[name].members.map(({ user }) => user) }));
  const everybody = new Set([...teams.flatMap(({ people }) => people), ...admins]);
  const found = await Promise.all([...everybody].map((person) => look(person, client)));
  const problems = Map.groupBy(found, ({ problem }) => problem);
  return [
    ...[...problems].flatMap(([problem, those]) => (problem === null ? [] : [tell(problem, those)])),
    ...teams.flatMap(({ name, people }) =>
      twice(
        `duty.${name}.members`,
        found.filter(({ person }) => people.includes(person)),
      ),
    ),
  ];
}

async function look(person: string, client: WebClient): Promise<Found> {
  try {
    const { user } = isUserId(person)
      ? await client.users.info({ user: person })
      : await client.users.lookupByEmail({ email: person });
    return { person, id: user?.id ?? null, problem: user?.deleted ? 'deactivated' : user?.is_bot ? 'bot' : null };
  } catch (fault) {
    const { word } = slackFault(fault);
    return { person, id: null, problem: /^users?_not_found$/.test(word) ? 'unknown' : word };
  }
}

function tell(problem: string, those: readonly Found[]): Finding {
  const names = those.map(({ person }) => person).join(', ');
  const fix = 'Mend the members and admins in the configuration.';
  switch (problem) {
    case 'unknown':
      return warning(`Slack knows nobody by these names: ${names}. They would have duties and not know it.`, fix);
    case 'deactivated':
      return warning(`These accounts are deactivated in Slack: ${names}.`, fix);
    case 'bot':
      return warning(`These are bots: ${names}.`, fix);
    default:
      return warning(`Slack does not tell of ${names}: ${problem}.`, 'Mend that, and check again.');
  }
}

/** One person under two names: the configuration itself cannot tell whose an address is. */
function twice(key: string, members: readonly Found[]): Finding[] {
  const known = Map.groupBy(
    members.filter(({ id }) => id !== null),
    ({ id }) => id,
  );
  const doubles = [...known.values()].filter((same) => same.length > 1);
  return doubles.map((same) => {
    const message = `${same.map(({ person }) => person).join(' and ')} in ${key} are one person.`;
    return warning(message, 'Take one of them out: who stands there twice has twice as many shifts.');
  });
}
