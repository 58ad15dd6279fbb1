import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, openAccount } from './aws-account.ts';

const NOBODY = 'arn:aws:ssm-contacts:eu-west-1:111122223333:contact/nobody';
let account: Account;

beforeEach(async () => {
  account = await openAccount();
});
afterEach(() => account.close());

const engage = async (ContactId: string, more: object = {}): Promise<string> => {
  const message = { Sender: 'Watchbill', Subject: 'Web is down', Content: 'See #inc-web' };
  return (await account.contacts.startEngagement({ ContactId, ...message, ...more })).EngagementArn ?? '';
};
const pagesOf = async (EngagementId: string) =>
  (await account.contacts.listPagesByEngagement({ EngagementId })).Pages ?? [];
const receiptsOf = async (PageId: string | undefined) => {
  const { Receipts = [] } = await account.contacts.listPageReceipts({ PageId });
  return Receipts.map(({ ReceiptType }) => ReceiptType);
};
const minutes = (pages: { SentTime?: Date }[]) =>
  pages.map(({ SentTime }) => ((SentTime?.getTime() ?? 0) - Date.parse('2026-11-20T09:00:00Z')) / 60_000);

describe('contacts', () => {
  it('are listed by kind and alias, in pages', async () => {
    const ann = account.aws.contact({ alias: 'ann', name: 'Ann Smith' });
    account.aws.contact({ alias: 'bob' });
    account.aws.contact({ alias: 'ann-first', type: 'ESCALATION', stages: [{ minutes: 5, contacts: [ann] }] });
    const listed = async (more: object) =>
      (await account.contacts.listContacts(more)).Contacts?.map(({ Alias }) => Alias);
    expect(await listed({})).toEqual(['ann', 'bob', 'ann-first']);
    expect(await listed({ Type: 'PERSONAL' })).toEqual(['ann', 'bob']);
    expect(await listed({ AliasPrefix: 'ann' })).toEqual(['ann', 'ann-first']);
    const { NextToken, Contacts } = await account.contacts.listContacts({ MaxResults: 2 });
    expect(Contacts?.[0]).toEqual({ ContactArn: ann, Alias: 'ann', DisplayName: 'Ann Smith', Type: 'PERSONAL' });
    expect(await listed({ NextToken })).toEqual(['ann-first']);
    await expect(listed({ NextToken: 'madeUp' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('show how they are reached, each kind in its way', async () => {
    const { aws, contacts } = account;
    const ann = aws.contact({ alias: 'ann', channels: ['EMAIL', { type: 'SMS', activated: false }] });
    const first = aws.contact({ alias: 'first', type: 'ESCALATION', stages: [{ minutes: 10, contacts: [ann] }] });
    const rotation = aws.rotation({ name: 'ic', contacts: [ann] });
    const duty = aws.contact({ alias: 'duty', type: 'ONCALL_SCHEDULE', rotations: [rotation] });
    const { ContactChannels = [] } = await contacts.listContactChannels({ ContactId: ann });
    expect(ContactChannels).toMatchObject([
      { Type: 'EMAIL', ActivationStatus: 'ACTIVATED', DeliveryAddress: { SimpleAddress: 'ann@example.com' } },
      { Type: 'SMS', ActivationStatus: 'NOT_ACTIVATED' },
    ]);
    const plan = async (ContactId: string) => (await contacts.getContact({ ContactId })).Plan;
    const [email, sms] = ContactChannels.map(({ ContactChannelArn: ContactChannelId }) => ({
      ChannelTargetInfo: { ContactChannelId },
    }));
    expect((await plan(ann))?.Stages?.[0]?.Targets).toEqual([email, sms]);
    const target = { ContactTargetInfo: { ContactId: ann, IsEssential: true } };
    expect(await plan(first)).toEqual({ Stages: [{ DurationInMinutes: 10, Targets: [target] }] });
    expect(await plan(duty)).toEqual({ RotationIds: [rotation] });
  });

  it('come with their channels in pages', async () => {
    const ContactId = account.aws.contact({ alias: 'ann', channels: ['EMAIL', 'VOICE'] });
    const listed = (more: object) => account.contacts.listContactChannels({ ContactId, ...more });
    const { NextToken, ContactChannels } = await listed({ MaxResults: 1 });
    expect(ContactChannels).toMatchObject([{ Type: 'EMAIL' }]);
    expect((await listed({ NextToken })).ContactChannels).toMatchObject([{ Type: 'VOICE' }]);
  });

  it.each([
    ['a contact', () => account.contacts.getContact({ ContactId: NOBODY })],
    ['channels', () => account.contacts.listContactChannels({ ContactId: NOBODY })],
    ['an engagement', () => account.contacts.describeEngagement({ EngagementId: NOBODY })],
    ['a way to stop an engagement', () => account.contacts.stopEngagement({ EngagementId: NOBODY })],
    ['pages of an engagement', () => account.contacts.listPagesByEngagement({ EngagementId: NOBODY })],
    ['pages of a contact', () => account.contacts.listPagesByContact({ ContactId: NOBODY })],
    ['a page', () => account.contacts.describePage({ PageId: NOBODY })],
    ['receipts', () => account.contacts.listPageReceipts({ PageId: NOBODY })],
    ['somebody to page', () => engage(NOBODY)],
  ])('that are not there do not have %s', async (_what, call) => {
    await expect(call()).rejects.toMatchObject({ name: 'ResourceNotFoundException', ResourceId: NOBODY });
  });
});

describe('an engagement', () => {
  it('pages somebody on each activated channel, and says what for', async () => {
    const ann = account.aws.contact({ alias: 'ann', channels: ['EMAIL', 'VOICE', { type: 'SMS', activated: false }] });
    const incident = 'arn:aws:ssm-incidents::111122223333:incident-record/web/1';
    const EngagementId = await engage(ann, { IncidentId: incident, PublicSubject: 'Incident' });
    const pages = await pagesOf(EngagementId);
    expect(pages).toHaveLength(2);
    const what = { EngagementArn: EngagementId, ContactArn: ann, Sender: 'Watchbill', IncidentId: incident };
    expect(pages[0]).toEqual({ ...what, PageArn: expect.any(String), SentTime: account.now() });
    const said = { ...what, Subject: 'Web is down', Content: 'See #inc-web', PublicSubject: 'Incident' };
    const { PageArn: PageId } = pages[0] ?? {};
    expect(await account.contacts.describePage({ PageId })).toMatchObject(said);
    expect(await account.contacts.describeEngagement({ EngagementId })).toMatchObject(said);
    expect(await receiptsOf(PageId)).toEqual(['SENT']);
    expect((await account.contacts.listPagesByContact({ ContactId: ann })).Pages).toEqual(pages);
  });

  it('is started once for an idempotency token, which is refused with another request', async () => {
    const ann = account.aws.contact({ alias: 'ann' });
    const first = await engage(ann, { IdempotencyToken: 'P-1' });
    expect(await engage(ann, { IdempotencyToken: 'P-1' })).toBe(first);
    expect(account.aws.pages()).toHaveLength(1);
    const other = engage(ann, { IdempotencyToken: 'P-1', Subject: 'Other' });
    await expect(other).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('goes on to the next stage of an escalation plan after its minutes, until somebody acknowledges', async () => {
    const { aws } = account;
    const [ann, bob, eve] = ['ann', 'bob', 'eve'].map((alias) => aws.contact({ alias })) as [string, string, string];
    const stages = [
      { minutes: 5, contacts: [ann] },
      { minutes: 10, contacts: [bob] },
      { minutes: 10, contacts: [eve] },
    ];
    const EngagementId = await engage(aws.contact({ alias: 'chain', type: 'ESCALATION', stages }));
    const paged = async () => (await pagesOf(EngagementId)).map(({ ContactArn }) => ContactArn);
    account.pass(4);
    expect(await paged()).toEqual([ann]);
    account.pass(3);
    expect(await paged()).toEqual([ann, bob]);
    expect(minutes(await pagesOf(EngagementId))).toEqual([0, 5]);
    const [annsPage, bobsPage] = aws.pages();
    aws.acknowledge({ arn: bobsPage?.arn ?? '' });
    account.pass(60);
    expect(await paged()).toEqual([ann, bob]);
    expect([await receiptsOf(annsPage?.arn), await receiptsOf(bobsPage?.arn)]).toEqual([
      ['SENT', 'STOP'],
      ['SENT', 'DELIVERED', 'READ'],
    ]);
    const { StopTime } = await account.contacts.describeEngagement({ EngagementId });
    expect(StopTime).toEqual(new Date('2026-11-20T09:07:00Z'));
  });

  it('is not stopped by the acknowledgement of somebody who is not essential', async () => {
    const { aws } = account;
    const [ann, bob] = ['ann', 'bob'].map((alias) => aws.contact({ alias })) as [string, string];
    const stages = [
      { minutes: 5, contacts: [ann], essential: false },
      { minutes: 5, contacts: [bob] },
    ];
    const EngagementId = await engage(aws.contact({ alias: 'chain', type: 'ESCALATION', stages }));
    aws.acknowledge(aws.pages()[0] ?? { arn: '' });
    account.pass(5);
    expect(aws.pages()).toHaveLength(2);
    expect(await pagesOf(EngagementId)).toMatchObject([
      { ContactArn: ann, ReadTime: new Date('2026-11-20T09:00:00Z') },
      { ContactArn: bob },
    ]);
  });

  it('does not undo a stage that had begun when somebody acknowledged', async () => {
    const { aws } = account;
    const [ann, bob] = ['ann', 'bob'].map((alias) => aws.contact({ alias })) as [string, string];
    const stages = [ann, bob].map((contact) => ({ minutes: 5, contacts: [contact] }));
    await engage(aws.contact({ alias: 'chain', type: 'ESCALATION', stages }));
    const [page] = aws.pages();
    account.pass(6);
    aws.acknowledge(page ?? { arn: '' });
    expect(aws.pages().map(({ contactArn }) => contactArn)).toEqual([ann, bob]);
  });

  it('pages whoever is on call in the rotations of a schedule at that hour', async () => {
    const { aws } = account;
    const [ann, bob] = ['ann', 'bob'].map((alias) => aws.contact({ alias })) as [string, string];
    const rotation = aws.rotation({ name: 'ic', contacts: [ann, bob], firstDay: '2026-11-19' });
    const EngagementId = await engage(aws.contact({ alias: 'duty', type: 'ONCALL_SCHEDULE', rotations: [rotation] }));
    expect((await pagesOf(EngagementId)).map(({ ContactArn }) => ContactArn)).toEqual([bob]);
  });

  it('sends nothing more when it is stopped', async () => {
    const { aws } = account;
    const stages = ['ann', 'bob'].map((alias) => ({ minutes: 5, contacts: [aws.contact({ alias })] }));
    const EngagementId = await engage(aws.contact({ alias: 'chain', type: 'ESCALATION', stages }));
    account.pass(1);
    await account.contacts.stopEngagement({ EngagementId, Reason: 'resolved' });
    account.pass(60);
    await account.contacts.stopEngagement({ EngagementId });
    expect(await pagesOf(EngagementId)).toHaveLength(1);
    const { StopTime } = await account.contacts.describeEngagement({ EngagementId });
    expect(StopTime).toEqual(new Date('2026-11-20T09:01:00Z'));
  });

  it('is found by its incident and by when it began, in pages', async () => {
    const ann = account.aws.contact({ alias: 'ann' });
    const incident = 'arn:aws:ssm-incidents::111122223333:incident-record/web/1';
    const first = await engage(ann);
    account.pass(10);
    const second = await engage(ann, { IncidentId: incident });
    const listed = async (more: object) =>
      (await account.contacts.listEngagements(more)).Engagements?.map(({ EngagementArn }) => EngagementArn);
    expect(await listed({ IncidentId: incident })).toEqual([second]);
    expect(await listed({ TimeRangeValue: { EndTime: new Date('2026-11-20T09:05:00Z') } })).toEqual([first]);
    expect(await listed({ TimeRangeValue: { StartTime: new Date('2026-11-20T09:05:00Z') } })).toEqual([second]);
    const { NextToken } = await account.contacts.listEngagements({ MaxResults: 1 });
    expect(await listed({ NextToken })).toEqual([second]);
  });
});

describe('a page', () => {
  const page = async (channels: ('EMAIL' | 'SMS')[] = ['EMAIL']) => {
    const EngagementId = await engage(account.aws.contact({ alias: 'ann', channels }));
    const [first] = account.aws.pages();
    return { EngagementId, PageId: first?.arn ?? '', AcceptCode: first?.code ?? '' };
  };

  it('is acknowledged with its code, and with no other unless codes are to be ignored', async () => {
    const { PageId, AcceptCode } = await page();
    const accept = (code: string, more: object = {}) =>
      account.contacts.acceptPage({ PageId, AcceptType: 'READ', AcceptCode: code, ...more });
    const other = AcceptCode === '123456' ? '123457' : '123456';
    await expect(accept(other)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(account.aws.pages()).toMatchObject([{ readAt: null }]);
    account.pass(2);
    await accept(other, { AcceptCodeValidation: 'IGNORE', Note: 'looking' });
    expect(account.aws.pages()).toMatchObject([{ readAt: account.now(), deliveredAt: account.now() }]);
    await accept(AcceptCode);
    const { Receipts = [] } = await account.contacts.listPageReceipts({ PageId });
    expect(Receipts.map(({ ReceiptType }) => ReceiptType)).toEqual(['SENT', 'DELIVERED', 'READ']);
    expect(Receipts[2]).toMatchObject({ ReceiptInfo: 'looking', ReceiptTime: account.now() });
  });

  it('can be delivered without being read', async () => {
    const { EngagementId, PageId, AcceptCode } = await page();
    await account.contacts.acceptPage({ PageId, AcceptType: 'DELIVERED', AcceptCode });
    expect(await pagesOf(EngagementId)).toMatchObject([{ DeliveryTime: account.now() }]);
    expect((await pagesOf(EngagementId))[0]).not.toHaveProperty('ReadTime');
  });

  it('is listed among others in pages, with its receipts in pages', async () => {
    const { EngagementId, PageId } = await page(['EMAIL', 'SMS']);
    const [one, other] = account.aws.pages().map(({ arn }) => arn);
    const listed = (more: object) => account.contacts.listPagesByEngagement({ EngagementId, ...more });
    const first = await listed({ MaxResults: 1 });
    expect(first.Pages).toMatchObject([{ PageArn: one }]);
    expect((await listed({ NextToken: first.NextToken })).Pages).toMatchObject([{ PageArn: other }]);
    account.aws.acknowledge({ arn: PageId });
    const receipts = (more: object) => account.contacts.listPageReceipts({ PageId, ...more });
    const { NextToken, Receipts } = await receipts({ MaxResults: 2 });
    expect(Receipts).toHaveLength(2);
    expect((await receipts({ NextToken })).Receipts).toHaveLength(1);
  });
});
