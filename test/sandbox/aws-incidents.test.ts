import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, openAccount } from './aws-account.ts';

const NOBODY = 'arn:aws:ssm-incidents::111122223333:incident-record/web/nobody';
const LINK = {
  identifier: { type: 'OTHER' as const, value: { url: 'https://slack.example/archives/C1' } },
  title: 'Slack room',
};
let account: Account;
let plan: string;

beforeEach(async () => {
  account = await openAccount();
  plan = account.aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
});
afterEach(() => account.close());

const start = async (more: object = {}): Promise<string> => {
  const { incidentRecordArn } = await account.incidents.startIncident({ responsePlanArn: plan, ...more });
  return incidentRecordArn ?? '';
};
const record = async (arn: string) => (await account.incidents.getIncidentRecord({ arn })).incidentRecord;
const listed = async (...filters: object[]) => {
  const { incidentRecordSummaries = [] } = await account.incidents.listIncidentRecords({ filters: filters as never });
  return incidentRecordSummaries.map(({ title }) => title);
};

describe('starting an incident', () => {
  it('takes title, impact and summary from the response plan', async () => {
    const other = account.aws.plan({ name: 'db', title: 'Database is slow', impact: 3, summary: 'See the playbook.' });
    const arn = await start({ responsePlanArn: other });
    expect(await record(arn)).toMatchObject({
      arn,
      title: 'Database is slow',
      impact: 3,
      summary: 'See the playbook.',
      status: 'OPEN',
      creationTime: account.now(),
      incidentRecordSource: { source: 'aws.ssm-incidents.custom' },
    });
  });

  it('prefers the title and impact of the request, and leaves out what is not set', async () => {
    const found = await record(await start({ title: 'Shop is down', impact: 1 }));
    expect(found).toMatchObject({ title: 'Shop is down', impact: 1 });
    expect([found?.summary ?? null, found?.resolvedTime ?? null]).toEqual([null, null]);
  });

  it('starts one incident for a client token, however often it comes, and another for another token', async () => {
    const first = await start({ clientToken: 'INC-7' });
    expect(await start({ clientToken: 'INC-7' })).toBe(first);
    expect(await start({ clientToken: 'INC-8' })).not.toBe(first);
    expect(account.aws.records()).toHaveLength(2);
  });

  it('refuses a token that it knows from another request', async () => {
    await start({ clientToken: 'INC-7', title: 'Shop is down' });
    const other = start({ clientToken: 'INC-7', title: 'Web is down' });
    await expect(other).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('joins the open incident of the same dedupe string, and starts anew when that is resolved', async () => {
    const deduped = account.aws.plan({ name: 'one', title: 'One', impact: 2, dedupeString: 'same' });
    const first = await start({ responsePlanArn: deduped });
    expect(await start({ responsePlanArn: deduped })).toBe(first);
    expect(account.aws.relatedItems(first)).toHaveLength(1);
    await account.incidents.updateIncidentRecord({ arn: first, status: 'RESOLVED' });
    expect(await start({ responsePlanArn: deduped })).not.toBe(first);
  });

  it('ties the related items of the request and an OpsItem as parent to it', async () => {
    const arn = await start({ relatedItems: [LINK] });
    const { relatedItems } = await account.incidents.listRelatedItems({ incidentRecordArn: arn });
    expect(relatedItems).toMatchObject([LINK, { identifier: { type: 'PARENT' }, title: 'parentItem' }]);
    expect(relatedItems?.[1]?.identifier?.value?.arn).toMatch(
      /^arn:aws:ssm:eu-west-1:111122223333:opsitem\/oi-[0-9a-f]{12}$/,
    );
  });

  it('pages the contacts of the plan for the incident', async () => {
    const ann = account.aws.contact({ alias: 'ann' });
    const arn = await start({
      responsePlanArn: account.aws.plan({ name: 'p', title: 'P', impact: 1, engagements: [ann] }),
    });
    const { Engagements } = await account.contacts.listEngagements({ IncidentId: arn });
    expect(Engagements).toMatchObject([{ ContactArn: ann, IncidentId: arn }]);
    expect(account.aws.pages()).toMatchObject([{ contactArn: ann, sentAt: account.now() }]);
  });

  it('refuses a response plan that it does not have, and a trigger that pretends to be AWS', async () => {
    const unknown = start({ responsePlanArn: 'arn:aws:ssm-incidents::111122223333:response-plan/nobody' });
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException', resourceType: 'RESPONSE_PLAN' });
    const triggerDetails = { source: 'aws.cloudwatch', timestamp: account.now() };
    await expect(start({ triggerDetails })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('has nothing for an account that was never set up', async () => {
    account.aws.replicationSet(false);
    const none = { name: 'ResourceNotFoundException', resourceType: 'REPLICATION_SET' };
    await expect(start()).rejects.toMatchObject(none);
    await expect(account.incidents.listIncidentRecords({})).rejects.toMatchObject(none);
    expect((await account.incidents.listReplicationSets({})).replicationSetArns).toEqual([]);
  });
});

describe('an incident record', () => {
  it('takes changes, and says who made them and when', async () => {
    const arn = await start();
    account.pass(5);
    await account.incidents.updateIncidentRecord({ arn, title: 'Shop is down', impact: 1, summary: 'No orders.' });
    const changed = { title: 'Shop is down', impact: 1, summary: 'No orders.', lastModifiedTime: account.now() };
    expect(await record(arn)).toMatchObject({ ...changed, status: 'OPEN' });
  });

  it('is not changed back when an older change comes again with its token', async () => {
    const arn = await start();
    await account.incidents.updateIncidentRecord({ arn, title: 'First', clientToken: 'one' });
    await account.incidents.updateIncidentRecord({ arn, title: 'Second', clientToken: 'two' });
    await account.incidents.updateIncidentRecord({ arn, title: 'First', clientToken: 'one' });
    expect(await record(arn)).toMatchObject({ title: 'Second' });
  });

  it('has a time of resolution while it is resolved', async () => {
    const arn = await start();
    account.pass(60);
    await account.incidents.updateIncidentRecord({ arn, status: 'RESOLVED' });
    expect(await record(arn)).toMatchObject({ status: 'RESOLVED', resolvedTime: account.now() });
    await account.incidents.updateIncidentRecord({ arn, status: 'OPEN' });
    expect((await record(arn))?.resolvedTime ?? null).toBeNull();
  });

  it('stays resolved where it may not be opened again', async () => {
    await account.close();
    account = await openAccount({ mayReopen: false });
    plan = account.aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
    const arn = await start();
    account.aws.console.resolve(arn);
    const reopened = account.incidents.updateIncidentRecord({ arn, status: 'OPEN' });
    await expect(reopened).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is gone when it was deleted, and deleting it again is no error', async () => {
    const arn = await start();
    await account.incidents.deleteIncidentRecord({ arn });
    await account.incidents.deleteIncidentRecord({ arn });
    await expect(record(arn)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it.each([
    ['shown', () => record(NOBODY)],
    ['changed', () => account.incidents.updateIncidentRecord({ arn: NOBODY, title: 'Nobody' })],
    [
      'related to',
      () =>
        account.incidents.updateRelatedItems({ incidentRecordArn: NOBODY, relatedItemsUpdate: { itemToAdd: LINK } }),
    ],
  ])('cannot be %s when there is none', async (_what, call) => {
    const none = { name: 'ResourceNotFoundException', resourceType: 'INCIDENT_RECORD', resourceIdentifier: NOBODY };
    await expect(call()).rejects.toMatchObject(none);
  });
});

describe('the list of incidents', () => {
  it('has the newest first and comes in pages', async () => {
    for (const title of ['one', 'two', 'three']) await start({ title });
    const first = await account.incidents.listIncidentRecords({ maxResults: 2 });
    const second = await account.incidents.listIncidentRecords({ maxResults: 2, nextToken: first.nextToken });
    const titles = [first, second].map(({ incidentRecordSummaries }) =>
      incidentRecordSummaries?.map((each) => each.title),
    );
    expect(titles).toEqual([['three', 'two'], ['one']]);
    expect(second.nextToken).toBeUndefined();
    const madeUp = account.incidents.listIncidentRecords({ nextToken: 'made up' });
    await expect(madeUp).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is filtered by status, impact, creator and time; filters must all fit, of their values any', async () => {
    const resolved = await start({ title: 'resolved', impact: 1 });
    await account.incidents.updateIncidentRecord({ arn: resolved, status: 'RESOLVED' });
    account.pass(10);
    account.aws.console.start({ plan, title: 'by hand', impact: 2 });
    account.pass(10);
    await start({ title: 'newest', impact: 3 });
    const open = { key: 'status', condition: { equals: { stringValues: ['OPEN'] } } };
    const grave = { key: 'impact', condition: { equals: { integerValues: [1, 2] } } };
    const byAnn = { stringValues: ['arn:aws:sts::111122223333:assumed-role/Admin/ann'] };
    const before = { key: 'creationTime', condition: { before: account.now() } };
    const after = { key: 'creationTime', condition: { after: new Date('2026-11-20T09:00:00Z') } };
    expect(await listed(open)).toEqual(['newest', 'by hand']);
    expect(await listed(grave)).toEqual(['by hand', 'resolved']);
    expect(await listed(open, grave)).toEqual(['by hand']);
    expect(await listed({ key: 'createdBy', condition: { equals: byAnn } })).toEqual(['by hand']);
    expect(await listed(after, before)).toEqual(['by hand']);
  });

  it.each([
    ['that does not exist', { key: 'title', condition: { equals: { stringValues: ['x'] } } }],
    ['with the condition of another', { key: 'creationTime', condition: { equals: { stringValues: ['x'] } } }],
    ['with two conditions', { key: 'creationTime', condition: { after: new Date(0), before: new Date(1) } }],
  ])('refuses a filter %s', async (_what, filter) => {
    await start();
    await expect(listed(filter)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('related items', () => {
  it('are added and removed one by one; one that is there takes the new title', async () => {
    const incidentRecordArn = await start();
    const change = (relatedItemsUpdate: object) =>
      account.incidents.updateRelatedItems({ incidentRecordArn, relatedItemsUpdate: relatedItemsUpdate as never });
    await change({ itemToAdd: LINK });
    await change({ itemToAdd: { ...LINK, title: 'The room' } });
    expect(account.aws.relatedItems(incidentRecordArn).map(({ title }) => title)).toEqual(['parentItem', 'The room']);
    await change({ itemToRemove: LINK.identifier });
    expect(account.aws.relatedItems(incidentRecordArn).map(({ title }) => title)).toEqual(['parentItem']);
    const { eventType, eventData } = account.aws.timeline(incidentRecordArn).at(-1) ?? {};
    expect(eventType).toBe('SSM Incident Record Update');
    expect(eventData).toContain('itemToRemove');
    const both = change({ itemToAdd: LINK, itemToRemove: LINK.identifier });
    await expect(both).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('come in pages', async () => {
    const incidentRecordArn = await start({ relatedItems: [LINK] });
    const first = await account.incidents.listRelatedItems({ incidentRecordArn, maxResults: 1 });
    const second = await account.incidents.listRelatedItems({
      incidentRecordArn,
      maxResults: 1,
      nextToken: first.nextToken,
    });
    expect([first, second].map(({ relatedItems }) => relatedItems?.[0]?.title)).toEqual(['Slack room', 'parentItem']);
  });
});

describe('response plans', () => {
  it('are listed and shown with what incidents are started from', async () => {
    const ann = account.aws.contact({ alias: 'ann' });
    const arn = account.aws.plan({ name: 'db', title: 'Slow', impact: 3, dedupeString: 'db', engagements: [ann] });
    const { responsePlanSummaries } = await account.incidents.listResponsePlans({});
    expect(responsePlanSummaries?.map(({ name }) => name)).toEqual(['web', 'db']);
    expect(await account.incidents.getResponsePlan({ arn })).toMatchObject({
      name: 'db',
      incidentTemplate: { title: 'Slow', impact: 3, dedupeString: 'db' },
      engagements: [ann],
    });
    const unknown = account.incidents.getResponsePlan({ arn: NOBODY });
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException', resourceType: 'RESPONSE_PLAN' });
  });

  it('stand beside an active replication set', async () => {
    const { replicationSetArns = [] } = await account.incidents.listReplicationSets({});
    const { replicationSet } = await account.incidents.getReplicationSet({ arn: replicationSetArns[0] });
    expect(replicationSet).toMatchObject({ status: 'ACTIVE', regionMap: { 'eu-west-1': { status: 'ACTIVE' } } });
    const unknown = account.incidents.getReplicationSet({ arn: NOBODY });
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException', resourceType: 'REPLICATION_SET' });
  });
});
