import { SQS } from '@aws-sdk/client-sqs';
import { WebClient } from '@slack/web-api';
import Database from 'better-sqlite3';

/*
 * The floor of an alarm's way: receive, one row committed durably, post, delete, and nothing else. Run as a process of
 * its own; the environment names the queue, the workspace, the channel and the file.
 */
const { QUEUE_URL: QueueUrl, SLACK_API_URL: slackApiUrl, SLACK_BOT_TOKEN: token, CHANNEL, FILE } = process.env;
if (!QueueUrl || !slackApiUrl || !token || !CHANNEL || !FILE) throw new Error('the environment lacks something');
const sqs = new SQS({});
const slack = new WebClient(token, { slackApiUrl });
const file = new Database(FILE);
file.pragma('journal_mode = WAL');
file.pragma('synchronous = FULL');
file.exec('create table alarm (id text primary key, body text not null, received_at text not null)');
const insert = file.prepare('insert into alarm values (?, ?, ?)');
process.stdout.write('ready\n');

for (;;) {
  const asked = { QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 20, VisibilityTimeout: 60 };
  for (const { MessageId, Body = '', ReceiptHandle } of (await sqs.receiveMessage(asked)).Messages ?? []) {
    insert.run(MessageId, Body, new Date().toISOString());
    const { Message } = JSON.parse(Body) as { Message: string };
    const { AlarmName } = JSON.parse(Message) as { AlarmName: string };
    await slack.chat.postMessage({ channel: CHANNEL, text: AlarmName });
    await sqs.deleteMessage({ QueueUrl, ReceiptHandle });
  }
}
