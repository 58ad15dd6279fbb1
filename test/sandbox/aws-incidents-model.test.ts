import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModel, type Model } from '../../sandbox/aws/model.ts';
import { type Account, openAccount } from './aws-account.ts';

type Input = Record<string, unknown>;
type Shape = NonNullable<Model['shapes'][string]>;

const SERVED = {
  incidents: [
    ['StartIncident', 'GetIncidentRecord', 'UpdateIncidentRecord', 'ListIncidentRecords', 'DeleteIncidentRecord'],
    ['CreateTimelineEvent', 'GetTimelineEvent', 'ListTimelineEvents', 'UpdateTimelineEvent', 'DeleteTimelineEvent'],
    ['UpdateRelatedItems', 'ListRelatedItems', 'ListResponsePlans', 'GetResponsePlan'],
    ['GetReplicationSet', 'ListReplicationSets'],
  ].flat(),
  contacts: [
    ['StartEngagement', 'StopEngagement', 'DescribeEngagement', 'ListEngagements', 'ListPagesByEngagement'],
    ['ListPagesByContact', 'DescribePage', 'ListPageReceipts', 'AcceptPage', 'ListContacts', 'GetContact'],
    ['ListContactChannels', 'ListRotations', 'GetRotation', 'ListRotationShifts', 'CreateRotationOverride'],
    ['GetRotationOverride', 'ListRotationOverrides', 'DeleteRotationOverride'],
  ].flat(),
};
const MODELS = { incidents: loadModel('ssm-incidents'), contacts: loadModel('ssm-contacts') };
const OPERATIONS = (['incidents', 'contacts'] as const).flatMap((side) =>
  SERVED[side].map((operation) => ({ side, operation, shape: inputShape(side, operation) })),
);
type Served = (typeof OPERATIONS)[number];

/** Texts for patterns that not every text fits. */
const FITTING: Record<string, string> = {
  Arn: 'arn:aws:ssm-incidents::111122223333:incident-record/web/nobody',
  SsmContactsArn: 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/ann',
  Uuid: 'd8d9a5ff-3a4a-4a0c-9a69-5f3a1d1f0f00',
  AcceptCode: '123456',
};

let account: Account;
beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account.close());

function inputShape(side: 'incidents' | 'contacts', operation: string): Shape {
  const { operations, shapes } = MODELS[side];
  return shapes[operations[operation]?.input?.shape ?? ''] as Shape;
}

/** The operation called by the service's real client. */
function call({ side, operation }: Served, input: Input): Promise<unknown> {
  const client = account[side] as unknown as Record<string, (input: Input) => Promise<unknown>>;
  const method = operation.charAt(0).toLowerCase() + operation.slice(1);
  return client[method]?.call(client, input) ?? Promise.reject(new Error(`the client has no ${method}`));
}

/** Something that the model allows in that place, with only what it requires. */
function sample(model: Model, name: string): unknown {
  const shape = model.shapes[name] as Shape;
  if (shape.enum) return shape.enum[0];
  if (shape.type === 'string') return FITTING[name] ?? 'a';
  if (shape.type === 'integer') return shape.min ?? 1;
  if (shape.type === 'timestamp') return new Date('2026-11-20T09:00:00Z');
  if (shape.type === 'list') return [];
  const members = shape.union ? Object.keys(shape.members ?? {}).slice(0, 1) : (shape.required ?? []);
  return Object.fromEntries(members.map((each) => [each, sample(model, shape.members?.[each]?.shape ?? '')]));
}

const sampleInput = ({ side, shape }: Served): Input =>
  Object.fromEntries((shape.required ?? []).map((each) => [each, sample(MODELS[side], memberShape(shape, each))]));
const memberShape = (shape: Shape, member: string) => shape.members?.[member]?.shape ?? '';

describe.each(OPERATIONS)('$operation', (served) => {
  const { shape, operation } = served;

  it('takes what the model allows', async () => {
    const refused = await call(served, sampleInput(served)).then(
      () => 'nothing',
      (error: Error) => error.name,
    );
    expect(['nothing', 'ResourceNotFoundException']).toContain(refused);
  });

  it.each((shape.required ?? []).map((member) => [member]))('is refused without its %s', async (member) => {
    const { [member]: _, ...input } = sampleInput(served);
    const refusal = { name: 'ValidationException', message: expect.stringContaining(member) };
    const isQuery = shape.members?.[member]?.location === 'querystring';
    // The client itself refuses to write an address without what must be in it.
    await expect(call(served, input)).rejects.toMatchObject(isQuery ? {} : refusal);
  });

  it.each(limits(served))('is refused when its $member is $what', async ({ member, value }) => {
    const input = { ...sampleInput(served), [member]: value };
    await expect(call(served, input)).rejects.toMatchObject({
      name: 'ValidationException',
      $metadata: { httpStatusCode: 400 },
    });
    expect(account.aws.calls(operation).at(-1)).toMatchObject({ error: 'ValidationException' });
  });
});

type Limit = { member: string; what: string; value: unknown };

/** For each member of the input values just outside of what its shape allows. */
function limits({ side, shape }: Served): Limit[] {
  return Object.keys(shape.members ?? {}).flatMap((member) => {
    const { type, max, min = 0, enum: values, pattern } = MODELS[side].shapes[memberShape(shape, member)] as Shape;
    const found: Limit[] = [];
    if (values) found.push({ member, what: 'none of the values', value: 'NONE' });
    if (type === 'string' && max) found.push({ member, what: 'too long', value: 'a'.repeat(max + 1) });
    if (type === 'string' && min > 0) found.push({ member, what: 'too short', value: '0'.repeat(min - 1) });
    const isPlain = pattern && !pattern.includes('\\s\\S');
    if (isPlain) found.push({ member, what: 'in letters that it may not have', value: '§'.repeat(min || 1) });
    if (type === 'integer' && max) found.push({ member, what: 'too much', value: max + 1 });
    if (type === 'integer') found.push({ member, what: 'too little', value: min - 1 });
    return found;
  });
}

describe('a request that no client of AWS would send', () => {
  const signed = (service: string) => ({
    authorization: `AWS4-HMAC-SHA256 Credential=test/20261120/eu-west-1/${service}/aws4_request, SignedHeaders=host`,
  });
  const incidents = (path: string, { body, headers = signed('ssm-incidents') }: { body: string; headers?: object }) =>
    fetch(`${account.aws.incidentsUrl}${path}`, { method: 'POST', body, headers: { ...headers } });
  const contacts = (
    operation: string,
    { body, headers = signed('ssm-contacts') }: { body: string; headers?: object },
  ) => {
    const target = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `SSMContacts.${operation}` };
    return fetch(account.aws.contactsUrl, { method: 'POST', body, headers: { ...target, ...headers } });
  };

  it('is refused with members that the model does not know', async () => {
    const refused = [
      await incidents('/listIncidentRecords', { body: '{"nobody":1}' }),
      await contacts('ListContacts', { body: '{"nobody":1}' }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([400, 400]);
    expect(refused[0]?.headers.get('x-amzn-errortype')).toBe('SerializationException');
    expect(await refused[1]?.json()).toMatchObject({ __type: 'com.amazonaws.ssmcontacts#SerializationException' });
  });

  it('is refused when it is no JSON', async () => {
    const answers = [
      await incidents('/listIncidentRecords', { body: '{' }),
      await contacts('ListContacts', { body: '' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400]);
  });

  it('is refused without a signature for the service', async () => {
    const headers = signed('sqs');
    const answers = [
      await incidents('/listIncidentRecords', { body: '{}', headers }),
      await contacts('ListContacts', { body: '{}', headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it('is refused for an operation that there is not, or that the stand-in has not', async () => {
    const answers = [
      await incidents('/nobody', { body: '{}' }),
      await contacts('Nobody', { body: '{}' }),
      await contacts('ListPageResolutions', {
        body: JSON.stringify({ PageId: sample(MODELS.contacts, 'SsmContactsArn') }),
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 400]);
  });

  it('is refused for too many characters, of which a picture is one', async () => {
    const title = (length: number) => {
      const input = { arn: FITTING['Arn'], title: '🔥'.repeat(length) };
      return account.incidents.updateIncidentRecord(input).catch((error: Error) => error.name);
    };
    expect([await title(200), await title(201)]).toEqual(['ResourceNotFoundException', 'ValidationException']);
  });

  it('is refused at once for a long ARN with a letter at its end that no ARN may have', async () => {
    const ContactId = `arn:aws:ssm-contacts:eu-west-1:111122223333:contact/${'a'.repeat(500)}!`;
    await expect(account.contacts.getContact({ ContactId })).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: [{ Name: 'ContactId' }],
    });
  });
});
