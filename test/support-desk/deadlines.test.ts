import { expect, it } from 'vitest';
import { remindOfTickets } from '../../src/support/deadlines/remind.ts';
import { tellOfUnreached } from '../../src/support/deadlines/unreached.ts';
import { repostCard, repostLostCards } from '../../src/support/repost-card.ts';
import { ADA, ADMIN, BOB, EVE } from '../incidents/house.ts';
import { onBothEngines, onPostgres, type SupportHouse } from './house.ts';

const MINUTE = 60_000;

const texts = async (house: SupportHouse, user: string) =>
  (await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === user).map(({ text }) => text);

onBothEngines('a promise', (open) => {
  it('is reminded of before it is due, once, in the thread and to whoever has the duty', async () => {
    const house = await open();
    const { messageId, name } = await house.raise({ impact: 1 });
    await house.drain();
    house.pass(44 * MINUTE);
    await remindOfTickets(house.parts);
    expect(await house.drain()).toEqual([]);
    house.pass(MINUTE);
    for (const _ of [1, 2]) await remindOfTickets(house.parts);
    const said = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(said.map(({ channel, threadOf }) => threadOf ?? channel)).toEqual([messageId, ADA]);
    expect(said[1]?.text).toContain(`nobody has looked at ${name} yet`);
  });

  it('that was not kept is told to everybody who could look, and to the reporter, once', async () => {
    const house = await open();
    const { name } = await house.raise({ impact: 1 });
    await house.drain();
    house.pass(60 * MINUTE);
    for (const _ of [1, 2]) await remindOfTickets(house.parts);
    const said = (await house.drain()).filter(({ kind, threadOf }) => kind === 'post' && threadOf === null);
    expect(said.map(({ channel }) => channel).toSorted()).toEqual([ADA, ADMIN, EVE].toSorted());
    expect(said.find(({ channel }) => channel === EVE)?.text).toContain(`Nobody has looked at ${name} in the time`);
  });

  it('is kept as soon as somebody has looked', async () => {
    const house = await open();
    const { id } = await house.raise({ impact: 1 });
    await house.drain();
    await house.emoji(id, 'eyes', BOB);
    await house.drain();
    house.pass(120 * MINUTE);
    await remindOfTickets(house.parts);
    expect(await house.drain()).toEqual([]);
  });

  it('of nothing is never due', async () => {
    const house = await open();
    await house.raise({ impact: 5 });
    await house.drain();
    house.pass(30 * 24 * 60 * MINUTE);
    await remindOfTickets(house.parts);
    expect(await house.drain()).toEqual([]);
  });
});

onPostgres('two replicas that look at promises at once', (open) => {
  it('remind once', async () => {
    const [one, other] = [await open(), await open()];
    await one.raise({ impact: 1 });
    await one.drain();
    for (const house of [one, other]) house.pass(50 * MINUTE);
    await Promise.all([remindOfTickets(one.parts), remindOfTickets(other.parts)]);
    expect(await texts(one, ADA)).toHaveLength(1);
  });
});

onBothEngines('what Slack does not take', (open) => {
  it('for a reporter who left is told in the thread, once, and they are told no more', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    await house.emoji(id, 'eyes', ADA);
    const dead = house.db.updateTable('outbox').set({ dead: 1, last_error: 'account_inactive' });
    await dead.where('channel', '=', EVE).execute();
    for (const _ of [1, 2]) await tellOfUnreached(house.parts);
    const said = await house.drain();
    expect(said.filter(({ threadOf }) => threadOf === messageId).map(({ text }) => text)).toEqual([
      expect.stringContaining(`<@${EVE}> cannot be told of this any more`),
    ]);
    await house.emoji(id, 'heavy_check_mark', ADA);
    expect(await texts(house, EVE)).toEqual([]);
  });

  it('as a card that somebody deleted is posted again with its state, and emoji on it count', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    await house.emoji(id, 'eyes', ADA);
    await house.drain();
    const gone = await house.db.selectFrom('message').selectAll().where('id', '=', messageId).executeTakeFirstOrThrow();
    const place = { channelId: gone.channel_id as string, ts: gone.ts as string };
    for (const _ of [1, 2]) await repostCard(place, house.parts);
    const said = (await house.drain()).filter(({ kind, threadOf }) => kind === 'post' && threadOf === null);
    expect(said).toHaveLength(1);
    expect(said[0]?.blocks).toContain('Looking');
    expect((await house.ticket(id)).messageId).not.toBe(messageId);
    expect(await house.emoji(id, 'heavy_check_mark', BOB)).toMatchObject({ state: 'fixed' });
    expect(await house.emoji(id, 'heavy_check_mark', BOB, false)).toMatchObject({ state: 'looking', stateBy: ADA });
  });

  it('as a card of whose end nobody told is found when it is to be rewritten', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    await house.emoji(id, 'eyes', ADA);
    const dead = house.db.updateTable('outbox').set({ dead: 1, last_error: 'message_not_found' });
    await dead.where('message_id', '=', messageId).execute();
    for (const _ of [1, 2]) await repostLostCards(house.parts);
    const said = (await house.drain()).filter(
      ({ kind, channel, threadOf }) => kind === 'post' && channel === 'bugs' && threadOf === null,
    );
    expect(said).toHaveLength(1);
  });
});
