/** Where an alarm stands. `no_data` (CloudWatch's INSUFFICIENT_DATA) is neither firing nor recovered. */
export type Condition = 'firing' | 'recovered' | 'no_data';

/** The monitoring system an alarm belongs to; `other` is anything valid that is no alarm of a known system. */
export type AlarmSource = 'cloudwatch' | 'alertmanager' | 'pingdom' | 'other';

/** The measured quantity behind an alarm, as far as its payload tells. */
export type Metric = {
  namespace: string | null;
  name: string | null;
  /** `Average`, `p99`, …; or null for an expression. */
  statistic: string | null;
  /** Math or query expression when the alarm watches one instead of a plain metric. */
  expression: string | null;
  /** Length of one datapoint in seconds. */
  periodSeconds: number | null;
  dimensions: { name: string; value: string }[];
  /** `>`, `>=`, `<`, `<=`, or words such as `outside the band`. */
  comparison: string | null;
  threshold: number | null;
  /** The newest datapoint that made the alarm change, when it can be told. */
  value: number | null;
};

/**
 * One state change of one alarm, whatever system and road it came by. Everything in it is text from outside:
 * it is escaped where it becomes blocks, and nowhere else.
 */
export type AlarmEvent = {
  /** Equal for the same state change told twice or by two roads; unlike for any other. At most 100 characters. */
  id: string;
  source: AlarmSource;
  /** Identifies the alarm within its source; see docs/alerts.md. */
  key: string;
  /** The alarm's name. Never empty. */
  alarm: string;
  condition: Condition;
  /** When the alarm changed, by the event's own time. */
  at: Date;
  /** What is wrong, in one line and without the alarm's name: `CPUUtilization 99.5 > 50 for i-1234`. Never empty. */
  title: string;
  /** What the alarm's owner wrote about it. */
  description: string | null;
  /** What the monitoring system says about this change. */
  reason: string | null;
  account: string | null;
  /** Region code such as `eu-west-1` where it is known, else the text that came. */
  region: string | null;
  metric: Metric | null;
  /** The alarm in its own console. An http(s) URL. */
  url: string | null;
  tags: Record<string, string>;
  /** Anything else worth showing, in order: Alertmanager labels, fields of an unknown event. */
  facts: { label: string; value: string }[];
  /** Says who held the alarm's own notifications back (a mute rule, a composite's suppressor), if anybody. */
  muted: string | null;
  /** The SNS topic it came through, when known. */
  topic: string | null;
};

/** What became of one payload. A payload may hold several alarms, so readers return a list of these. */
export type Reading =
  | { kind: 'event'; event: AlarmEvent }
  /** Understood, and nothing to tell anybody (a configuration change, a control message). */
  | {
      kind: 'ignored';
      because: string;
      /** Incidents in AWS that it tells of, by the ARNs of their records. */
      incidents?: readonly string[];
    }
  /** Not readable; `payload` is kept in the table `rejected` with the reason. */
  | { kind: 'rejected'; reason: string; payload: string };

/** What the road knew about a payload besides its text. */
export type Delivery = {
  road: 'sqs' | 'sns' | 'eventbridge' | 'alertmanager' | 'pingdom' | 'ingest' | 'reconcile';
  receivedAt: Date;
  /** The road's own message id (SQS MessageId, SNS MessageId); tells two equal plain texts apart. */
  messageId: string | null;
};

/** One message from a road, read. */
export type Received = { delivery: Delivery; readings: Reading[] };

/**
 * Takes what came in and commits it, all of a batch in one transaction. Resolves once it is durable: only then may
 * the sender be told. The same batch again changes nothing.
 * @throws {StoreError} when it could not be stored; nothing of the batch is then.
 */
export type Intake = (batch: readonly Received[]) => Promise<void>;
