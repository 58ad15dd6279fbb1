import { expect, it } from 'vitest';
import { acknowledgeTicket } from '../../src/support/paging/acknowledge.ts';
import { escalateTicketPages } from '../../src/support/paging/escalate.ts';
import { pagesOf } from '../../src/support/paging/ticket-page-store.ts';
import { ADA, ADMIN, BOB, CLEO, DAN, EVE, EVENING } from '../incidents/house.ts';
import { onBothEngines, onPostgres, type SupportHouse } from './house.ts';

const FIVE_MINUTES = 5 * 60_000;

/** Lets a page wait for so long that it goes on. */
async function waitInVain(house: SupportHouse): Promise<void> {
  house.pass(FIVE_MINUTES);
  await escalateTicketPages(house.parts);
}

const paged = async (house: SupportHouse) =>
  (await house.drain())
    .filter(({ kind, text }) => kind === 'post' && text.includes('You are paged'))
    .map(({ channel }) => channel);

onBothEngines('the page of a critical ticket', (open) => {
  it('goes on along the chain until somebody takes it, and nobody is paged twice in a round', async () => {
    const house = await open({ now: EVENING });
    await house.raise({ impact: 1 });
    expect(await paged(house)).toEqual([BOB]);
    await escalateTicketPages(house.parts);
    expect(await paged(house)).toEqual([]);
    await waitInVain(house);
    expect(await paged(house)).toEqual([ADMIN]);
    await waitInVain(house);
    const said = await house.drain();
    expect(said.find(({ channel }) => channel === 'war')?.text).toMatch(/Nobody answers T-\d+.*begins again/);
    expect(said.filter(({ text }) => text.includes('You are paged')).map(({ channel }) => channel)).toEqual([BOB]);
  });

  it('ends after five rounds, and that is told', async () => {
    const house = await open({ now: EVENING });
    const { id } = await house.raise({ impact: 1 });
    for (let times = 0; times < 12; times += 1) await waitInVain(house);
    expect((await house.drain()).filter(({ text }) => text.includes('Nobody is paged any more'))).toHaveLength(2);
    expect((await pagesOf(house.db, id)).filter(({ escalateAt }) => escalateAt !== null)).toEqual([]);
  });

  it('is taken by its button: whoever does looks at the ticket, the reporter hears it, and it goes on to nobody', async () => {
    const house = await open();
    const { id, name } = await house.raise({ impact: 1 });
    await house.drain();
    const [page] = await pagesOf(house.db, id);
    await acknowledgeTicket({ page: page?.id ?? 0, by: CLEO }, house.parts);
    expect(await house.ticket(id)).toMatchObject({ state: 'looking', stateBy: CLEO });
    const said = await house.drain();
    expect(said.find(({ channel, kind }) => channel === EVE && kind === 'post')?.text).toContain(
      `<@${CLEO}> is looking at ${name}`,
    );
    expect(said.find(({ channel }) => channel === ADA)?.text).toContain(`<@${CLEO}> took it`);
    await waitInVain(house);
    expect(await paged(house)).toEqual([]);
    expect(await acknowledgeTicket({ page: page?.id ?? 0, by: CLEO }, house.parts)).toMatchObject({ id });
    const late = await acknowledgeTicket({ page: page?.id ?? 0, by: DAN }, house.parts);
    expect('problem' in late && late.problem).toContain(`<@${CLEO}> took it`);
  });

  it('is over as soon as somebody puts an emoji on the card', async () => {
    const house = await open();
    const { id } = await house.raise({ impact: 1 });
    await house.drain();
    await house.emoji(id, 'eyes', BOB);
    expect((await house.drain()).find(({ channel }) => channel === ADA)?.text).toContain(`<@${BOB}> took it`);
    await waitInVain(house);
    expect(await paged(house)).toEqual([]);
  });

  it('goes on at once from somebody whom Slack cannot reach', async () => {
    const house = await open({ now: EVENING });
    const { id } = await house.raise({ impact: 1 });
    const [page] = await pagesOf(house.db, id);
    const dead = house.db.updateTable('outbox').set({ dead: 1, last_error: 'account_inactive' });
    await dead.where('message_id', '=', page?.messages[BOB] ?? '').execute();
    await escalateTicketPages(house.parts);
    expect(await paged(house)).toContain(ADMIN);
  });
});

onPostgres('two replicas that let a page go on at once', (open) => {
  it('page the next once', async () => {
    const [one, other] = [await open({ now: EVENING }), await open({ now: EVENING })];
    await one.raise({ impact: 1 });
    await one.drain();
    for (const house of [one, other]) house.pass(FIVE_MINUTES);
    await Promise.all([escalateTicketPages(one.parts), escalateTicketPages(other.parts)]);
    expect(await paged(one)).toEqual([ADMIN]);
  });
});
