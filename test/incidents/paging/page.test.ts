import { expect, it } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks.ts';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { page } from '../../../src/incidents/paging/page.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { ADA, ADMIN, BOB, CLEO, DAN, EVE, NIGHT, onBothEngines } from '../house.ts';
import { isAcknowledgeable, MINUTE, newestPage, openAllDay, pagedBy, pages, pageTyped, toldIn } from './pagers.ts';

onBothEngines('paging', (open) => {
  /** Nobody is paged yet, and both duties are covered. */
  const openQuiet = async (more: Parameters<typeof openAllDay>[1] = {}) => {
    const all = await openAllDay(open, more, { impact: 5 });
    return { ...all, room: all.incident.room as string };
  };

  it.each([
    ['oncall', BOB, 'on call', 'You are on call.'],
    ['ic', ADA, 'IC', 'You are IC.'],
  ])('%s pages who holds it now, tells the room and the timeline, and answers', async (typed, user, words, reason) => {
    const { house, incident, room } = await openQuiet();
    const paged = await pageTyped(house, incident, typed);
    const said = await house.drain();
    expect(pagedBy(said)).toEqual([user]);
    expect(toldIn(said, user)[0]).toContain(`<@${EVE}> asks for you. ${reason}`);
    expect(toldIn(said, room)).toEqual([`:pager: <@${EVE}> paged <@${user}> (${words}).`]);
    expect(await house.timeline(incident.id)).toContain(`${EVE}: paged @${user} (${words})`);
    expect(paged).toMatchObject({ reply: { text: `Paged <@${user}> (${words}).` } });
  });

  it('admins pages all of them', async () => {
    const { house, incident, room } = await openQuiet({ admins: [ADMIN, DAN] });
    await pageTyped(house, incident, 'admins');
    const said = await house.drain();
    expect(pagedBy(said)).toEqual([ADMIN, DAN]);
    expect(toldIn(said, room)).toEqual([`:pager: <@${EVE}> paged <@${ADMIN}>, <@${DAN}> (admin).`]);
  });

  it('a person pages them', async () => {
    const { house, incident } = await openQuiet();
    await pageTyped(house, incident, `<@${CLEO}|cleo>`);
    expect(pagedBy(await house.drain())).toEqual([CLEO]);
  });

  it('says everything in blocks that Slack takes, with where to talk and a button to acknowledge', async () => {
    const { house, incident, room } = await openQuiet();
    await pageTyped(house, incident, 'oncall');
    const said = (await house.drain()).filter(isAcknowledgeable);
    expect(said.map(({ channel }) => channel)).toEqual([BOB, room]);
    for (const { blocks } of said)
      expect(checkBlocks(JSON.parse(blocks) as unknown[], { surface: 'message', files: new Map() })).toEqual([]);
    expect(said[0]?.text).toContain(`Room: <#${room}>`);
  });

  it('goes along the chain where nobody holds the link, and tells the room and the one who asked', async () => {
    const { house, incident, room } = await openQuiet();
    await house.give('oncall', null);
    const paged = await pageTyped(house, incident, 'oncall');
    expect(paged).toMatchObject({ reply: { text: `Nobody is on call now. Paged <@${ADA}> (IC).` } });
    const said = await house.drain();
    expect(pagedBy(said)).toEqual([ADA]);
    expect(toldIn(said, room)).toEqual(['Nobody is on call now.', `:pager: <@${EVE}> paged <@${ADA}> (IC).`]);
    expect(await house.timeline(incident.id)).toContain('Watchbill: Nobody is on call now.');
  });

  it('is loud in the room, in #war and to the admins when there is nobody anywhere', async () => {
    const { house, incident, room } = await openQuiet({ incidents: { escalation: ['oncall', 'ic'] } });
    await house.give('oncall', null);
    await house.give('ic', null);
    const paged = await pageTyped(house, incident, 'oncall');
    const loud =
      ':rotating_light: *There is nobody to page for INC-N: Checkout is down.* Nobody who can be paged is on call or IC now. Page somebody by name: `/incident page @user`.'.replace(
        'INC-N',
        incident.name,
      );
    expect(paged).toMatchObject({ reply: { text: loud } });
    const said = await house.drain();
    expect([room, 'war', ADMIN].map((place) => toldIn(said, place))).toEqual([[loud], [loud], [loud]]);
    expect(pagedBy(said)).toEqual([]);
  });

  it('lets somebody take it from the room when there is nobody to page', async () => {
    const { house, incident } = await openQuiet({ admins: [], now: NIGHT });
    await house.give('oncall', null);
    await house.give('ic', null);
    await pageTyped(house, incident, 'admins');
    expect((await house.drain()).filter(isAcknowledgeable).map(({ channel }) => channel)).toEqual([incident.room]);
    await acknowledge({ page: await newestPage(house), by: DAN }, house.parts);
    expect(await house.timeline(incident.id)).toContain(`${DAN}: took the page that reached nobody`);
  });

  it('the same asked twice by the same person within a minute pages once, and later again', async () => {
    const { house, incident } = await openQuiet();
    const once = await pageTyped(house, incident, 'oncall');
    const twice = await pageTyped(house, incident, 'oncall');
    expect(twice).toEqual(once);
    expect(pagedBy(await house.drain())).toEqual([BOB]);
    await pageTyped(house, incident, 'oncall', CLEO);
    expect(pagedBy(await house.drain())).toEqual([BOB]);
    house.pass(MINUTE);
    await pageTyped(house, incident, 'oncall');
    expect(pagedBy(await house.drain())).toEqual([BOB]);
  });

  it('says nothing in a room that is not there yet', async () => {
    const house = await open();
    const incident = await house.open({ impact: 5 });
    await house.drain();
    await pageTyped(house, incident, 'ic');
    const said = await house.drain();
    expect(said.map(({ channel }) => channel).sort()).toEqual([ADA, 'war']);
  });

  it('talks in the thread of the message in #war where incidents have no rooms', async () => {
    const house = await open({ incidents: { room: 'war' } });
    const incident = await house.open({ impact: 5 });
    await house.drain();
    await pageTyped(house, incident, 'ic');
    const said = await house.drain();
    const inThread = said.filter(({ threadOf }) => threadOf === incident.warId);
    expect(inThread.map(({ text }) => text)).toEqual([`:pager: <@${EVE}> paged <@${ADA}> (IC).`]);
    expect(toldIn(said, ADA)[0]).not.toContain('Room:');
  });

  it('is refused for an incident that is over, and for one that never was', async () => {
    const { house, incident } = await openQuiet();
    await resolve({ id: incident.id, by: EVE, text: '' }, house.parts);
    expect(await pageTyped(house, incident, 'oncall')).toEqual({
      problem: `${incident.name} is resolved. Reopen it first, if it goes on.`,
    });
    expect(await pageTyped(house, { id: 999 }, 'oncall')).toEqual({ problem: 'There is no such incident.' });
    expect(await pages(house)).toEqual([]);
  });

  it('a contact is refused where incidents are kept here, with what there is', async () => {
    const { house, incident } = await openQuiet();
    const refused = await page({ id: incident.id, by: EVE, whom: { kind: 'contact', name: 'db-team' } }, house.parts);
    expect(refused).toEqual({
      problem: expect.stringMatching(/no contacts.*`oncall`, `ic`, `admins`, or somebody as `@user`/),
    });
    expect(await pages(house)).toEqual([]);
    expect(await house.errands()).toEqual([expect.objectContaining({ kind: 'room.make' })]);
  });
});
