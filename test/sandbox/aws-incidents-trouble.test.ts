import { SSMIncidents } from '@aws-sdk/client-ssm-incidents';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, credentials, openAccount } from './aws-account.ts';

const ALWAYS = Number.POSITIVE_INFINITY;
let account: Account;
let responsePlanArn: string;

beforeEach(async () => {
  account = await openAccount();
  responsePlanArn = account.aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
});
afterEach(() => account.close());

const start = (client = account.incidents) => client.startIncident({ responsePlanArn, clientToken: 'INC-7' });
const connect = (more: object) =>
  new SSMIncidents({ region: 'eu-west-1', endpoint: account.aws.incidentsUrl, credentials, ...more });

describe('trouble with AWS', () => {
  it.each([
    [{ throttle: true as const }, 'ThrottlingException', 429],
    [{ denied: true as const }, 'AccessDeniedException', 403],
    [{ quota: true as const }, 'ServiceQuotaExceededException', 402],
    [{ status: 500 }, 'InternalServerException', 500],
    [{ status: 503 }, 'ServiceUnavailable', 503],
  ])('%j is %s to the client of incidents', async (trouble, name, httpStatusCode) => {
    account.aws.fail('StartIncident', { ...trouble, times: ALWAYS });
    await expect(start()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    expect(account.aws.calls('StartIncident').at(-1)).toMatchObject({ error: name });
    expect(account.aws.records()).toEqual([]);
  });

  it.each([
    [{ throttle: true as const }, 'ThrottlingException', 400],
    [{ denied: true as const }, 'AccessDeniedException', 400],
    [{ quota: true as const }, 'ServiceQuotaExceededException', 400],
    [{ status: 500 }, 'InternalServerException', 500],
    [{ status: 503 }, 'ServiceUnavailable', 503],
  ])('%j is %s to the client of contacts', async (trouble, name, httpStatusCode) => {
    account.aws.fail('ListContacts', { ...trouble, times: ALWAYS });
    await expect(account.contacts.listContacts({})).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  it('names the quota that is used up', async () => {
    account.aws.fail('*', { throttle: true, times: ALWAYS });
    await expect(start()).rejects.toMatchObject({ serviceCode: 'ssm-incidents', quotaCode: expect.any(String) });
    await expect(account.contacts.listContacts({})).rejects.toMatchObject({ ServiceCode: 'ssm-contacts' });
  });

  it.each([{ throttle: true as const }, { status: 503 }])('passes when it is tried again: %j', async (trouble) => {
    const patient = connect({ maxAttempts: 2 });
    account.aws.fail('StartIncident', trouble);
    await start(patient);
    expect(account.aws.calls('StartIncident').map(({ error }) => error === null)).toEqual([false, true]);
    expect(account.aws.records()).toHaveLength(1);
    patient.destroy();
  });

  it('lasts until it is healed, and strikes only the operation it is for', async () => {
    account.aws.fail('StartIncident', { denied: true, times: ALWAYS });
    account.aws.fail('GetIncidentRecord', { denied: true });
    await expect(start()).rejects.toThrow();
    await account.incidents.listIncidentRecords({});
    account.aws.heal('StartIncident');
    await start();
    account.aws.fail('*', { denied: true, times: ALWAYS });
    await expect(start()).rejects.toThrow();
    account.aws.heal();
    await start();
  });

  it('leaves a call without an answer, so that the client gives up in its own time', async () => {
    const hasty = connect({ maxAttempts: 1, requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true } });
    account.aws.fail('StartIncident', { hang: true });
    await expect(start(hasty)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(account.aws.records()).toEqual([]);
    hasty.destroy();
  });

  it('can cut the line when the work is done: a retry with the same token does it no second time', async () => {
    const patient = connect({ maxAttempts: 2 });
    account.aws.fail('StartIncident', { cut: true });
    const { incidentRecordArn } = await start(patient);
    expect(account.aws.calls('StartIncident')).toHaveLength(2);
    expect(account.aws.records().map(({ arn }) => arn)).toEqual([incidentRecordArn]);
    patient.destroy();
  });

  it('can be slowness alone', async () => {
    account.aws.latency(60);
    const before = performance.now();
    await start();
    expect(performance.now() - before).toBeGreaterThanOrEqual(55);
  });

  it('ends with the stand-in: calls that hang are broken off', async () => {
    account.aws.fail('ListContacts', { hang: true });
    const hanging = account.contacts.listContacts({});
    await expect.poll(() => account.aws.calls('ListContacts')).toHaveLength(1);
    await account.aws.stop();
    await expect(hanging).rejects.toThrow();
  });
});

describe('the record of calls', () => {
  it('has every call with its time, and its input as the client was given it', async () => {
    const timestamp = new Date('2026-11-20T08:59:59.250Z');
    await account.incidents.startIncident({ responsePlanArn, triggerDetails: { source: 'watchbill', timestamp } });
    account.pass(1);
    await account.contacts.listContacts({ AliasPrefix: 'ann' });
    expect(account.aws.calls()).toMatchObject([
      {
        operation: 'StartIncident',
        input: { responsePlanArn, triggerDetails: { source: 'watchbill', timestamp } },
        at: new Date('2026-11-20T09:00:00Z'),
        error: null,
      },
      { operation: 'ListContacts', input: { AliasPrefix: 'ann' }, at: account.now(), error: null },
    ]);
  });

  it('has calls that were refused, with the name of the error', async () => {
    await expect(account.incidents.startIncident({ responsePlanArn, impact: 6 })).rejects.toThrow();
    expect(account.aws.calls('StartIncident')).toMatchObject([{ input: { impact: 6 }, error: 'ValidationException' }]);
  });

  it('tells a bot where to find both services', () => {
    const { env, incidentsUrl, contactsUrl } = account.aws;
    expect(env).toEqual({ AWS_ENDPOINT_URL_SSM_INCIDENTS: incidentsUrl, AWS_ENDPOINT_URL_SSM_CONTACTS: contactsUrl });
  });
});
