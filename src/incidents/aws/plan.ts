import { AwsError } from '../../errors.ts';
import type { Incident } from '../incident.ts';
import { allPages } from './all-pages.ts';
import { calling } from './calling.ts';
import type { AwsParts } from './parts.ts';

/**
 * The ARN of the response plan that an incident is started with: the one that was chosen, or else the only one there is.
 * @throws {AwsError} `NO_PLAN` while there is none that fits, `MANY_PLANS` when one would have to be chosen.
 */
export async function planArnOf({ plan }: Incident, parts: AwsParts, signal: AbortSignal): Promise<string> {
  const plans = Object.entries(parts.config.incidents.response_plans);
  const arns = plans.flatMap(([name, value]) => (typeof value === 'string' ? [{ name, arn: value }] : []));
  if (plan !== null) {
    const chosen = arns.find(({ name }) => name === plan);
    if (chosen) return chosen.arn;
    throw refused('NO_PLAN', `incidents.response_plans names no ARN for the response plan ${plan}: add it`);
  }
  const isNamed = arns.length > 0;
  const known = isNamed ? arns : await listPlans(parts, signal);
  if (known.length > 1) {
    const names = known.map(({ name }) => name).join(', ');
    const what = `it was opened without a response plan, and there are several to choose from (${names})`;
    const todo = isNamed
      ? 'choose one when you open the next'
      : 'name those to choose from, or one, under incidents.response_plans';
    throw refused('MANY_PLANS', `${what}: ${todo}`);
  }
  const [only] = known;
  if (only) return only.arn;
  throw refused('NO_PLAN', 'there is no response plan in Incident Manager: make one in its console');
}

async function listPlans({ incidents }: AwsParts, signal: AbortSignal): Promise<{ name: string; arn: string }[]> {
  const needs = { permission: 'ssm-incidents:ListResponsePlans', resource: '*', signal };
  const plans = await allPages(async (nextToken) => {
    const asked = nextToken === undefined ? {} : { nextToken };
    const page = await calling(needs, (options) => incidents.listResponsePlans(asked, options));
    return { items: page.responsePlanSummaries ?? [], next: page.nextToken };
  });
  return plans.map(({ name, arn }) => ({ name: name as string, arn: arn as string }));
}

const refused = (code: string, message: string): AwsError => new AwsError(message, { code, retryable: false });
