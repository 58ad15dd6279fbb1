import { expect, it } from 'vitest';
import { editTicket } from '../../src/support/edit.ts';
import { listenersOf } from '../../src/support/followers.ts';
import { joinTicket } from '../../src/support/join.ts';
import { reopenTicket } from '../../src/support/reopen.ts';
import { ADA, BOB, CLEO, EVE } from '../incidents/house.ts';
import { onBothEngines } from './house.ts';

const DAY = 86_400_000;

onBothEngines('editing a ticket', (open) => {
  it('tells the thread and the reporter what changed, field by field', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    const wanted = { title: 'Checkout is down', impact: 3, summary: 'All of it', deployments: ['shop-us'] } as const;
    await editTicket({ id, by: ADA, ...wanted }, house.parts);
    const said = await house.drain();
    const words = [
      'changed the title to: Checkout is down',
      'changed the impact from High to Medium',
      'changed the summary',
      'added the deployments shop-us',
      'took the deployments shop-eu away',
    ];
    for (const where of [
      said.find(({ threadOf }) => threadOf === messageId),
      said.find(({ channel }) => channel === EVE),
    ])
      for (const each of words) expect(where?.text).toContain(each);
    expect(await house.ticket(id)).toMatchObject(wanted);
    expect(await house.history(id)).toEqual(expect.arrayContaining(words.map((each) => `${ADA}: ${each}`)));
  });

  it('promises anew with another impact, and calls whoever has the duty when it becomes critical', async () => {
    const house = await open();
    const { id } = await house.raise({ impact: 5 });
    await house.drain();
    expect((await house.ticket(id)).dueAt).toBeNull();
    await editTicket({ id, by: EVE, impact: 1 }, house.parts);
    const { dueAt, openedAt } = await house.ticket(id);
    expect(dueAt?.getTime()).toBe(openedAt.getTime() + 3_600_000);
    expect((await house.drain()).find(({ channel }) => channel === ADA)?.text).toContain('You are paged');
  });

  it('changes nothing when nothing is changed, or the title is empty', async () => {
    const house = await open();
    const { id, title } = await house.raise();
    await house.drain();
    await editTicket({ id, by: EVE, title }, house.parts);
    const edited = await editTicket({ id, by: EVE, title: ' ' }, house.parts);
    expect(edited).toHaveProperty('faults.title');
    expect(await house.drain()).toEqual([]);
  });
});

onBothEngines('opening a ticket again', (open) => {
  it('is for its reporter, within seven days of its end; whoever closed it put their emoji on, and may do so again', async () => {
    const house = await open();
    const { id } = await house.raise();
    await house.drain();
    await house.emoji(id, 'heavy_check_mark', ADA);
    expect(await reopenTicket({ id, by: BOB }, house.parts)).toHaveProperty('problem');
    house.pass(7 * DAY - 1000);
    await reopenTicket({ id, by: EVE }, house.parts);
    expect(await house.ticket(id)).toMatchObject({ state: 'untriaged', closedAt: null });
    await house.emoji(id, 'white_check_mark', ADA);
    expect(await house.ticket(id)).toMatchObject({ state: 'fixed' });
    house.pass(7 * DAY + 1000);
    const late = await reopenTicket({ id, by: EVE }, house.parts);
    expect('problem' in late && late.problem).toMatch(/more than 7 days ago.*Raise it anew/);
  });
});

onBothEngines('joining a ticket', (open) => {
  it('to another makes it a repeat, and all who reported it are told together', async () => {
    const house = await open();
    const main = await house.raise();
    const other = await house.raise({ title: 'Cannot pay', by: { user: CLEO } });
    await house.drain();
    await joinTicket({ id: other.id, to: main.name, by: ADA }, house.parts);
    expect(await house.ticket(other.id)).toMatchObject({ state: 'repeat', joinedTo: main.id });
    expect(await listenersOf(house.db, main)).toEqual([CLEO, EVE].toSorted());
    const said = await house.drain();
    expect(said.find(({ channel }) => channel === CLEO)?.text).toContain(`you hear of ${main.name} from now on`);
    expect(said.find(({ messageId }) => messageId === main.messageId)?.blocks).toContain(other.name);
    await house.emoji(main.id, 'eyes', ADA);
    const told = (await house.drain()).filter(({ text }) => text.includes(`is looking at ${main.name}`));
    expect(told.map(({ channel }) => channel).toSorted()).toEqual([CLEO, EVE].toSorted());
  });

  it('to a further report means what that is a report of, and its own reports go with it', async () => {
    const house = await open();
    const [first, second, third, fourth] = [
      await house.raise(),
      await house.raise(),
      await house.raise(),
      await house.raise(),
    ];
    await house.drain();
    await joinTicket({ id: second.id, to: first.name, by: ADA }, house.parts);
    await joinTicket({ id: fourth.id, to: third.name, by: ADA }, house.parts);
    await joinTicket({ id: third.id, to: second.name, by: ADA }, house.parts);
    for (const { id } of [third, fourth]) expect((await house.ticket(id)).joinedTo).toBe(first.id);
  });

  it('is taken back by opening it again', async () => {
    const house = await open();
    const [main, other] = [await house.raise(), await house.raise()];
    await house.drain();
    await joinTicket({ id: other.id, to: main.name, by: ADA }, house.parts);
    await reopenTicket({ id: other.id, by: EVE }, house.parts);
    expect(await house.ticket(other.id)).toMatchObject({ state: 'untriaged', joinedTo: null });
  });

  it.each(['T-999999', 'INC-999999', 'nonsense', ''])('to %j is refused', async (to) => {
    const house = await open();
    const { id } = await house.raise();
    expect(await joinTicket({ id, to, by: ADA }, house.parts)).toHaveProperty('problem');
  });

  it('to itself, or in a circle, is refused', async () => {
    const house = await open();
    const [main, other] = [await house.raise(), await house.raise()];
    await joinTicket({ id: other.id, to: main.name, by: ADA }, house.parts);
    expect(await joinTicket({ id: main.id, to: main.name, by: ADA }, house.parts)).toHaveProperty('problem');
    expect(await joinTicket({ id: main.id, to: other.name, by: ADA }, house.parts)).toHaveProperty('problem');
  });
});
