import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Terms, verifySns } from '../../src/sources/sns-signature.ts';
import { CERT_URL, certificate, confirmation, notification, signed, TOPIC } from './sns-messages.ts';

const fixture = (file: string) => readFileSync(new URL(`../fixtures/sns-signature/${file}`, import.meta.url), 'utf8');
const minutes = (count: number, from: Date) => new Date(from.getTime() + count * 60_000);

describe('verifySns, on recorded messages', () => {
  const sent = new Date('2026-11-20T09:00:00Z');
  const amazons = new X509Certificate(fixture('signing-cert.pem'));
  // The certificate of the fixtures is valid from 09:33:18 on, after the messages were sent.
  const terms: Terms = { topics: [TOPIC], certificates: async () => amazons, now: minutes(45, sent) };

  it.each([
    'notification-v1.json',
    'notification-v2.json',
    'notification-v2-no-subject.json',
    'subscription-confirmation-v2.json',
  ])('believes %s', async (file) => {
    expect(await verifySns(fixture(file), terms)).toMatchObject({ kind: 'ok', topic: { region: 'eu-west-1' } });
  });

  it('refuses a message that was changed', async () => {
    const verdict = await verifySns(fixture('tampered-message.json'), terms);
    expect(verdict).toMatchObject({ kind: 'refused', status: 403, reason: 'the signature is wrong' });
  });

  it('fetches nothing from a host that is not SNS', async () => {
    const fetched: string[] = [];
    const certificates: Terms['certificates'] = async (url) => {
      fetched.push(url);
      return amazons;
    };
    expect(await verifySns(fixture('bad-cert-host.json'), { ...terms, certificates })).toMatchObject({ status: 403 });
    expect(fetched).toEqual([]);
  });

  it.each([
    ['before it is valid', '2026-11-20T09:33:17Z', 'refused'],
    ['from when it is valid', '2026-11-20T09:33:18Z', 'ok'],
  ])('judges a certificate %s', async (_when, now, kind) => {
    expect((await verifySns(fixture('notification-v2.json'), { ...terms, now: new Date(now) })).kind).toBe(kind);
  });
});

describe('verifySns', () => {
  const now = minutes(24 * 60, certificate.validFromDate);
  const terms: Terms = { topics: [TOPIC], certificates: async () => certificate, now };
  const verify = (fields: object, more: Partial<Terms> = {}) =>
    verifySns(JSON.stringify(fields), { ...terms, ...more });

  it.each(['1', '2'])('believes signature version %s, with and without a subject', async (SignatureVersion) => {
    const digest = SignatureVersion === '1' ? 'RSA-SHA1' : 'RSA-SHA256';
    const { Signature: _, ...fields } = notification(now, { SignatureVersion });
    expect((await verify(signed(fields, digest))).kind).toBe('ok');
    expect((await verify(signed({ ...fields, Subject: 'ALARM' }, digest))).kind).toBe('ok');
  });

  it('does not take a signature of one version for the other', async () => {
    const v2 = notification(now);
    expect(await verify({ ...v2, SignatureVersion: '1' })).toMatchObject({ reason: 'the signature is wrong' });
  });

  it('refuses a message when any of its signed fields is changed', async () => {
    const good = confirmation(now);
    for (const field of ['Message', 'MessageId', 'SubscribeURL', 'Token']) {
      expect(await verify({ ...good, [field]: `${good[field]}x` }), field).toMatchObject({ status: 403 });
    }
    const told = notification(now, { Subject: 'ALARM' });
    const { Subject: _, ...without } = told;
    expect(await verify(without)).toMatchObject({ status: 403 });
    expect(await verify({ ...told, Subject: 'OK' })).toMatchObject({ status: 403 });
  });

  it.each([
    ['70 minutes old', -70, 'ok'],
    ['71 minutes old', -71, 'refused'],
    ['10 minutes ahead', 10, 'ok'],
    ['11 minutes ahead', 11, 'refused'],
  ])('judges a message %s', async (_age, shift, kind) => {
    expect((await verify(notification(minutes(shift, now)))).kind).toBe(kind);
  });

  it('refuses a time that is none', async () => {
    expect(await verify(notification(now, { Timestamp: 'yesterday' }))).toMatchObject({ status: 403 });
  });

  it('refuses an expired certificate, and an address without one', async () => {
    const late = minutes(1, certificate.validToDate);
    expect(await verify(notification(late), { now: late })).toMatchObject({
      reason: 'the certificate is not valid now',
    });
    const none = await verify(notification(now), { certificates: async () => null });
    expect(none).toMatchObject({ status: 403 });
  });

  it.each([
    ['another topic', { TopicArn: `${TOPIC}-not` }],
    ['a topic of another account', { TopicArn: TOPIC.replace('1111', '9999') }],
    ['another host', { SigningCertURL: CERT_URL.replace('amazonaws.com', 'amazonaws.com.evil.example') }],
    ['a host with a prefix', { SigningCertURL: CERT_URL.replace('sns.', 'evil-sns.') }],
    ['a bucket', { SigningCertURL: CERT_URL.replace('sns.', 's3.') }],
    ['another region', { SigningCertURL: CERT_URL.replace('eu-west-1', 'eu-west-2') }],
    ['another partition', { SigningCertURL: CERT_URL.replace('.com/', '.com.cn/') }],
    ['http', { SigningCertURL: CERT_URL.replace('https', 'http') }],
    ['a user in the address', { SigningCertURL: CERT_URL.replace('https://', 'https://sns@') }],
    ['a user that looks like the host', { SigningCertURL: CERT_URL.replace('.com/', '.com@evil.example/') }],
    ['a port', { SigningCertURL: CERT_URL.replace('.com/', '.com:8443/') }],
    ['a query', { SigningCertURL: `${CERT_URL}?x=1` }],
    ['a fragment', { SigningCertURL: `${CERT_URL}#x` }],
    ['a folder', { SigningCertURL: CERT_URL.replace('.com/', '.com/x/../') }],
    ['a backslash', { SigningCertURL: CERT_URL.replace('.com/', '.com\\') }],
    ['another file', { SigningCertURL: CERT_URL.replace('0123456789abcdef', 'xyz') }],
    ['a line break', { SigningCertURL: `${CERT_URL}\n` }],
  ])('fetches nothing for %s', async (_what, more) => {
    let fetches = 0;
    const certificates: Terms['certificates'] = async () => {
      fetches += 1;
      return certificate;
    };
    expect(await verify(notification(now, more), { certificates })).toMatchObject({ kind: 'refused', status: 403 });
    expect(fetches).toBe(0);
  });

  it.each([
    ['arn:aws-cn:sns:cn-north-1:111122223333:alarms', 'sns.cn-north-1.amazonaws.com.cn'],
    ['arn:aws-us-gov:sns:us-gov-west-1:111122223333:alarms', 'sns.us-gov-west-1.amazonaws.com'],
    ['arn:aws-eusc:sns:eusc-de-east-1:111122223333:alarms', 'sns.eusc-de-east-1.amazonaws.eu'],
  ])('knows the host of %s', async (TopicArn, host) => {
    const SigningCertURL = CERT_URL.replace('sns.eu-west-1.amazonaws.com', host);
    expect((await verify(notification(now, { TopicArn, SigningCertURL }), { topics: [TopicArn] })).kind).toBe('ok');
  });

  it('refuses raw delivery, which carries no signature', async () => {
    expect(await verify({ AlarmName: 'x', NewStateValue: 'ALARM' })).toMatchObject({ kind: 'refused', status: 403 });
  });

  it.each([
    'MessageId',
    'TopicArn',
    'Message',
    'Timestamp',
    'SignatureVersion',
    'SigningCertURL',
    'Type',
    'SubscribeURL',
    'Token',
  ])('cannot read a message whose %s is missing or no text', async (field) => {
    const { [field]: _, ...without } = confirmation(now);
    for (const fields of [without, { ...without, [field]: null }, { ...without, [field]: 7 }]) {
      expect(await verify(fields)).toMatchObject({ kind: 'unreadable', status: 400 });
    }
  });

  it('answers any body at all with a verdict, and believes none', async () => {
    const wrong = fc.tuple(fc.constantFrom(...Object.keys(notification(now))), fc.jsonValue());
    const changed = wrong.map(([field, value]) => JSON.stringify({ ...notification(now), [field]: value }));
    const run = fc.asyncProperty(fc.oneof(fc.string(), fc.json(), changed), async (body) => {
      expect((await verifySns(body, terms)).kind).not.toBe('ok');
    });
    await fc.assert(run, { numRuns: 300 });
  });

  it('lets a failure to fetch the certificate pass through, for it may be over soon', async () => {
    const certificates = () => Promise.reject(new Error('no network'));
    await expect(verify(notification(now), { certificates })).rejects.toThrow('no network');
  });
});
