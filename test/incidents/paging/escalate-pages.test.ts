import { expect, it } from 'vitest';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { escalatePages } from '../../../src/incidents/paging/escalate-pages.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { ADA, ADMIN, BOB, CLEO, DAN, EVE, EVENING, NIGHT, onBothEngines, onPostgres } from '../house.ts';
import { after, allDay, MINUTE, newestPage, openAllDay, pagedBy, pages, pageTyped, toldIn, WAIT } from './pagers.ts';

onBothEngines('a page that nobody acknowledges', (open) => {
  it('goes to the next of the chain when its time has come, and not before, once', async () => {
    const { house, incident } = await openAllDay(open);
    expect(await after(house, WAIT - 1)).toEqual([]);
    const said = await after(house, 1);
    expect(pagedBy(said)).toEqual([ADA]);
    expect(toldIn(said, ADA)[0]).toContain('Nobody has acknowledged yet. You are IC.');
    expect(toldIn(said, incident.room as string)).toEqual([
      `:pager: Nobody has acknowledged yet. Paged: <@${ADA}> (IC).`,
    ]);
    expect(await house.timeline(incident.id)).toContain(`Watchbill: paged @${ADA} (IC), for nobody had acknowledged`);
    expect(await after(house, WAIT - 1)).toEqual([]);
    expect(pagedBy(await after(house, 1))).toEqual([ADMIN]);
  });

  it('waits as long as the configuration says', async () => {
    const { house } = await openAllDay(open, { incidents: { escalate_after: '30s' } });
    expect(pagedBy(await after(house, 29_999))).toEqual([]);
    expect(pagedBy(await after(house, 1))).toEqual([ADA]);
  });

  it('skips links that nobody holds at the time', async () => {
    const house = await open({ now: EVENING });
    await house.open();
    await house.drain();
    expect(pagedBy(await after(house, WAIT))).toEqual([ADMIN]);
  });

  it('goes to whoever holds the next link by then', async () => {
    const { house } = await openAllDay(open);
    await house.give('ic', CLEO);
    expect(pagedBy(await after(house, WAIT))).toEqual([CLEO]);
  });

  it('never goes to the same person twice in a round', async () => {
    const { house } = await openAllDay(open, { admins: [BOB, ADMIN] });
    await house.give('ic', BOB);
    expect(pagedBy(await after(house, WAIT))).toEqual([ADMIN]);
  });

  it.each([
    ['is one person who may not have both duties at once', true],
    ['is one person who has both', false],
  ])('reaches everybody there is, once in a round, where the team %s', async (_sentence, never_both) => {
    const hours = { 'mon-sun': '00:00-24:00' };
    const house = await open({
      duty: { never_both, ic: { members: [ADA], hours }, oncall: { members: [ADA], hours } },
    });
    await house.open();
    expect(pagedBy(await house.drain())).toEqual([ADA]);
    expect(pagedBy(await after(house, WAIT))).toEqual([ADMIN]);
    expect(pagedBy(await after(house, WAIT))).toEqual([ADA]);
  });

  it('that was for a person goes to the chain from its beginning', async () => {
    const { house, incident } = await openAllDay(open);
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    await pageTyped(house, incident, `<@${CLEO}>`);
    await house.drain();
    expect(pagedBy(await after(house, WAIT))).toEqual([BOB]);
  });

  it('is told in the room and in #war at the end of the chain, and then begins again', async () => {
    const { house, incident } = await openAllDay(open);
    await after(house, WAIT);
    await after(house, WAIT);
    const said = await after(house, WAIT);
    const loud = expect.stringContaining(
      `*Nobody acknowledges ${incident.name}: Checkout is down.* Paged: <@${BOB}>, <@${ADA}>, <@${ADMIN}>. The paging begins again`,
    );
    expect(toldIn(said, 'war')).toEqual([loud]);
    expect(toldIn(said, incident.room as string)[0]).toEqual(loud);
    expect(pagedBy(said)).toEqual([BOB]);
    expect(pagedBy(await after(house, WAIT))).toEqual([ADA]);
    expect((await pages(house)).map(([, , round]) => round)).toEqual([1, 1, 1, 2, 2]);
  });

  it('gives up after five rounds, and says so', async () => {
    const { house, incident } = await openAllDay(open, { incidents: { escalation: ['oncall'] } });
    for (const _round of [2, 3, 4, 5]) expect(pagedBy(await after(house, WAIT))).toEqual([BOB]);
    const said = await after(house, WAIT);
    expect(pagedBy(said)).toEqual([]);
    const over = expect.stringContaining('Nobody is paged any more: page again with `/incident page`.');
    expect([...toldIn(said, 'war'), ...toldIn(said, incident.room as string)]).toEqual([over, over]);
    expect(await after(house, 24 * 60 * MINUTE)).toEqual([]);
  });

  it('can still be acknowledged after the last round', async () => {
    const { house } = await openAllDay(open, { incidents: { escalation: ['oncall'] } });
    for (const _round of [1, 2, 3, 4, 5]) await after(house, WAIT);
    expect(await acknowledge({ page: await newestPage(house), by: BOB }, house.parts)).not.toHaveProperty('problem');
  });

  it('does not end when there are no admins: it begins again with who there is', async () => {
    const { house } = await openAllDay(open, { admins: [] });
    expect(pagedBy(await after(house, WAIT))).toEqual([ADA]);
    expect(pagedBy(await after(house, WAIT))).toEqual([BOB]);
  });

  it('reaches whoever comes on duty, where there was nobody to page at first', async () => {
    const incidents = { escalation: ['oncall', 'ic'] };
    const house = await open({ now: new Date('2026-11-23T05:57:00Z'), incidents, admins: [] });
    await house.open();
    expect(pagedBy(await house.drain())).toEqual([]);
    const said = await after(house, WAIT);
    expect(pagedBy(said)).toEqual([ADA]);
    expect(toldIn(said, 'war')).toEqual([]);
  });

  it('says once a round, and five times at most, that there is nobody to page', async () => {
    const house = await open({ now: NIGHT, incidents: { escalation: ['oncall', 'ic'] } });
    await house.open();
    await house.drain();
    const loud = [expect.stringContaining('There is nobody to page')];
    for (const _round of [2, 3, 4, 5]) expect(toldIn(await after(house, WAIT), 'war')).toEqual(loud);
    expect(toldIn(await after(house, WAIT), 'war')).toEqual([
      expect.stringContaining('There was nobody to page. Nobody is paged any more'),
    ]);
    expect(await after(house, WAIT)).toEqual([]);
  });

  it('begins again along the whole chain where nobody holds the link any more that it was for', async () => {
    const { house, incident } = await openAllDay(open, { incidents: { escalation: ['oncall', 'ic'] }, admins: [] });
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    await pageTyped(house, incident, 'ic');
    await house.give('ic', null);
    await house.drain();
    expect(pagedBy(await after(house, WAIT))).toEqual([BOB]);
  });

  it('goes on no more once it is acknowledged', async () => {
    const { house } = await openAllDay(open);
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    await house.drain();
    expect(await after(house, WAIT)).toEqual([]);
  });

  it('goes on no more once the incident is resolved, by whatever road', async () => {
    const { house, incident } = await openAllDay(open);
    await resolve({ id: incident.id, by: EVE, text: 'a restart' }, house.parts);
    await house.drain();
    expect(await after(house, WAIT)).toEqual([]);
    await house.db.updateTable('incident').set({ state: 'open' }).where('id', '=', incident.id).execute();
    await pageTyped(house, incident, 'oncall');
    await house.db.updateTable('incident').set({ state: 'resolved' }).where('id', '=', incident.id).execute();
    await house.drain();
    expect(pagedBy(await after(house, WAIT))).toEqual([]);
    expect(await after(house, WAIT)).toEqual([]);
  });

  it('goes on after a restart as if there had been none, and is sent once', async () => {
    const house = await open({ now: EVENING });
    const { id } = await house.open();
    const next = await open({ now: EVENING });
    expect(pagedBy(await next.drain())).toEqual([BOB]);
    expect(pagedBy(await after(next, WAIT))).toEqual([ADMIN]);
    house.pass(WAIT);
    await escalatePages(house.parts);
    expect(pagedBy(await house.drain())).toEqual([]);
    expect((await house.timeline(id)).filter((line) => line.includes('paged @'))).toHaveLength(2);
  });

  it('does not half go on where the process dies in between: the next one does it as a whole', async () => {
    const { house, incident } = await openAllDay(open);
    const dies = { ...house.parts.backend, noted: () => Promise.reject(new Error('the process died')) };
    house.pass(WAIT);
    await expect(escalatePages({ ...house.parts, backend: dies })).rejects.toThrow('the process died');
    const next = await open({ duty: allDay, now: house.time.now });
    expect(pagedBy(await after(next, 0))).toEqual([ADA]);
    expect((await next.timeline(incident.id)).filter((line) => line.includes('paged @'))).toHaveLength(2);
    expect(await after(next, 0)).toEqual([]);
  });

  it('that was due while nothing ran goes one step at once, and the next after its time', async () => {
    const { house } = await openAllDay(open);
    expect(pagedBy(await after(house, 60 * MINUTE))).toEqual([ADA]);
    expect(await after(house, WAIT - 1)).toEqual([]);
    expect(pagedBy(await after(house, 1))).toEqual([ADMIN]);
  });

  it('goes on at once where Slack takes no message for whoever was paged, as with a deactivated account', async () => {
    const { house, incident } = await openAllDay(open);
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    await house.drain();
    await pageTyped(house, incident, `<@${DAN}>`);
    await house.db.updateTable('outbox').set({ dead: 1 }).where('channel', '=', DAN).execute();
    const said = await after(house, 1000);
    expect(pagedBy(said.filter(({ channel }) => channel !== DAN))).toEqual([BOB]);
    expect(toldIn(said, incident.room as string)).toContainEqual(
      `<@${DAN}> cannot be paged: Slack takes no direct message for them. Is the account deactivated?`,
    );
    expect(await after(house, 1000)).toEqual([]);
  });

  it('waits for those whom Slack reaches, and says once who it does not', async () => {
    const { house, incident } = await openAllDay(open, { admins: [DAN, ADMIN] });
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    await house.drain();
    await pageTyped(house, incident, 'admins');
    await house.db.updateTable('outbox').set({ dead: 1 }).where('channel', '=', DAN).execute();
    await escalatePages(house.parts);
    await escalatePages(house.parts);
    const said = await house.drain();
    expect(pagedBy(said)).toEqual([DAN, ADMIN]);
    expect(toldIn(said, incident.room as string).filter((text) => text.includes('cannot be paged'))).toHaveLength(1);
    expect(await after(house, WAIT - 1)).toEqual([]);
  });

  it('goes past somebody known by an address alone, and says so', async () => {
    const { house, incident } = await openAllDay(open);
    await house.give('ic', 'eve@example.com');
    const said = await after(house, WAIT);
    expect(pagedBy(said)).toEqual([ADMIN]);
    expect(toldIn(said, incident.room as string)[0]).toBe(
      'eve@example.com (IC) cannot be paged: Slack does not know that address.',
    );
  });

  it('takes one that is acknowledged in the meantime for acknowledged', async () => {
    const { house } = await openAllDay(open);
    const first = await newestPage(house);
    house.pass(WAIT);
    const outcomes = await Promise.all([
      escalatePages(house.parts),
      acknowledge({ page: first, by: BOB }, house.parts),
    ]);
    expect(outcomes[1]).not.toHaveProperty('problem');
    await house.drain();
    expect(await after(house, 10 * WAIT)).toEqual([]);
  });
});

onPostgres('a page on two replicas', (open) => {
  it('goes on once', async () => {
    const { house } = await openAllDay(open);
    const other = await open({ now: new Date(house.time.now.getTime() + WAIT) });
    house.pass(WAIT);
    await Promise.all([house, other, house, other].map(({ parts }) => escalatePages(parts)));
    expect(pagedBy(await house.drain())).toEqual([ADA]);
    expect(await pages(house)).toHaveLength(2);
  });

  it('that is acknowledged on one goes on on the other either before, or not at all', async () => {
    const { house } = await openAllDay(open);
    const other = await open({ now: new Date(house.time.now.getTime() + WAIT) });
    await Promise.all([
      escalatePages(other.parts),
      acknowledge({ page: await newestPage(house), by: BOB }, house.parts),
    ]);
    await house.drain();
    other.pass(10 * WAIT);
    await escalatePages(other.parts);
    expect(await other.drain()).toEqual([]);
  });
});

onBothEngines('pages that wait', (open) => {
  it('cost no transaction while none is due', async () => {
    const { house } = await openAllDay(open);
    const commit = () => Promise.reject(new Error('there was nothing to commit'));
    await escalatePages({ ...house.parts, outbox: { ...house.outbox, commit } });
  });
});
