import type { RelatedItem } from '../items.ts';

/** Where each partition of AWS has its console. */
const consoles: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-cn': 'console.amazonaws.cn',
};

/** The link to Incident Manager's console, which lists the incidents: AWS documents no address of a single one. */
export function consoleItem(arn: string, region: string): RelatedItem {
  const host = consoles[arn.split(':')[1] ?? ''] ?? consoles['aws'];
  return { title: 'Incident Manager', url: `https://${host}/systems-manager/incidents/home?region=${region}` };
}
