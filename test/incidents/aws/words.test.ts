import { describe, expect, it } from 'vitest';
import { AwsError } from '../../../src/errors.ts';
import { calling, isMendable, reasonOf } from '../../../src/incidents/aws/calling.ts';
import { consoleItem } from '../../../src/incidents/aws/console.ts';
import { contactMeant } from '../../../src/incidents/aws/contacts.ts';
import { principalName } from '../../../src/incidents/aws/principal.ts';

describe('whoever did something in AWS', () => {
  it.each([
    ['arn:aws:sts::111122223333:assumed-role/Admin/ann', 'ann'],
    ['arn:aws:iam::111122223333:user/ann', 'ann'],
    ['arn:aws:iam::111122223333:root', 'root'],
    [null, 'somebody'],
    ['', 'somebody'],
    ['arn:aws:sts::111122223333:assumed-role/Admin/@U0000BOB', '@\u2060U0000BOB'],
  ])('is called by the name in %s', (arn, name) => {
    expect(principalName(arn)).toBe(name);
  });
});

describe('the link to the console', () => {
  it.each([
    ['arn:aws:ssm-incidents::1:incident-record/a/b', 'https://console.aws.amazon.com/'],
    ['arn:aws-us-gov:ssm-incidents::1:incident-record/a/b', 'https://console.amazonaws-us-gov.com/'],
    ['arn:aws-cn:ssm-incidents::1:incident-record/a/b', 'https://console.amazonaws.cn/'],
  ])('of %s is in its partition', (arn, host) => {
    const { url } = consoleItem(arn, 'eu-west-1');
    expect(url).toBe(`${host}systems-manager/incidents/home?region=eu-west-1`);
  });
});

describe('a contact', () => {
  const ada = { arn: 'arn:aws:ssm-contacts:eu-west-1:1:contact/ada', alias: 'ada', name: 'Bob' };
  const bob = { arn: 'arn:aws:ssm-contacts:eu-west-1:1:contact/bob', alias: 'bob', name: 'Bob Brown' };

  it('is meant by its ARN or alias rather than by a name', () => {
    expect(contactMeant('bob', [ada, bob])).toBe(bob);
    expect(contactMeant(' BOB brown ', [ada, bob])).toBe(bob);
    expect(contactMeant(ada.arn, [ada, bob])).toBe(ada);
    expect(contactMeant('eve', [ada, bob])).toBeUndefined();
  });
});

describe('an error of AWS', () => {
  const thrown = async (error: object) => {
    const failing = calling({ permission: 'ssm-incidents:StartIncident', resource: 'P' }, () => Promise.reject(error));
    return (await failing.catch((caught: unknown) => caught)) as AwsError;
  };

  it.each([
    ['ThrottlingException', { $metadata: { httpStatusCode: 400 } }, 'AWS does not answer'],
    ['InternalServerException', { $metadata: { httpStatusCode: 500 } }, 'AWS does not answer'],
    ['TimeoutError', {}, 'AWS does not answer'],
    ['AbortError', {}, 'AWS does not answer'],
    ['ConflictException', { $metadata: { httpStatusCode: 409 } }, 'AWS does not answer'],
    ['ExpiredTokenException', {}, 'AWS does not take the credentials of the bot (ExpiredTokenException): mend them'],
  ])('such as %s passes', async (name, more, reason) => {
    const error = await thrown({ name, message: 'm', ...more });
    expect(error).toBeInstanceOf(AwsError);
    expect([error.retryable, reasonOf(error)]).toEqual([true, reason]);
  });

  it.each([
    [
      'AccessDeniedException',
      true,
      'AWS denied access (AccessDeniedException): allow ssm-incidents:StartIncident on P in the IAM policy of the bot',
    ],
    [
      'ServiceQuotaExceededException',
      true,
      'a quota of AWS is used up: raise it in Service Quotas, or resolve what is old',
    ],
    ['ResourceNotFoundException', true, 'there is no P'],
    ['ValidationException', false, 'ssm-incidents:StartIncident on P failed: ValidationException: m'],
  ])('such as %s does not, and says what to do', async (name, mendable, reason) => {
    const error = await thrown({ name, message: 'm' });
    expect([error.retryable, isMendable(error), reasonOf(error)]).toEqual([false, mendable, reason]);
  });

  it('that denies another action than the one called names that one', async () => {
    const who = 'User: arn:aws:sts::1:assumed-role/watchbill/bot is not authorized to perform: ssm:CreateOpsItem';
    const why = 'because no identity-based policy allows the ssm:CreateOpsItem action';
    const on = 'arn:aws:ssm:eu-west-1:1:opsitem/*';
    const named = await thrown({ name: 'AccessDeniedException', message: `${who} on resource: ${on} ${why}` });
    expect(reasonOf(named)).toBe(
      `AWS denied access (AccessDeniedException): allow ssm:CreateOpsItem on ${on} in the IAM policy of the bot`,
    );
    expect(reasonOf(await thrown({ name: 'AccessDeniedException', message: who }))).toContain('ssm:CreateOpsItem on P');
  });

  it('that tells that a record was deleted is nothing that anybody can mend', async () => {
    const error = await thrown({ name: 'ResourceNotFoundException', message: 'm', resourceType: 'INCIDENT_RECORD' });
    expect([error.retryable, isMendable(error)]).toEqual([false, false]);
  });

  it('that was told in plain words already stays as it is', async () => {
    const error = new AwsError('there is no plan', { code: 'NO_PLAN', retryable: false });
    expect(await thrown(error)).toBe(error);
  });
});
