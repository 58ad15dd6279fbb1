import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';

const example = new URL('../test/fixtures/cloudwatch-sns/alarm-rds-long-cdk-name.message.json', import.meta.url);
const real = JSON.parse(readFileSync(example, 'utf8')) as Record<string, unknown>;

/** The body of an SQS message as CloudWatch and SNS write it: the alarm of that number fires at `at`. */
export function alarmMessage(number: number, at: Date): string {
  const name = `${real['AlarmName']}-${number}`;
  const stamp = at.toISOString().replace('Z', '+0000');
  return JSON.stringify({
    Type: 'Notification',
    MessageId: randomUUID(),
    TopicArn: 'arn:aws:sns:eu-south-1:444455556666:alarms-topic',
    Subject: `ALARM: "${name}" in EU (Milan)`,
    Message: JSON.stringify({
      ...real,
      AlarmName: name,
      AlarmArn: `${real['AlarmArn']}-${number}`,
      StateChangeTime: stamp,
    }),
    Timestamp: at.toISOString(),
    SignatureVersion: '1',
    Signature: 'a'.repeat(344),
    SigningCertURL: 'https://sns.eu-south-1.amazonaws.com/SimpleNotificationService-0.pem',
    UnsubscribeURL: 'https://sns.eu-south-1.amazonaws.com/?Action=Unsubscribe',
  });
}
