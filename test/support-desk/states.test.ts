import { expect, it } from 'vitest';
import { addDetails } from '../../src/triage/details.ts';
import { ADA, BOB, CLEO, DAN, EVE } from '../incidents/house.ts';
import { onBothEngines, type SupportHouse } from './house.ts';

/** What a person was told in direct messages since, in plain words. */
const toldTo = async (house: SupportHouse, user: string) =>
  (await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === user).map(({ text }) => text);

onBothEngines('the emoji on a ticket’s card', (open) => {
  it.each([
    ['eyes', 'looking', `<@${ADA}> is looking at T-N`],
    ['arrow_right', 'delegated', `<@${ADA}> has passed T-N on to somebody who knows more`],
    ['outbox_tray', 'ticketed', `<@${ADA}> looked at T-N: it is a task for the engineers now`],
    ['white_check_mark', 'fixed', `T-N is fixed, says <@${ADA}>`],
    ['repeat', 'repeat', 'T-N is something that was reported already'],
    ['no_entry', 'ignored', `<@${ADA}> looked at T-N: nothing needs to be done`],
  ])(':%s: makes it %s, and the reporter hears it in plain words', async (emoji, state, words) => {
    const house = await open();
    const { id, name } = await house.raise();
    await house.drain();
    const ticket = await house.emoji(id, emoji, ADA);
    expect(ticket).toMatchObject({ state, stateBy: ADA });
    const said = await house.drain();
    const told = said.filter(({ kind, channel }) => kind === 'post' && channel === EVE);
    expect(told.map(({ text }) => text)).toEqual([expect.stringContaining(words.replace('T-N', name))]);
    expect(said.find(({ messageId }) => messageId === ticket.messageId)?.kind).toBe('rewrite');
  });

  it('counts the newest, falls back to the one before when it is taken off, and tells each time', async () => {
    const house = await open();
    const { id, name } = await house.raise();
    await house.drain();
    await house.emoji(id, 'eyes', ADA);
    await house.emoji(id, 'heavy_check_mark', BOB);
    expect(await house.ticket(id)).toMatchObject({ state: 'fixed', stateBy: BOB, closedAt: house.time.now });
    await house.drain();
    await house.emoji(id, 'heavy_check_mark', BOB, false);
    expect(await house.ticket(id)).toMatchObject({ state: 'looking', stateBy: ADA, closedAt: null });
    expect(await toldTo(house, EVE)).toEqual([expect.stringContaining(`<@${ADA}> is looking at ${name}`)]);
  });

  it('keeps when somebody first looked', async () => {
    const house = await open();
    const { id } = await house.raise();
    await house.drain();
    const { firstLookAt } = await house.emoji(id, 'eyes', ADA);
    expect(firstLookAt).toEqual(house.time.now);
    await house.emoji(id, 'eyes', ADA, false);
    await house.emoji(id, 'eyes', BOB);
    expect((await house.ticket(id)).firstLookAt).toEqual(firstLookAt);
  });

  it('asks whoever fixed it what fixed it, and the reporter reads the answer', async () => {
    const house = await open();
    const { id, name } = await house.raise();
    await house.drain();
    await house.emoji(id, 'heavy_check_mark', ADA);
    const whisper = (await house.drain()).find(({ kind }) => kind === 'whisper');
    expect(whisper?.text).toContain('What fixed it?');
    await addDetails({ ref: name, details: { resolution: 'A larger instance' }, by: ADA }, house.triage);
    expect(await toldTo(house, EVE)).toEqual([expect.stringContaining('What fixed it: A larger instance')]);
    expect((await house.ticket(id)).resolution).toBe('A larger instance');
  });

  it('tells the reporter to whom it went, and the Jira issue with a link', async () => {
    const house = await open();
    const { id, name } = await house.raise();
    await house.drain();
    await house.emoji(id, 'arrow_right', ADA);
    await house.drain();
    await addDetails({ ref: name, details: { assignee: DAN }, by: ADA }, house.triage);
    expect(await toldTo(house, EVE)).toEqual([expect.stringContaining(`<@${DAN}> takes care of ${name} now`)]);
    await house.emoji(id, 'outbox_tray', ADA);
    await house.drain();
    const ticket = 'https://acme.atlassian.net/browse/SHOP-12';
    await addDetails({ ref: name, details: { ticket }, by: ADA }, house.triage);
    expect(await toldTo(house, EVE)).toEqual([expect.stringContaining(`<${ticket}|SHOP-12>`)]);
  });

  it('does not tell whoever did it, and tells followers', async () => {
    const house = await open();
    const { id } = await house.raise({ by: { user: CLEO } });
    await house.drain();
    await house.emoji(id, 'eyes', CLEO);
    expect(await toldTo(house, CLEO)).toEqual([]);
  });
});
