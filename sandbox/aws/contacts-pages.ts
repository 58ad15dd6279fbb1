import { stopEngagement, tellOfPage } from './contacts-engagements.ts';
import { invalid, keptOf } from './contacts-errors.ts';
import { type Listing, paged } from './contacts-paging.ts';
import type { Page, Receipt } from './contacts-world.ts';
import type { World } from './incidents-world.ts';

type Accept = {
  PageId: string;
  AcceptType: 'DELIVERED' | 'READ';
  AcceptCode: string;
  AcceptCodeValidation?: 'IGNORE' | 'ENFORCE';
  Note?: string;
};

/** Acknowledges a page, as its receiver does. A second time changes nothing. */
export function acknowledgePage(world: World, page: Page, note = page.code): void {
  if (page.readAt) return;
  const at = world.now();
  const engagement = keptOf(world, 'engagements', page.engagementArn);
  markDelivered(page, at);
  page.readAt = at;
  page.receipts.push({ type: 'READ', at, info: note });
  const { contactArn } = page;
  tellOfPage(world, engagement, { type: 'SSM Contacts Page Acknowledgement for Incident', at, contactArn });
  if (page.stops) stopEngagement(world, engagement, at);
}

function markDelivered(page: Page, at: Date): void {
  if (page.deliveredAt) return;
  page.deliveredAt = at;
  page.receipts.push({ type: 'DELIVERED', at, info: page.code });
}

/** The operations on pages. */
export const pageOperations = (world: World) => ({
  ListPagesByEngagement: ({ EngagementId, ...listing }: Listing & { EngagementId: string }) => {
    keptOf(world, 'engagements', EngagementId);
    return listed(world, listing, ({ engagementArn }) => engagementArn === EngagementId);
  },
  ListPagesByContact: ({ ContactId, ...listing }: Listing & { ContactId: string }) => {
    keptOf(world, 'contacts', ContactId);
    return listed(world, listing, ({ contactArn }) => contactArn === ContactId);
  },
  DescribePage: ({ PageId }: { PageId: string }) => {
    const page = keptOf(world, 'pages', PageId);
    const { subject, content, publicSubject, publicContent } = keptOf(world, 'engagements', page.engagementArn);
    const said = { Subject: subject, Content: content, PublicSubject: publicSubject, PublicContent: publicContent };
    return { ...wire(world, page), ...said };
  },
  ListPageReceipts: ({ PageId, ...listing }: Listing & { PageId: string }) => {
    const { receipts, channelArn } = keptOf(world, 'pages', PageId);
    const { page, next } = paged(receipts, listing);
    return { Receipts: page.map((receipt) => wireReceipt(receipt, channelArn)), NextToken: next };
  },
  AcceptPage: ({ PageId, AcceptType, AcceptCode, AcceptCodeValidation, Note }: Accept) => {
    const page = keptOf(world, 'pages', PageId);
    if (AcceptCodeValidation !== 'IGNORE' && AcceptCode !== page.code) throw invalid('The accept code is wrong.');
    if (AcceptType === 'READ') acknowledgePage(world, page, Note);
    else markDelivered(page, world.now());
    return {};
  },
});

function listed(world: World, listing: Listing, wanted: (page: Page) => boolean): object {
  const found = [...world.pages.values()].filter(wanted);
  const { page, next } = paged(found, listing);
  return { Pages: page.map((each) => wire(world, each)), NextToken: next };
}

function wire(world: World, { arn, engagementArn, contactArn, sentAt, deliveredAt, readAt }: Page) {
  const { sender, incidentId } = keptOf(world, 'engagements', engagementArn);
  const times = { SentTime: sentAt, DeliveryTime: deliveredAt ?? undefined, ReadTime: readAt ?? undefined };
  const whose = { PageArn: arn, EngagementArn: engagementArn, ContactArn: contactArn };
  return { ...whose, Sender: sender, IncidentId: incidentId, ...times };
}

const wireReceipt = ({ type, at, info }: Receipt, channelArn: string) => ({
  ContactChannelArn: channelArn,
  ReceiptType: type,
  ReceiptTime: at,
  ReceiptInfo: info,
});
