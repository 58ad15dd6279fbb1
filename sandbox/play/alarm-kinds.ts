/** What an alarm of one kind watches. Values are in the metric's own unit. */
export type AlarmKind = {
  namespace: string;
  metric: string;
  statistic: 'AVERAGE' | 'SUM' | 'MAXIMUM' | 'MINIMUM';
  dimensions: { name: string; value: string }[];
  periodSeconds: number;
  comparison: 'GreaterThanThreshold' | 'LessThanThreshold';
  threshold: number;
  /** The datapoint while it fires, and once it is over. */
  firing: number;
  quiet: number;
  description: string;
};

/** Kinds by the words in an alarm's name; each of the first six has a playbook. */
const kinds: readonly { named: RegExp; kind: AlarmKind }[] = [
  {
    named: /rds|db|database|connections|storage/i,
    kind: {
      namespace: 'AWS/RDS',
      metric: 'FreeStorageSpace',
      statistic: 'MINIMUM',
      dimensions: [{ name: 'DBInstanceIdentifier', value: 'orders-primary' }],
      periodSeconds: 300,
      comparison: 'LessThanThreshold',
      threshold: 10_737_418_240,
      firing: 7_516_192_768,
      quiet: 53_687_091_200,
      description: 'The database of orders runs out of storage.',
    },
  },
  {
    named: /disk/i,
    kind: {
      namespace: 'CWAgent',
      metric: 'disk_used_percent',
      statistic: 'AVERAGE',
      dimensions: [
        { name: 'path', value: '/' },
        { name: 'InstanceId', value: 'i-007a83a108d6e2c6e' },
        { name: 'device', value: 'xvda1' },
        { name: 'fstype', value: 'xfs' },
      ],
      periodSeconds: 300,
      comparison: 'GreaterThanThreshold',
      threshold: 90,
      firing: 93.4,
      quiet: 61.2,
      description: 'A disk fills up.',
    },
  },
  {
    named: /lambda|function/i,
    kind: {
      namespace: 'AWS/Lambda',
      metric: 'Errors',
      statistic: 'SUM',
      dimensions: [{ name: 'FunctionName', value: 'invoice-renderer' }],
      periodSeconds: 60,
      comparison: 'GreaterThanThreshold',
      threshold: 5,
      firing: 41,
      quiet: 0,
      description: 'Invoices are not rendered.',
    },
  },
  {
    named: /sqs|queue|dlq/i,
    kind: {
      namespace: 'AWS/SQS',
      metric: 'ApproximateAgeOfOldestMessage',
      statistic: 'MAXIMUM',
      dimensions: [{ name: 'QueueName', value: 'shipping-orders' }],
      periodSeconds: 60,
      comparison: 'GreaterThanThreshold',
      threshold: 600,
      firing: 1840,
      quiet: 12,
      description: 'Orders wait too long to be shipped.',
    },
  },
  {
    named: /cpu|ec2/i,
    kind: {
      namespace: 'AWS/EC2',
      metric: 'CPUUtilization',
      statistic: 'AVERAGE',
      dimensions: [{ name: 'InstanceId', value: 'i-0f2a9c11d7e35b840' }],
      periodSeconds: 300,
      comparison: 'GreaterThanThreshold',
      threshold: 85,
      firing: 98.7,
      quiet: 34.1,
      description: 'A web server has no CPU to spare.',
    },
  },
  {
    named: /alb|5xx|http|api|web/i,
    kind: {
      namespace: 'AWS/ApplicationELB',
      metric: 'HTTPCode_Target_5XX_Count',
      statistic: 'SUM',
      dimensions: [{ name: 'LoadBalancer', value: 'app/checkout/50dc6c495c0c9188' }],
      periodSeconds: 60,
      comparison: 'GreaterThanThreshold',
      threshold: 10,
      firing: 137,
      quiet: 2,
      description: 'The checkout answers its customers with errors.',
    },
  },
];

/** A metric of one's own, which no playbook covers. */
const own: AlarmKind = {
  namespace: 'Shop',
  metric: 'FailedPayments',
  statistic: 'SUM',
  dimensions: [{ name: 'Provider', value: 'cards' }],
  periodSeconds: 60,
  comparison: 'GreaterThanThreshold',
  threshold: 20,
  firing: 64,
  quiet: 3,
  description: 'Customers cannot pay.',
};

/** The kind of alarm that its name suggests: `db-storage` watches a database. */
export function kindOf(name: string): AlarmKind {
  return kinds.find(({ named }) => named.test(name))?.kind ?? own;
}
