import { expect, it } from 'vitest';
import { describedTickets, detailedTicket, listedTickets } from '../../../src/support/looking/listed.ts';
import { ADA, BOB, EVE } from '../../incidents/house.ts';
import { onBothEngines } from '../house.ts';

onBothEngines('tickets as scripts see them', (open) => {
  it('have exactly the promised fields, and no place before their card is posted', async () => {
    const house = await open();
    const { id, name } = await house.raise({ summary: 'Since noon' });
    const [listed] = await listedTickets(house.db, { open: false, zone: house.zone });
    const told = {
      ...{ id: name, title: 'Checkout is slow', summary: 'Since noon', impact: 2, state: 'untriaged' },
      ...{ reporter: EVE, assignee: null, deployments: ['shop-eu'], openedAt: '2026-11-23T10:00:00.000+01:00' },
      ...{ dueAt: '2026-11-24T10:00:00.000+01:00', firstLookAt: null, closedAt: null, ticket: null, incident: null },
      ...{ channel: null, ts: null },
    };
    expect(listed).toEqual(told);
    await house.drain();
    const event = { at: '2026-11-23T10:00:00.000+01:00', by: EVE, kind: 'raised', text: 'raised it: Checkout is slow' };
    expect(await detailedTicket(house.db, { id, zone: house.zone })).toEqual({
      ...{ ...told, channel: 'C0BUGS', ts: expect.stringMatching(/^\d+\.\d{6}$/) },
      timeline: [event],
    });
    expect(await detailedTicket(house.db, { id: 999, zone: house.zone })).toBeNull();
  });

  it('tell who is on them, when somebody first looked, and when they were closed', async () => {
    const house = await open();
    const { id } = await house.raise();
    await house.drain();
    await house.emoji(id, 'arrow_right', ADA);
    await house.db.updateTable('ticket').set({ assignee: BOB }).execute();
    expect(await detailedTicket(house.db, { id, zone: house.zone })).toMatchObject({
      ...{ state: 'delegated', assignee: BOB, firstLookAt: '2026-11-23T10:00:01.000+01:00', closedAt: null },
    });
    await house.emoji(id, 'heavy_check_mark', ADA);
    expect(await detailedTicket(house.db, { id, zone: house.zone })).toMatchObject({
      ...{ state: 'fixed', assignee: ADA, closedAt: '2026-11-23T10:00:02.000+01:00' },
    });
  });

  it('are all or the open ones, the newest first, and described in the order in which they are given', async () => {
    const house = await open();
    const [first, second, third] = [await house.raise(), await house.raise(), await house.raise()];
    await house.drain();
    await house.emoji(second.id, 'no_entry', ADA);
    const ids = async (isOpen: boolean) =>
      (await listedTickets(house.db, { open: isOpen, zone: house.zone })).map(({ id }) => id);
    expect(await ids(false)).toEqual([third.name, second.name, first.name]);
    expect(await ids(true)).toEqual([third.name, first.name]);
    const described = await describedTickets(house.db, [first, third], house.zone);
    expect(described.map(({ id }) => id)).toEqual([first.name, third.name]);
  });
});
