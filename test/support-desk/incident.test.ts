import { expect, it } from 'vitest';
import { edit } from '../../src/incidents/edit.ts';
import { listIncidents } from '../../src/incidents/incident-store.ts';
import { itemsOf } from '../../src/incidents/items.ts';
import { openIncident } from '../../src/incidents/open.ts';
import { acknowledge } from '../../src/incidents/paging/acknowledge.ts';
import { openPages } from '../../src/incidents/paging/page-store.ts';
import { reopen, resolve } from '../../src/incidents/resolve.ts';
import { update } from '../../src/incidents/telling/update.ts';
import { editTicket } from '../../src/support/edit.ts';
import { incidentErrands } from '../../src/support/incident/errands.ts';
import { joinTicket } from '../../src/support/join.ts';
import type { Ticket } from '../../src/support/ticket.ts';
import { addDetails } from '../../src/triage/details.ts';
import { ADA, BOB, CLEO, EVE } from '../incidents/house.ts';
import { onBothEngines, type SupportHouse } from './house.ts';

/** Runs what was asked for since, as the runner of errands would. */
async function runErrands(house: SupportHouse): Promise<string[]> {
  const handlers = incidentErrands(house.parts);
  const asked = (await house.errands()).filter(({ kind }) => kind in handlers);
  for (const { kind, line, payload } of asked) {
    const errand = { id: 1, kind, line, payload, token: 't', attempts: 0, since: house.time.now };
    const done = await handlers[kind]?.run(errand, new AbortController().signal);
    if (done) await house.outbox.commit(done);
  }
  return asked.map(({ kind }) => kind);
}

/** Opens an incident for a ticket, as its button's form does. */
async function openFor({ parts }: SupportHouse, { id, title, impact, summary, deployments }: Ticket) {
  const opened = await openIncident(
    {
      ...{ askedAs: `form ${crypto.randomUUID()}`, title, impact, summary, deployments, ticket: id },
      ...{ plan: null, source: 'ticket', by: CLEO, alerts: [], items: [] },
    },
    parts,
  );
  if ('problem' in opened) throw new Error(opened.problem);
  return opened;
}

onBothEngines('a ticket and the incident that was opened for it', (open) => {
  it('belong together: the card and the reporter tell it, its page is over, its items are the incident’s', async () => {
    const house = await open();
    const ticket = await house.raise({ impact: 1 });
    await house.drain();
    const { id, name } = await openFor(house, ticket);
    expect((await house.ticket(ticket.id)).incident).toBe(name);
    const said = await house.drain();
    expect(said.find(({ messageId }) => messageId === ticket.messageId)?.blocks).toContain(name);
    const told = said.filter(({ channel, kind }) => channel === EVE && kind === 'post').map(({ text }) => text);
    expect(told).toEqual([expect.stringContaining(`handled as the incident ${name} now. <@${ADA}> leads it`)]);
    const titles = (await itemsOf(house.db, id)).map(({ title }) => title);
    expect(titles).toEqual([`Ticket: ${ticket.name} Checkout is slow`, `Reporter: ${EVE}`, 'Deployment: shop-eu']);
  });

  it('are looked at together, and over together', async () => {
    const house = await open();
    const ticket = await house.raise();
    await house.drain();
    const { id } = await openFor(house, ticket);
    const [page] = await openPages(house.db, id);
    await acknowledge({ page: page?.id ?? 0, by: BOB }, house.parts);
    expect(await house.ticket(ticket.id)).toMatchObject({ state: 'looking', stateBy: BOB });
    await house.drain();
    await resolve({ id, by: BOB, text: 'Rolled back' }, house.parts);
    expect(await house.ticket(ticket.id)).toMatchObject({ state: 'fixed', stateBy: BOB, resolution: 'Rolled back' });
    const told = (await house.drain()).filter(({ channel, kind }) => channel === EVE && kind === 'post');
    expect(told.map(({ text }) => text)).toEqual([expect.stringMatching(/is fixed, says.*What fixed it: Rolled back/)]);
    await reopen({ id, by: ADA }, house.parts);
    expect(await house.ticket(ticket.id)).toMatchObject({ state: 'looking', stateBy: BOB, closedAt: null });
  });

  it('hear the same news', async () => {
    const house = await open();
    const ticket = await house.raise();
    await house.drain();
    const { id } = await openFor(house, ticket);
    await house.drain();
    await update({ id, by: ADA, text: 'Orders go through again' }, house.parts);
    const told = (await house.drain()).filter(({ channel, kind }) => channel === EVE && kind === 'post');
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringContaining(`News of ${ticket.name} from <@${ADA}>: Orders go through again`),
    ]);
  });

  it('end and begin again with the ticket too, once, and without an echo', async () => {
    const house = await open();
    const ticket = await house.raise();
    await house.drain();
    const { id } = await openFor(house, ticket);
    await house.drain();
    await runErrands(house);
    await house.emoji(ticket.id, 'heavy_check_mark', ADA);
    await addDetails({ ref: ticket.name, details: { resolution: 'A restart' }, by: ADA }, house.triage);
    expect(await runErrands(house)).toEqual(['ticket.tell_incident']);
    expect(await house.incident(id)).toMatchObject({ state: 'resolved', resolvedBy: ADA, resolution: 'A restart' });
    expect(await runErrands(house)).toEqual([]);
    await house.emoji(ticket.id, 'heavy_check_mark', ADA, false);
    await runErrands(house);
    expect(await house.incident(id)).toMatchObject({ state: 'open' });
    expect(await runErrands(house)).toEqual([]);
  });

  it('say the same: what is edited in one is edited in the other', async () => {
    const house = await open();
    const ticket = await house.raise();
    await house.drain();
    const { id } = await openFor(house, ticket);
    await runErrands(house);
    await editTicket({ id: ticket.id, by: EVE, title: 'Checkout is down' }, house.parts);
    await runErrands(house);
    expect((await house.incident(id)).title).toBe('Checkout is down');
    await house.drain();
    await edit({ id, by: ADA, title: 'Payments are down', impact: 1, summary: 'All' }, house.parts);
    expect(await house.ticket(ticket.id)).toMatchObject({ title: 'Payments are down', impact: 1, summary: 'All' });
    expect((await house.drain()).find(({ channel, kind }) => channel === EVE && kind === 'post')?.text).toContain(
      'changed the title to: Payments are down',
    );
    expect(await runErrands(house)).toEqual([]);
  });

  it('are over only when the last report of it is', async () => {
    const house = await open();
    const [first, second] = [await house.raise(), await house.raise({ by: { user: CLEO } })];
    await house.drain();
    const { id, name } = await openFor(house, first);
    await joinTicket({ id: second.id, to: name, by: ADA }, house.parts);
    await house.drain();
    await house.emoji(first.id, 'heavy_check_mark', ADA);
    await runErrands(house);
    expect((await house.incident(id)).state).toBe('open');
    await house.emoji(second.id, 'heavy_check_mark', ADA);
    await runErrands(house);
    expect((await house.incident(id)).state).toBe('resolved');
  });
});

onBothEngines('a critical ticket where incidents are kept in Incident Manager', (open) => {
  it('is an incident by itself, once, and nobody is paged for the ticket besides', async () => {
    const house = await open();
    const parts = { ...house.parts, backend: { ...house.parts.backend, name: 'incident-manager' as const } };
    house.parts.backend = parts.backend;
    const ticket = await house.raise({ impact: 1 });
    await house.drain();
    for (const _ of [1, 2]) await runErrands(house);
    const [incident, ...more] = await listIncidents(house.db, { open: true });
    expect(more).toEqual([]);
    expect(incident).toMatchObject({ title: 'Checkout is slow', impact: 1, source: 'ticket', openedBy: EVE });
    expect((await house.ticket(ticket.id)).incident).toBe(incident?.name);
  });
});
