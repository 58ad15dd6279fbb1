import { randomUUID, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

const tls = (file: string) => readFileSync(new URL(`../support/tls/${file}`, import.meta.url), 'utf8');
const key = tls('sns.key');

export const TOPIC = 'arn:aws:sns:eu-west-1:111122223333:alarms';
export const HOST = 'sns.eu-west-1.amazonaws.com';
export const CERT_URL = `https://${HOST}/SimpleNotificationService-0123456789abcdef.pem`;
export const SUBSCRIBE_URL = `https://${HOST}/?Action=ConfirmSubscription&TopicArn=${TOPIC}&Token=0123`;

/** The certificate that belongs to the key which signs. */
export const certificatePem = tls('sns.pem');
export const certificate = new X509Certificate(certificatePem);

type Fields = Record<string, string>;

/** Signs what is given as SNS does: the fields that count, sorted by name, a line for each name and value. */
export function signed(fields: Fields, digest = 'RSA-SHA256'): Fields {
  const counted = Object.entries(fields).filter(
    ([name]) => !/^(Signature|SignatureVersion|SigningCertURL)$/.test(name),
  );
  const sorted = counted.sort(([one], [other]) => (one < other ? -1 : 1));
  const text = sorted.map(([name, value]) => `${name}\n${value}\n`).join('');
  return { ...fields, Signature: sign(digest, Buffer.from(text), key).toString('base64') };
}

/** A notification as SNS posts it, signed. */
export function notification(at: Date, more: Fields = {}): Fields {
  const fields = { Type: 'Notification', MessageId: randomUUID(), TopicArn: TOPIC, Message: 'hello', ...more };
  return signed({ Timestamp: at.toISOString(), SignatureVersion: '2', SigningCertURL: CERT_URL, ...fields });
}

/** A request to confirm a subscription, or (by `Type`) the news that one ended, signed. */
export function confirmation(at: Date, more: Fields = {}): Fields {
  const fields = { Type: 'SubscriptionConfirmation', Token: '0123', SubscribeURL: SUBSCRIBE_URL, ...more };
  return notification(at, { Message: 'You have chosen to subscribe', ...fields });
}
