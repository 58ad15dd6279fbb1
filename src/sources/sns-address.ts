/** What an SNS topic's ARN tells. */
export type Topic = { arn: string; partition: string; region: string };

/** The domains of AWS's partitions, as in the SDK's own list (@aws-sdk/core, partitions). */
const DOMAINS: Record<string, string> = {
  aws: 'amazonaws.com',
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
  'aws-us-gov': 'amazonaws.com',
};

const TOPIC_ARN = /^arn:(aws[a-z-]*):sns:([a-z]{2,4}(?:-[a-z]+)+-\d+):\d{12}:[\w.-]{1,256}$/;

/** @returns null for what is no topic's ARN, or one of a partition that is not known. */
export function parseTopic(arn: string): Topic | null {
  const [, partition = '', region = ''] = TOPIC_ARN.exec(arn) ?? [];
  return Object.hasOwn(DOMAINS, partition) ? { arn, partition, region } : null;
}

const hostOf = ({ partition, region }: Topic) => `sns.${region}.${DOMAINS[partition]}`;

/**
 * Whether this is where SNS itself keeps the certificates of the topic's region and partition. The text is compared
 * as it came, before any URL parser: user info, ports, queries, dots and encodings have no place in it.
 */
export function isSigningCertUrl(url: string, topic: Topic): boolean {
  const start = `https://${hostOf(topic)}/SimpleNotificationService-`;
  return url.startsWith(start) && /^[0-9a-f]{1,64}\.pem$/.test(url.slice(start.length));
}

/** Whether this confirms a subscription to just this topic, at SNS itself. */
export function isSubscribeUrl(url: string, topic: Topic): boolean {
  if (!url.startsWith(`https://${hostOf(topic)}/?`) || !URL.canParse(url)) return false;
  const { searchParams, hash } = new URL(url);
  return (
    hash === '' && searchParams.get('Action') === 'ConfirmSubscription' && searchParams.get('TopicArn') === topic.arn
  );
}
