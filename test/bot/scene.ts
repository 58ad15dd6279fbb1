import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Ephemeral, Message, MessageAt, SlackSandbox } from '../../sandbox/slack/sandbox.ts';
import type { ListedAlert } from '../../src/alerts/list.ts';
import { createWorld, root } from '../support/world.ts';

/** The app as users install it: what its manifest does not grant is refused. */
const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8')) as object;

/** An alarm as it is told to the queue; the rest is filled in. */
export type Told = {
  name: string;
  state?: 'ALARM' | 'OK' | 'INSUFFICIENT_DATA';
  at?: Date;
  description?: string | null;
  reason?: string;
};

export type Scene = Awaited<ReturnType<typeof openScene>>;

/** A workspace, a queue and a bot that is not started yet, with the words that tests use. */
export async function openScene(config = '', env: Record<string, string> = {}) {
  const world = await createWorld({ config, env, slack: { manifest } });
  const { slack, alerts } = world;
  return {
    ...world,
    ...createWaiting(slack, alerts),
    /** Somebody who has done nothing yet, in all channels of the bot. */
    newcomer(name: string): string {
      const user = slack.user({ name });
      slack.joinChannel(user, alerts);
      return user;
    },
    /** Puts an alarm into the queue, in SNS's envelope. */
    alarm: (told: Told) => world.sqs.send(inEnvelope(told)),
    /** `watchbill alerts --json`. */
    async listed(...more: string[]): Promise<ListedAlert[]> {
      const { code, out, err } = await world.cli('alerts', '--json', ...more);
      if (code !== 0) throw new Error(`watchbill alerts ended with ${code}: ${err}`);
      return JSON.parse(out) as ListedAlert[];
    },
  };
}

/** What tests wait to see in a channel. */
function createWaiting(slack: SlackSandbox, channel: string) {
  const isOf = (message: Message, name: string) => message.thread_ts === undefined && message.text.includes(name);
  const find = (name: string) => slack.messages(channel).find((message) => isOf(message, name));
  return {
    find,
    /** Waits for the card of an alarm. */
    async card(name: string): Promise<MessageAt> {
      const { ts } = await slack.until(() => find(name), { what: `the card of ${name}` });
      return { channel, ts };
    },
    /** Waits until a message shows something. */
    shows: (at: MessageAt, words: RegExp, what = String(words)) =>
      slack.until(() => words.test(slack.renderMessage(slack.message(at.channel, at.ts) as Message)), { what }),
    /** Waits until the messages of a thread, without its card, fulfil something. */
    thread: (at: MessageAt, fulfil: (texts: string[]) => boolean, what: string) =>
      slack.until(() => fulfil(slack.thread(at.channel, at.ts).slice(1).map(slack.renderMessage)), { what }),
    /** Waits for a whisper that says something. */
    whisper: (user: string, words: RegExp): Promise<Ephemeral> =>
      slack.until(() => slack.ephemerals(user).find(({ message }) => words.test(slack.renderMessage(message))), {
        what: `a whisper ${words}`,
      }),
  };
}

/** The key of an alarm of that name. */
export const arn = (name: string) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`;

const REASON =
  'Threshold Crossed: 1 out of the last 1 datapoints [99.5 (20/11/26 11:54:00)] was greater than the threshold (80.0).';

/** An alarm's message as SNS puts it into the queue. */
function inEnvelope({ name, state = 'ALARM', at = new Date(), description = null, reason = REASON }: Told) {
  const time = at.toISOString().replace('Z', '+0000');
  const alarm = {
    ...{ AlarmName: name, AlarmDescription: description, AWSAccountId: '111122223333', Region: 'EU (Ireland)' },
    ...{
      NewStateValue: state,
      OldStateValue: 'OK',
      NewStateReason: reason,
      StateChangeTime: time,
      AlarmArn: arn(name),
    },
    Trigger: {
      ...{ MetricName: 'CPUUtilization', Namespace: 'AWS/EC2', StatisticType: 'Statistic', Statistic: 'AVERAGE' },
      ...{ Dimensions: [{ name: 'InstanceId', value: 'i-0abc' }], Period: 300, EvaluationPeriods: 1 },
      ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 80 },
    },
  };
  const topic = 'arn:aws:sns:eu-west-1:111122223333:alarms';
  const envelope = {
    Type: 'Notification',
    MessageId: crypto.randomUUID(),
    TopicArn: topic,
    Timestamp: at.toISOString(),
  };
  return JSON.stringify({ ...envelope, Subject: `${state}: "${name}"`, Message: JSON.stringify(alarm) });
}
