import type { Impact } from '../../src/incidents/rules/impact.ts';
import { stampOf } from '../../src/slack/stamp.ts';
import type { DatabaseAddress } from '../../src/store/open.ts';
import { historyOf } from '../../src/support/history.ts';
import { createWatch } from '../../src/support/incident/follow-incident.ts';
import type { SupportParts } from '../../src/support/parts.ts';
import { raiseTicket, type TicketDraft } from '../../src/support/raise.ts';
import type { Ticket } from '../../src/support/ticket.ts';
import { ticketKind } from '../../src/support/ticket-kind.ts';
import { findTicket } from '../../src/support/ticket-store.ts';
import { react } from '../../src/triage/react.ts';
import { EVE, type HouseOptions, openHouse as openIncidentHouse } from '../incidents/house.ts';
import { housesOn, type Open as OpenOne } from '../support/houses.ts';

export type SupportHouse = Awaited<ReturnType<typeof openHouse>>;

/** Everything that support is made of over a real database, at a time that a test sets. Nothing is sent or called. */
async function openHouse(address: DatabaseAddress, options: HouseOptions = {}) {
  const house = await openIncidentHouse(address, options);
  const parts: SupportParts & { afterSending(): Promise<void> } = {
    ...house.parts,
    watch: createWatch(() => parts),
    afterSending: async () => {},
  };
  const triage = { ...house.triage, kinds: [...house.triage.kinds, ticketKind(parts)] };
  const ticket = async (id: number): Promise<Ticket> => {
    const found = await findTicket(house.db, id);
    if (!found) throw new Error(`there is no ticket ${id}`);
    return found;
  };
  return {
    ...house,
    ...{ parts, triage, ticket },
    /** Raises a ticket for Eve: `Checkout is slow`, of high impact, unless the draft says otherwise. */
    async raise(draft: Partial<TicketDraft> = {}): Promise<Ticket> {
      const usual = {
        title: 'Checkout is slow',
        summary: '',
        impact: 2 as Impact,
        deployments: ['shop-eu'],
        link: null,
      };
      const asked = { askedAs: `test ${crypto.randomUUID()}`, source: 'form' as const, by: { user: EVE } };
      const raised = await raiseTicket({ ...usual, ...asked, ...draft }, parts);
      if ('faults' in raised) throw new Error(JSON.stringify(raised.faults));
      return raised;
    },
    /** Somebody puts an emoji on a ticket's card, or takes it off. Time passes by a second. */
    async emoji(id: number, emoji: string, user: string, added = true): Promise<Ticket> {
      house.pass(1000);
      const { messageId } = await ticket(id);
      const row = house.db.selectFrom('message').select(['channel_id', 'ts']).where('id', '=', messageId);
      const { channel_id, ts } = await row.executeTakeFirstOrThrow();
      const at = stampOf(house.time.now);
      await react({ channelId: channel_id as string, ts: ts as string, user, emoji, added, at }, triage);
      return ticket(id);
    },
    /** A ticket's history, as `by: text`. */
    history: async (id: number) =>
      (await historyOf(house.db, id)).map(({ by, text }) => `${by ?? 'Watchbill'}: ${text}`),
  };
}

/** Opens a house for a test, on an empty database; several in one test are replicas. They are closed after it. */
export type Open = OpenOne<SupportHouse, HouseOptions>;

/** Runs tests on both engines, or on PostgreSQL, which alone takes several replicas. */
export const { onBothEngines, onPostgres } = housesOn<SupportHouse, HouseOptions>(openHouse);
