import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, openAccount } from './aws-account.ts';

let account: Account;
let plan: string;
let incidentRecordArn: string;

beforeEach(async () => {
  account = await openAccount();
  plan = account.aws.plan({ name: 'web', title: 'Web is down', impact: 2 });
  incidentRecordArn = (await account.incidents.startIncident({ responsePlanArn: plan })).incidentRecordArn ?? '';
  account.pass(1);
});
afterEach(() => account.close());

const write = async (text: string, more: object = {}): Promise<string> => {
  const written = { eventType: 'Custom Event', eventData: JSON.stringify(text), eventTime: account.now(), ...more };
  return (await account.incidents.createTimelineEvent({ incidentRecordArn, ...written })).eventId ?? '';
};
const event = async (eventId: string) =>
  (await account.incidents.getTimelineEvent({ incidentRecordArn, eventId })).event;
const listed = async (more: object = {}) => {
  const { eventSummaries = [] } = await account.incidents.listTimelineEvents({ incidentRecordArn, ...more });
  return eventSummaries.map(({ eventType }) => eventType);
};
const told = (arn: string) =>
  account.aws.timeline(arn).map(({ eventType, eventData }) => [eventType, JSON.parse(eventData)]);

describe('the timeline', () => {
  it('keeps what is written, with its time and what it refers to', async () => {
    const eventTime = new Date('2026-11-20T08:55:00.500Z');
    const eventReferences = [{ resource: incidentRecordArn }];
    const eventId = await write('Restarted "web-1" ✓', { eventType: 'Note', eventTime, eventReferences });
    expect(await event(eventId)).toEqual({
      incidentRecordArn,
      eventId,
      eventType: 'Note',
      eventData: '"Restarted \\"web-1\\" ✓"',
      eventTime,
      eventUpdatedTime: account.now(),
      eventReferences,
    });
  });

  it('takes an event once for a client token', async () => {
    const eventTime = account.now();
    const first = await write('once', { eventTime, clientToken: 'T-1' });
    expect(await write('once', { eventTime, clientToken: 'T-1' })).toBe(first);
    const texts = told(incidentRecordArn).map(([, data]) => data);
    expect(texts.filter((data) => data === 'once')).toHaveLength(1);
  });

  it.each([
    ['data that is no JSON', { eventData: 'Restarted web-1' }],
    ['data that is JSON but no string', { eventData: '{"text":"Restarted"}' }],
    ['an event of a kind that only the service makes', { eventType: 'SSM Incident Start' }],
  ])('refuses %s', async (_what, more) => {
    await expect(write('x', more)).rejects.toMatchObject({ name: 'ValidationException' });
    const eventId = await write('x');
    const updated = account.incidents.updateTimelineEvent({ incidentRecordArn, eventId, ...more });
    await expect(updated).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is listed newest first without the data, or oldest first, in pages', async () => {
    await write('late', { eventType: 'Note', eventTime: new Date('2026-11-20T08:00:00Z') });
    const all = ['SSM Incident Record Update', 'SSM Incident Start', 'Note'];
    expect(await listed()).toEqual(all);
    expect(await listed({ sortBy: 'EVENT_TIME', sortOrder: 'ASCENDING' })).toEqual(all.toReversed());
    const first = await account.incidents.listTimelineEvents({ incidentRecordArn, maxResults: 2 });
    expect(first.eventSummaries).toHaveLength(2);
    expect(await listed({ maxResults: 2, nextToken: first.nextToken })).toEqual(['Note']);
    expect(first.eventSummaries?.[0]).not.toHaveProperty('eventData');
  });

  it('is filtered by kind, time and reference', async () => {
    const arn = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu';
    await write('x', { eventReferences: [{ resource: arn }] });
    const by = (key: string, condition: object) => listed({ filters: [{ key, condition }] });
    expect(await by('eventType', { equals: { stringValues: ['SSM Incident Start'] } })).toEqual(['SSM Incident Start']);
    expect(await by('eventTime', { after: new Date('2026-11-20T09:00:30Z') })).toEqual(['Custom Event']);
    expect(await by('eventReference', { equals: { stringValues: [arn] } })).toEqual(['Custom Event']);
    await expect(by('title', { equals: { stringValues: ['x'] } })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('lets written events be changed and deleted, and no others', async () => {
    const eventId = await write('wrong');
    account.pass(5);
    await account.incidents.updateTimelineEvent({ incidentRecordArn, eventId, eventData: '"right"' });
    expect(await event(eventId)).toMatchObject({ eventData: '"right"', eventUpdatedTime: account.now() });
    await account.incidents.deleteTimelineEvent({ incidentRecordArn, eventId });
    await account.incidents.deleteTimelineEvent({ incidentRecordArn, eventId });
    const gone = { name: 'ResourceNotFoundException', resourceType: 'TIMELINE_EVENT' };
    await expect(event(eventId)).rejects.toMatchObject(gone);
    const [made] = account.aws.timeline(incidentRecordArn);
    const changed = { eventId: made?.eventId, eventType: 'Note', eventData: '"changed"' };
    const change = account.incidents.updateTimelineEvent({ incidentRecordArn, ...changed });
    await expect(change).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('has no place for events of an incident that there is not', async () => {
    const nobody = 'arn:aws:ssm-incidents::111122223333:incident-record/web/nobody';
    const lost = write('x', { incidentRecordArn: nobody });
    await expect(lost).rejects.toMatchObject({ name: 'ResourceNotFoundException', resourceType: 'INCIDENT_RECORD' });
  });
});

describe('what the service itself tells on the timeline', () => {
  it('is how the incident began and which OpsItem is its parent', () => {
    const [begin, parent] = told(incidentRecordArn);
    expect(begin).toEqual(['SSM Incident Start', { incidentTitle: 'Web is down', contactsEngage: [] }]);
    expect(parent?.[1].modifiedAttributes[0].newValue).toMatch(/^{"itemToAdd":.*"PARENT".*opsitem/);
  });

  it('is every change of the record and by whom', async () => {
    await account.incidents.updateIncidentRecord({ arn: incidentRecordArn, title: 'Shop is down', impact: 1 });
    expect(told(incidentRecordArn).at(-1)).toEqual([
      'SSM Incident Record Update',
      {
        modifiedBy: 'arn:aws:sts::111122223333:assumed-role/watchbill/bot',
        modifiedAttributes: [
          { attributeName: 'title', newValue: 'Shop is down' },
          { attributeName: 'impact', newValue: '1' },
        ],
        incidentTitle: 'Shop is down',
      },
    ]);
  });

  it('is what triggered it, and what triggers it again while it is open', async () => {
    const alarm = 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:cpu';
    const arn = account.aws.alarmStarts({ alarm, plan });
    expect(account.aws.alarmStarts({ alarm, plan })).toBe(arn);
    const triggers = told(arn).filter(([type]) => type === 'SSM Incident Trigger');
    expect(triggers).toMatchObject([
      ['SSM Incident Trigger', { createdIncident: true, incidentSource: 'aws.cloudwatch', triggerArn: alarm }],
      ['SSM Incident Trigger', { createdIncident: false }],
    ]);
    const { incidentRecord } = await account.incidents.getIncidentRecord({ arn });
    expect(incidentRecord?.incidentRecordSource).toMatchObject({ source: 'aws.cloudwatch', resourceArn: alarm });
  });

  it('is each page and who acknowledged it', async () => {
    const ann = account.aws.contact({ alias: 'ann' });
    const paging = account.aws.plan({ name: 'page', title: 'Page', impact: 1, engagements: [ann] });
    const { incidentRecordArn: arn = '' } = await account.incidents.startIncident({ responsePlanArn: paging });
    const [page] = account.aws.pages();
    if (page) account.aws.acknowledge(page);
    const data = { contactArn: ann, engagementArn: page?.engagementArn };
    expect(told(arn).slice(-2)).toEqual([
      ['SSM Contacts Page for Incident', data],
      ['SSM Contacts Page Acknowledgement for Incident', data],
    ]);
  });
});

describe('somebody at the console', () => {
  it('starts, changes and resolves incidents, writes notes and relates items, all seen through the API', async () => {
    const { aws, incidents } = account;
    const item = { identifier: { type: 'OTHER', value: { url: 'https://wiki.example/db' } }, title: 'Wiki' };
    const arn = aws.console.start({ plan, title: 'By hand', impact: 4 });
    aws.console.update(arn, { summary: 'Looks bad.', impact: 1 });
    const eventId = aws.console.note(arn, 'Called the provider');
    aws.console.relate(arn, item);
    const by = 'arn:aws:sts::111122223333:assumed-role/Admin/ann';
    const { incidentRecord } = await incidents.getIncidentRecord({ arn });
    expect(incidentRecord).toMatchObject({ title: 'By hand', impact: 1, summary: 'Looks bad.', lastModifiedBy: by });
    const { event: note } = await incidents.getTimelineEvent({ incidentRecordArn: arn, eventId });
    expect(note).toMatchObject({ eventType: 'Note', eventData: '"Called the provider"' });
    expect((await incidents.listRelatedItems({ incidentRecordArn: arn })).relatedItems).toHaveLength(2);
    aws.console.unrelate(arn, item.identifier);
    expect((await incidents.listRelatedItems({ incidentRecordArn: arn })).relatedItems).toHaveLength(1);
    aws.console.resolve(arn);
    expect((await incidents.getIncidentRecord({ arn })).incidentRecord).toMatchObject({ status: 'RESOLVED' });
  });
});
