import type { AlarmEvent, Reading } from '../alerts/alarm-event.ts';
import { clip } from '../clip.ts';
import { parseArn } from './cloudwatch/arn.ts';
import { isRegionCode } from './cloudwatch/region.ts';
import type { Carriage } from './read-carriage.ts';
import { shortHash } from './read-event-id.ts';
import { leaves, showable, speaksOfSecrets } from './read-facts.ts';
import { lines, oneLine, paragraph } from './read-text.ts';
import { parseInstant, when } from './read-time.ts';
import { type Fields, fields, label, line, text } from './read-values.ts';

const LONGEST_NAME = 100;
const LONGEST_TITLE = 150;

/** Where events of AWS services and others say what happened, the most telling first. */
const TELLING = [
  'title',
  'message',
  'Message',
  'Event Message',
  'summary',
  'Cause',
  'description',
  'eventName',
  'eventTypeCode',
  'name',
  'reason',
];
const STATES = ['state', 'status', 'State', 'Status'];

/** What is nobody's alarm but was sent to us: it is shown as it is. */
type Shown = Pick<AlarmEvent, 'alarm' | 'title' | 'description' | 'facts'>;

/** Reads plain text. The same text in another message is another event. */
export function readText(words: string, carriage: Carriage): Reading {
  const [first = 'Message', second] = lines(words, LONGEST_TITLE);
  const subject = subjectOf(carriage);
  const pairs = pairsOf(words);
  const title =
    stackOutcome(pairs) ??
    (subject !== null ? first : (second ?? (first.length > LONGEST_NAME ? first : 'Plain text message')));
  const facts = showable(pairs.filter(([name]) => !speaksOfSecrets(name)));
  const shown = { alarm: clip(subject ?? first, LONGEST_NAME), title, description: paragraph(words), facts };
  const identity = `${carriage.messageId ?? ''}|${carriage.subject ?? ''}|${words}`;
  return eventOf(shown, identity, { carriage, eventAt: null, region: null, account: null });
}

/** `Name='value'` on lines of their own, as CloudFormation writes. */
function pairsOf(words: string): (readonly [string, string])[] {
  const found = words.slice(0, 16_384).matchAll(/^([A-Za-z]\w{0,60})='([^\n]*)'$/gm);
  return [...found].map(([, name = '', value = '']) => [name, value] as const);
}

/** `AWS::CloudFormation::Stack shop UPDATE_IN_PROGRESS User Initiated`; null for what is no event of CloudFormation. */
function stackOutcome(pairs: readonly (readonly [string, string])[]): string | null {
  const told = new Map(pairs);
  if (!told.has('ResourceStatus')) return null;
  const names = ['ResourceType', 'LogicalResourceId', 'ResourceStatus', 'ResourceStatusReason'];
  return line(names.map((name) => told.get(name) ?? '').join(' '), LONGEST_TITLE);
}

/** Reads JSON that is no alarm: an event of another AWS service, or of whoever may publish to the topic. */
export function readUnknown(value: Fields, carriage: Carriage): Reading {
  const detail = fields(value['detail']);
  const type = line(value['detail-type'], LONGEST_TITLE);
  const alarm = clip(subjectOf(carriage) ?? type ?? serviceEventOf(value) ?? untitled(value), LONGEST_NAME);
  const told = tellingOf(detail) ?? tellingOf(value);
  const title = told ?? (type !== null && alarm !== type ? type : 'No alarm of a known kind');
  const facts = showable([...leaves(value)].filter(([path]) => !speaksOfSecrets(path)));
  const region = text(value['region']);
  const content = JSON.stringify(value);
  // An event of EventBridge has an id of its own, the same by every road.
  const isEvent = type !== null && text(value['id']) !== null;
  const identity = isEvent ? content : `${carriage.messageId ?? ''}|${carriage.subject ?? ''}|${content}`;
  const shown = { alarm, title, description: null, facts };
  const eventAt = parseInstant(value['time']) ?? parseInstant(value['Time']);
  const account = line(label(value['account']) ?? label(value['AccountId']), LONGEST_NAME);
  return eventOf(shown, identity, { carriage, eventAt, region: isRegionCode(region) ? region : null, account });
}

type Origin = { carriage: Carriage; eventAt: Date | null; region: string | null; account: string | null };

function eventOf(shown: Shown, identity: string, { carriage, eventAt, region, account }: Origin): Reading {
  const key = shortHash(identity);
  const around = parseArn(carriage.topic);
  const event: AlarmEvent = {
    id: key,
    source: 'other',
    key,
    condition: 'firing',
    at: when(null, carriage, eventAt).at,
    ...shown,
    reason: null,
    account: account ?? around.account,
    region: region ?? around.region,
    metric: null,
    url: null,
    tags: {},
    muted: null,
    topic: carriage.topic,
  };
  return { kind: 'event', event };
}

const subjectOf = ({ subject }: Carriage): string | null => line(subject, LONGEST_TITLE);

/** Auto Scaling, S3 and others: `{ "Service": "AWS Auto Scaling", "Event": "autoscaling:TEST_NOTIFICATION" }`. */
function serviceEventOf(value: Fields): string | null {
  const parts = [text(value['Service']) ?? text(value['Event Source']), text(value['Event']) ?? text(value['type'])];
  return oneLine(parts.filter((part) => part !== null).join(': '), LONGEST_NAME) || null;
}

const untitled = (value: Fields): string =>
  oneLine(`JSON with ${Object.keys(value).slice(0, 3).join(', ')}`, LONGEST_NAME);

function tellingOf(value: Fields): string | null {
  const first = (names: readonly string[]) => names.map((name) => text(value[name])).find((found) => found !== null);
  const [state, words] = [first(STATES), first(TELLING)];
  return oneLine([state, words].filter((part) => part !== undefined).join(': '), LONGEST_TITLE) || null;
}
