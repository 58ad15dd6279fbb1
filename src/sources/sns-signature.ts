import { verify, type X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { isSigningCertUrl, parseTopic, type Topic } from './sns-address.ts';

const signed = {
  MessageId: z.string().min(1).max(100),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
};
const confirmation = { ...signed, SubscribeURL: z.string(), Token: z.string() };

const envelope = z.discriminatedUnion('Type', [
  z.object({ Type: z.literal('Notification'), ...signed, Subject: z.string().nullish() }),
  z.object({ Type: z.literal('SubscriptionConfirmation'), ...confirmation }),
  z.object({ Type: z.literal('UnsubscribeConfirmation'), ...confirmation }),
]);

/** What SNS posts: https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html */
export type SnsMessage = z.infer<typeof envelope>;

/** Whether a body is SNS's own, and of a topic that is allowed. `status` is what to answer. */
export type Verdict =
  | { kind: 'ok'; message: SnsMessage; topic: Topic }
  | { kind: 'refused'; status: 403; reason: string }
  | { kind: 'unreadable'; status: 400; reason: string };

/** Gets the certificate at an address that has been found genuine. @returns null when there is none to be had there. */
export type Certificates = (url: string) => Promise<X509Certificate | null>;

/** What to hold a body against. */
export type Terms = { topics: readonly string[]; certificates: Certificates; now: Date };

/** SNS tries again for about an hour; the rest is for clocks that differ. */
const OLDEST_MS = (60 + 10) * 60_000;
const YOUNGEST_MS = -10 * 60_000;

/** The signed fields in their order; https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
const NOTIFICATION_KEYS = ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'];
const CONFIRMATION_KEYS = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];

const refused = (reason: string): Verdict => ({ kind: 'refused', status: 403, reason });
const unreadable = (reason: string): Verdict => ({ kind: 'unreadable', status: 400, reason });

/**
 * Verifies a body posted in SNS's name, signature versions 1 and 2. Everything that can be told without the
 * certificate is checked before it is fetched.
 * @throws whatever `certificates` throws: then it cannot be told yet, and the sender may try again.
 */
export async function verifySns(body: string, { topics, certificates, now }: Terms): Promise<Verdict> {
  const parsed = parseEnvelope(body);
  if (parsed.kind !== 'parsed') return parsed;
  const { message } = parsed;
  const topic = topics.includes(message.TopicArn) ? parseTopic(message.TopicArn) : null;
  if (!topic) return refused('the topic is not among alarms.sns.topic_arns');
  if (!isSigningCertUrl(message.SigningCertURL, topic))
    return refused("SigningCertURL is not SNS's own for this topic");
  const age = now.getTime() - Date.parse(message.Timestamp);
  if (!(age <= OLDEST_MS && age >= YOUNGEST_MS)) return refused('Timestamp is too far from the present time');
  const certificate = await certificates(message.SigningCertURL);
  if (!certificate) return refused('there is no certificate at SigningCertURL');
  if (now < certificate.validFromDate || now > certificate.validToDate)
    return refused('the certificate is not valid now');
  if (!isSigned(message, certificate)) return refused('the signature is wrong');
  return { kind: 'ok', message, topic };
}

type Parsed = { kind: 'parsed'; message: SnsMessage } | Verdict;

function parseEnvelope(body: string): Parsed {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return unreadable('the body is no JSON');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return unreadable('the body is no JSON object');
  if (!('Signature' in json)) return refused('the body carries no signature (raw message delivery must be off)');
  const checked = envelope.safeParse(json);
  if (checked.success) return { kind: 'parsed', message: checked.data };
  const [issue] = checked.error.issues;
  return unreadable(`the body is no SNS message: ${issue?.path.join('.')}: ${issue?.message}`);
}

const DIGESTS = { 1: 'RSA-SHA1', 2: 'RSA-SHA256' };

function isSigned(message: SnsMessage, { publicKey }: X509Certificate): boolean {
  if (publicKey.asymmetricKeyType !== 'rsa') return false;
  const text = Buffer.from(stringToSign(message));
  return verify(DIGESTS[message.SignatureVersion], text, publicKey, Buffer.from(message.Signature, 'base64'));
}

/** Each signed field that is there, name and value, a line each. */
function stringToSign(message: SnsMessage): string {
  const fields: Record<string, string | null | undefined> = message;
  const keys = message.Type === 'Notification' ? NOTIFICATION_KEYS : CONFIRMATION_KEYS;
  const present = keys.filter((key) => fields[key] !== undefined && fields[key] !== null);
  return present.map((key) => `${key}\n${fields[key]}\n`).join('');
}
