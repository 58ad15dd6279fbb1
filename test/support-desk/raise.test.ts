import { expect, it } from 'vitest';
import { raiseTicket } from '../../src/support/raise.ts';
import { ADA, ADMIN, BOB, EVE, EVENING, NIGHT } from '../incidents/house.ts';
import { onBothEngines, onPostgres } from './house.ts';

onBothEngines('a ticket that is raised', (open) => {
  it('has a card in #bugs that names it, its reporter, impact, deployments, who is on duty, and by when somebody looks', async () => {
    const house = await open();
    const ticket = await house.raise({ summary: 'Since *noon*', deployments: ['shop-eu', 'shop-us'] });
    const [card, ...more] = await house.drain();
    expect(more).toEqual([]);
    expect(card).toMatchObject({ kind: 'post', channel: 'bugs', messageId: ticket.messageId });
    for (const words of [
      `${ticket.name} Checkout is slow`,
      'High',
      `<@${EVE}>`,
      'shop-eu, shop-us',
      `On duty:* <@${ADA}>`,
    ])
      expect(card?.blocks).toContain(words);
    expect(card?.blocks).toContain(`somebody looks by <!date^${Date.parse('2026-11-24T09:00:00Z') / 1000}^`);
    expect(await house.history(ticket.id)).toEqual([`${EVE}: raised it: Checkout is slow`]);
  });

  it('names who is on call outside of the hours of the Incident Commander', async () => {
    const house = await open({ now: EVENING });
    await house.raise();
    expect((await house.drain())[0]?.blocks).toContain(`On duty:* <@${BOB}>`);
  });

  it('names who is next and from when while nobody has a duty', async () => {
    const house = await open({ now: NIGHT });
    await house.raise();
    const [card] = await house.drain();
    expect(card?.blocks).toContain(
      `nobody now; next is <@${ADA}> from <!date^${Date.parse('2026-11-23T06:00:00Z') / 1000}^`,
    );
  });

  it('is raised once, however often the same form comes', async () => {
    const house = await open();
    const first = await house.raise({ askedAs: 'form V1' });
    const again = await house.raise({ askedAs: 'form V1', title: 'Something else' });
    expect(again).toEqual(first);
    expect(await house.drain()).toHaveLength(1);
  });

  it.each([
    ['an empty title', { title: ' \n ' }, 'title', /what is wrong/],
    ['a title that is too long', { title: 'x'.repeat(201) }, 'title', /200 characters; these are 201/],
    ['a summary that is too long', { summary: 'x'.repeat(8001) }, 'summary', /8000 characters/],
    ['too many deployments', { deployments: Array.from({ length: 101 }, (_, n) => `d${n}`) }, 'deployments', /100/],
  ] as const)('is refused with %s, and nothing is kept', async (_what, over, field, problem) => {
    const house = await open();
    const usual = { title: 'x', summary: '', impact: 2, deployments: [], link: null, source: 'form' } as const;
    const raised = await raiseTicket({ ...usual, askedAs: 'form V1', by: { user: EVE }, ...over }, house.parts);
    expect('faults' in raised && raised.faults[field]).toMatch(problem);
    expect(await house.drain()).toEqual([]);
  });

  it('keeps texts of more than 3,000 characters whole, and cuts only what Slack shows', async () => {
    const house = await open();
    const summary = `${'long words '.repeat(700)}end`;
    const { id } = await house.raise({ summary });
    expect((await house.ticket(id)).summary).toBe(summary);
    expect((await house.drain())[0]?.blocks).toContain('The summary goes on');
  });
});

onBothEngines('a critical ticket', (open) => {
  it('pages whoever has the duty, in direct messages and the thread of its card', async () => {
    const house = await open();
    const ticket = await house.raise({ impact: 1 });
    const said = await house.drain();
    const page = said.find(({ channel }) => channel === ADA);
    expect(page?.text).toMatch(/You are paged:.*T-\d+ Checkout is slow/);
    expect(page?.blocks).toContain('Acknowledge');
    const inThread = said.find(({ threadOf }) => threadOf === ticket.messageId);
    expect(inThread?.text).toContain(`Paged: <@${ADA}> (IC)`);
    expect(said.filter(({ channel }) => channel === BOB)).toEqual([]);
  });

  it('tells #war and the admins at night, when there is nobody else', async () => {
    const house = await open({ now: NIGHT, admins: [] });
    await house.raise({ impact: 1 });
    const said = await house.drain();
    expect(said.find(({ channel }) => channel === 'war')?.text).toContain('There is nobody to page for T-');
  });

  it('goes past links that nobody holds', async () => {
    const house = await open({ now: NIGHT });
    await house.raise({ impact: 1 });
    expect((await house.drain()).find(({ channel }) => channel === ADMIN)?.text).toContain('You are paged');
  });
});

onPostgres('two replicas that are asked for the same ticket at once', (open) => {
  it('raise one', async () => {
    const [one, other] = [await open(), await open()];
    const [first, second] = await Promise.all([one.raise({ askedAs: 'form V1' }), other.raise({ askedAs: 'form V1' })]);
    expect(first.id).toBe(second.id);
    expect(await one.drain()).toHaveLength(1);
  });
});
