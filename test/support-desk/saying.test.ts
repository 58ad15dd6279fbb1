import { expect, it } from 'vitest';
import { comment } from '../../src/support/comment.ts';
import { takeReply } from '../../src/support/take-reply.ts';
import { ADA, BOB, CLEO, EVE } from '../incidents/house.ts';
import { onBothEngines, type SupportHouse } from './house.ts';

const at = async ({ db }: SupportHouse, messageId: string) => {
  const row = db.selectFrom('message').select(['channel_id', 'ts']).where('id', '=', messageId);
  const { channel_id, ts } = await row.executeTakeFirstOrThrow();
  return { channelId: channel_id as string, threadTs: ts as string };
};

const reply = async (house: SupportHouse, messageId: string, user: string, text: string, ts = '1763700000.000100') =>
  takeReply({ ...(await at(house, messageId)), ts, user, text }, house.parts);

onBothEngines('what people say about a ticket', (open) => {
  it('in the thread of its card reaches the reporter, once, however often Slack tells it', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    for (const _ of [1, 2]) await reply(house, messageId, ADA, 'Which browser is it?');
    const told = (await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === EVE);
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining(`💬 <@${ADA}>: Which browser is it?`)]);
    expect(await house.history(id)).toContain(`${ADA}: Which browser is it?`);
  });

  it('by the reporter reaches whoever is on it', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    await house.emoji(id, 'eyes', CLEO);
    await house.drain();
    await reply(house, messageId, EVE, 'Firefox');
    const told = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(told.map(({ channel, text }) => [channel, text])).toEqual([[CLEO, expect.stringContaining('Firefox')]]);
  });

  it('by the reporter reaches whoever has the duty while nobody is on it', async () => {
    const house = await open();
    const { messageId } = await house.raise();
    await house.drain();
    await reply(house, messageId, EVE, 'Firefox');
    expect((await house.drain()).filter(({ kind }) => kind === 'post').map(({ channel }) => channel)).toEqual([ADA]);
  });

  it('as an answer to a direct message about it stands in the thread too', async () => {
    const house = await open();
    const { id, messageId } = await house.raise();
    await house.drain();
    await house.emoji(id, 'eyes', CLEO);
    const dm = (await house.drain()).find(({ channel, kind }) => channel === EVE && kind === 'post');
    await reply(house, dm?.messageId ?? '', EVE, 'It is Firefox');
    const said = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(said.map(({ channel, threadOf }) => [channel, threadOf])).toEqual([
      ['bugs', messageId],
      [CLEO, null],
    ]);
  });

  it('mentions people whom colleagues named, and never pings a channel', async () => {
    const house = await open();
    const { id } = await house.raise();
    await house.drain();
    const text = `<@${BOB}> <!channel> <!here> look`;
    await comment({ id, by: ADA, text, key: 'form V1', isInThread: false }, house.parts);
    const said = (await house.drain()).map(({ text: shown, blocks }) => `${shown}${blocks}`).join();
    expect(said).toContain(`<@${BOB}>`);
    expect(said).not.toMatch(/<!(channel|here)/);
  });

  it('with nothing in it is refused', async () => {
    const house = await open();
    const { id } = await house.raise();
    const said = await comment({ id, by: ADA, text: '  ', key: 'form V1', isInThread: false }, house.parts);
    expect(said).toHaveProperty('problem');
  });

  it('elsewhere is none of ours', async () => {
    const house = await open();
    await takeReply({ channelId: 'C0000OTHER', threadTs: '1.2', ts: '1.3', user: ADA, text: 'hello' }, house.parts);
    expect(await house.drain()).toEqual([]);
  });
});
