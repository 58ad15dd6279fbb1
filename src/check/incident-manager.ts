import type { SSMContacts } from '@aws-sdk/client-ssm-contacts';
import type { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import type { Config } from '../config/schema.ts';
import { allPages } from '../incidents/aws/all-pages.ts';
import type { Db } from '../store/tables.ts';
import { askingAws, findingsOfTry } from './asking-aws.ts';
import { type Finding, findingsOf } from './finding.ts';
import { checkContacts } from './incident-manager-contacts.ts';
import { checkRotations } from './incident-manager-rotations.ts';

const { error, warning } = findingsOf('aws');

/** What Incident Manager is looked at with. `db` is null when the database does not answer. */
export type IncidentManagerParts = { incidents: SSMIncidents; contacts: SSMContacts; db: Db | null; now: Date };

/**
 * Looks at what the bot needs of Incident Manager, as far as the configuration uses it: permissions (those to read are
 * tried), the replication set, response plans, contacts with their channels, and rotations that mirror ours.
 */
export async function checkIncidentManager(config: Config, parts: IncidentManagerParts): Promise<Finding[]> {
  const isBackend = config.incidents.backend === 'incident-manager';
  const setUp = isBackend ? await checkSetUp(parts) : [];
  // Without it everything else fails for the same reason.
  if (setUp.length > 0) return setUp;
  const [plans, contacts, rotations] = await Promise.all([
    isBackend ? checkPlans(config, parts) : [],
    checkContacts(config, parts),
    checkRotations(config, parts),
  ]);
  return [...(isBackend ? await checkPermissions(parts) : []), ...plans, ...contacts, ...rotations];
}

async function checkSetUp({ incidents }: IncidentManagerParts): Promise<Finding[]> {
  const permission = 'ssm-incidents:ListReplicationSets';
  const answer = await askingAws(permission, '*', (options) => incidents.listReplicationSets({}, options));
  if ('finding' in answer) return [answer.finding];
  if ((answer.value.replicationSetArns ?? []).length > 0) return [];
  const fix =
    'Set up Incident Manager in the AWS console (AWS takes no new customers for it since 2025-11-07), or set incidents.backend: local.';
  return [error('Incident Manager is not set up in this AWS account and region: there is no replication set.', fix)];
}

async function checkPermissions({ incidents, contacts }: IncidentManagerParts): Promise<Finding[]> {
  const tried = await Promise.all([
    askingAws('ssm-incidents:ListIncidentRecords', '*', (options) => incidents.listIncidentRecords({}, options)),
    askingAws('ssm-contacts:ListContacts', '*', (options) => contacts.listContacts({}, options)),
    askingAws('ssm-contacts:ListEngagements', '*', (options) => contacts.listEngagements({}, options)),
  ]);
  return tried.flatMap(findingsOfTry);
}

async function checkPlans({ incidents: { response_plans } }: Config, parts: IncidentManagerParts): Promise<Finding[]> {
  const plans = Object.entries(response_plans);
  if (plans.length === 0) return checkAnyPlan(parts);
  const found = await Promise.all(
    plans.map(async ([name, plan]) => {
      if (typeof plan === 'string') return findingsOfTry(await getPlan(plan, parts));
      const message = `incidents.response_plans.${name} is no ARN: incidents cannot be begun with it.`;
      return [error(message, 'Give the ARN of a response plan of Incident Manager.')];
    }),
  );
  return found.flat();
}

const getPlan = (arn: string, { incidents }: IncidentManagerParts) =>
  askingAws('ssm-incidents:GetResponsePlan', arn, (options) => incidents.getResponsePlan({ arn }, options));

async function checkAnyPlan({ incidents }: IncidentManagerParts): Promise<Finding[]> {
  const permission = 'ssm-incidents:ListResponsePlans';
  const answer = await askingAws(permission, '*', (options) =>
    allPages(async (nextToken) => {
      const page = await incidents.listResponsePlans(nextToken === undefined ? {} : { nextToken }, options);
      return { items: page.responsePlanSummaries ?? [], next: page.nextToken };
    }),
  );
  if ('finding' in answer) return [answer.finding];
  const plans = answer.value;
  if (plans.length === 1) return [];
  if (plans.length === 0)
    return [error('There is no response plan, and no incident can begin without.', 'Make one in Incident Manager.')];
  const message = `There are ${plans.length} response plans and nobody can choose: incidents would not reach Incident Manager.`;
  return [warning(message, 'Name those to choose from, or one, under incidents.response_plans.')];
}
