import { type IncidentManager, startIncidentManager } from '../aws/incidents.ts';
import { type StatuspageStandIn, startStatuspage } from '../statuspage.ts';

/** Everything outside Slack that incidents reach, and what of the environment and the file tells of it. */
export type IncidentPlaces = {
  statuspage: StatuspageStandIn;
  /** Null where incidents are kept in the bot's own database alone. */
  aws: IncidentManager | null;
  env: Record<string, string>;
  /** The section `incidents` of the configuration. */
  config: object;
  stop(): Promise<void>;
};

/** Half a minute shows what becomes of a page that nobody acknowledges, and lets a quick one do so. */
const ESCALATE_AFTER = '30s';

/** Opens a page for customers, and with `isInAws` an Incident Manager in which everybody is a contact of their name. */
export async function openIncidentPlaces(
  people: ReadonlyMap<string, string>,
  { isInAws }: { isInAws: boolean },
): Promise<IncidentPlaces> {
  const statuspage = await startStatuspage();
  const aws = isInAws ? await startIncidentManager() : null;
  return {
    statuspage,
    aws,
    env: { STATUSPAGE_TOKEN: statuspage.key, STATUSPAGE_API_URL: statuspage.apiUrl, ...aws?.env },
    config: {
      escalate_after: ESCALATE_AFTER,
      call_url: 'https://meet.example.com/incidents',
      statuspage: { page_id: statuspage.pageId },
      ...(aws ? setUp(aws, people) : { response_plans: { checkout: CHECKOUT } }),
    },
    stop: async () => {
      await statuspage.stop();
      await aws?.stop();
    },
  };
}

const CHECKOUT = { impact: 1, engage: ['oncall'], playbook: 'alb-5xx.md' };

function setUp(aws: IncidentManager, people: ReadonlyMap<string, string>): object {
  const contacts = [...people].map(([user, alias]) => [user, aws.contact({ alias, channels: ['SMS'] })] as const);
  const [first, second] = contacts.map(([, arn]) => arn) as [string, string];
  const stages = [first, second].map((arn) => ({ minutes: 1, contacts: [arn] }));
  aws.contact({ alias: 'database-experts', type: 'ESCALATION', stages });
  return {
    backend: 'incident-manager',
    response_plans: { checkout: aws.plan({ name: 'checkout', title: 'Checkout is down', impact: 1 }) },
    contacts: Object.fromEntries(contacts),
  };
}
