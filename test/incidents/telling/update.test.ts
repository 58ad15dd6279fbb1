import { expect, it } from 'vitest';
import { resolve } from '../../../src/incidents/resolve.ts';
import { onTelling } from '../../../src/incidents/telling/slack.ts';
import { update } from '../../../src/incidents/telling/update.ts';
import { ADA, BOB, EVE, type Open, onBothEngines } from '../house.ts';
import { toldIn } from '../paging/pagers.ts';
import { createDesk, typed } from './desk.ts';

async function opened(open: Open) {
  const house = await open();
  const { id } = await house.open();
  const incident = await house.makeRoom({ id });
  await house.drain();
  return { house, incident, desk: createDesk(house, onTelling) };
}

onBothEngines('an update', (open) => {
  it('is told in the room, in #war, to who follows, and on the timeline', async () => {
    const { house, incident } = await opened(open);
    await update({ id: incident.id, by: ADA, text: ` Orders work again, thanks to <@${BOB}> & co.\n` }, house.parts);
    const said = await house.drain();
    const words = `Orders work again, thanks to <@${BOB}> &amp; co.`;
    expect(toldIn(said, incident.room as string)).toEqual([`📣 *Update* from <@${ADA}>: ${words}`]);
    expect(toldIn(said, EVE)).toEqual([`📣 ${incident.name}, update from <@${ADA}>: ${words}`]);
    const war = said.find(({ messageId }) => messageId === incident.warId);
    expect(war).toMatchObject({ kind: 'rewrite', channel: 'war', blocks: expect.stringContaining(words) });
    expect(await house.timeline(incident.id)).toContain(`${ADA}: Orders work again, thanks to @${BOB} & co.`);
    expect((await house.incident(incident.id)).update).toEqual({
      text: `Orders work again, thanks to @${BOB} & co.`,
      at: house.time.now,
    });
  });

  it('pings no channel, whatever is typed', async () => {
    const { house, incident } = await opened(open);
    await update({ id: incident.id, by: ADA, text: '<!channel> <!here|here> <!subteam^S1>' }, house.parts);
    expect((await house.drain()).filter(({ text, blocks }) => /<!(?!date)/.test(text + blocks))).toEqual([]);
  });

  it('says something, and not more than there is room for', async () => {
    const { house, incident } = await opened(open);
    const asked = { id: incident.id, by: ADA };
    for (const text of [' \n', 'x'.repeat(2001)])
      expect(await update({ ...asked, text }, house.parts)).toHaveProperty('problem');
    expect(await house.drain()).toEqual([]);
    expect(await update({ ...asked, text: 'x'.repeat(2000) }, house.parts)).not.toHaveProperty('problem');
  });

  it('is not for what is over', async () => {
    const { house, incident } = await opened(open);
    await resolve({ id: incident.id, by: ADA, text: '' }, house.parts);
    expect(await update({ id: incident.id, by: ADA, text: 'still down' }, house.parts)).toEqual({
      problem: `${incident.name} is resolved. Reopen it first, if it goes on.`,
    });
  });

  it('is typed into a form that is whole at once', async () => {
    const { house, incident, desk } = await opened(open);
    await desk.press('incident.update', String(incident.id), ADA);
    const [form, ...more] = desk.views;
    expect(more).toEqual([]);
    if (!form) throw new Error('no form was opened');
    expect(form.title.text).toBe(`Update ${incident.name}`);
    expect(JSON.stringify(form)).not.toContain('Statuspage');
    expect(await desk.submit(form, typed({ text: 'half of it works' }), ADA)).toEqual([]);
    expect((await house.incident(incident.id)).update?.text).toBe('half of it works');

    await resolve({ id: incident.id, by: ADA, text: '' }, house.parts);
    const [refused] = await desk.submit(form, typed({ text: 'too late' }), ADA);
    expect(refused).toMatchObject({ response_action: 'push' });
    expect(JSON.stringify(refused)).toContain('is resolved. Reopen it first');
  });

  it('is told once however often its form comes, and again when it was changed in the form', async () => {
    const { house, incident, desk } = await opened(open);
    await desk.press('incident.update', String(incident.id), ADA);
    const [form] = desk.views;
    if (!form) throw new Error('no form was opened');
    const send = (text: string, id: string) => desk.submit(form, typed({ text }), ADA, id);
    const told = async () => toldIn(await house.drain(), EVE).length;
    expect(await Promise.all([send('half of it works', 'V1'), send('half of it works', 'V1')])).toEqual([[], []]);
    expect(await send('half of it works', 'V1')).toEqual([]);
    expect(await told()).toBe(1);
    await send('all of it works', 'V1');
    expect(await told()).toBe(1);
    await send('all of it works', 'V2');
    expect(await told()).toBe(1);
  });
});

onBothEngines('who follows an incident', (open) => {
  it('is told of every change until they have enough', async () => {
    const { house, incident, desk } = await opened(open);
    const tell = async () => {
      await update({ id: incident.id, by: ADA, text: 'news' }, house.parts);
      return toldIn(await house.drain(), BOB).length;
    };
    const value = String(incident.id);
    expect(await tell()).toBe(0);
    const [followed] = await desk.press('incident.follow', value, BOB);
    expect(followed).toMatchObject({
      response_type: 'ephemeral',
      text: `I tell you of every change: ${incident.name}.`,
    });
    const [again] = await desk.press('incident.follow', value, BOB);
    expect(again?.text).toBe(`You follow it already: ${incident.name}.`);
    expect(await tell()).toBe(1);
    const [unfollowed] = await desk.press('incident.unfollow', value, BOB);
    expect(unfollowed?.text).toBe(`You do not follow ${incident.name} any more.`);
    expect(await tell()).toBe(0);
  });

  it('need not be told of what they did', async () => {
    const { house, incident, desk } = await opened(open);
    await desk.press('incident.follow', String(incident.id), ADA);
    await update({ id: incident.id, by: ADA, text: 'news' }, house.parts);
    const said = await house.drain();
    expect([toldIn(said, ADA).length, toldIn(said, EVE).length]).toEqual([0, 1]);
  });

  it('hears when there is no such incident', async () => {
    const { desk } = await opened(open);
    expect(await desk.press('incident.follow', '99', BOB)).toMatchObject([{ text: 'There is no such incident.' }]);
  });
});
