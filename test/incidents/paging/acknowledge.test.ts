import { expect, it } from 'vitest';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { ADA, BOB, CLEO, DAN, EVE, EVENING, onBothEngines, onPostgres } from '../house.ts';
import { after, isAcknowledgeable, newestPage, openAllDay, pageTyped, rewritten, toldIn, WAIT } from './pagers.ts';

onBothEngines('acknowledging', (open) => {
  const openPaged = async () => {
    const { house, incident } = await openAllDay(open);
    return { house, incident, page: await newestPage(house), room: incident.room as string };
  };

  it('takes the button off all messages, and says by whom and when in each, in the room and on the timeline', async () => {
    const { house, incident } = await openPaged();
    await after(house, WAIT);
    expect(await acknowledge({ page: await newestPage(house), by: ADA }, house.parts)).toMatchObject({
      id: incident.id,
    });
    const said = await house.drain();
    const shown = rewritten(said);
    expect([...shown.keys()]).toEqual(expect.arrayContaining([BOB, ADA, incident.room]));
    for (const user of [BOB, ADA]) {
      expect(shown.get(user)?.text).toContain(`:white_check_mark: Acknowledged by <@${ADA}> <!date^`);
      expect(isAcknowledgeable(shown.get(user) as never)).toBe(false);
    }
    expect(shown.get(incident.room as string)?.text).toContain(`Acknowledged by <@${ADA}>`);
    expect(toldIn(said, incident.room as string)).toEqual([
      `:white_check_mark: ${incident.name}: <@${ADA}> acknowledged the page.`,
    ]);
    expect(await house.timeline(incident.id)).toContain(`${ADA}: acknowledged the page`);
  });

  it('tells whoever opened the incident, once', async () => {
    const { house, page } = await openPaged();
    await acknowledge({ page, by: BOB }, house.parts);
    expect(toldIn(await house.drain(), EVE)).toHaveLength(1);
  });

  it('can be done by whoever was paged first after it has gone on, and covers the whole chain', async () => {
    const { house, page } = await openPaged();
    await after(house, WAIT);
    await acknowledge({ page, by: BOB }, house.parts);
    expect(rewritten(await house.drain()).get(ADA)?.text).toContain(`Acknowledged by <@${BOB}>`);
    expect(await after(house, 10 * WAIT)).toEqual([]);
  });

  it('can be done by somebody else, who takes it and is named', async () => {
    const { house, incident, page } = await openPaged();
    await acknowledge({ page, by: CLEO }, house.parts);
    const said = await house.drain();
    expect(toldIn(said, incident.room as string)).toEqual([
      `:white_check_mark: ${incident.name}: <@${CLEO}> took the page of <@${BOB}> (on call).`,
    ]);
    expect(await house.timeline(incident.id)).toContain(`${CLEO}: took the page of @${BOB} (on call)`);
    expect(await after(house, WAIT)).toEqual([]);
  });

  it('again by the same person changes nothing', async () => {
    const { house, incident, page } = await openPaged();
    await acknowledge({ page, by: BOB }, house.parts);
    const before = await house.timeline(incident.id);
    await house.drain();
    house.pass(1000);
    expect(await acknowledge({ page, by: BOB }, house.parts)).not.toHaveProperty('problem');
    expect(await house.drain()).toEqual([]);
    expect(await house.timeline(incident.id)).toEqual(before);
  });

  it('by another person afterwards says who has it', async () => {
    const { house, page } = await openPaged();
    await acknowledge({ page, by: BOB }, house.parts);
    await house.drain();
    expect(await acknowledge({ page, by: CLEO }, house.parts)).toEqual({
      problem: expect.stringMatching(new RegExp(`^<@${BOB}> acknowledged it <!date`)),
    });
    expect(await house.drain()).toEqual([]);
  });

  it('covers every page of the incident that went to the same person, and no other', async () => {
    const { house, incident } = await openPaged();
    await pageTyped(house, incident, 'oncall');
    const second = await newestPage(house);
    await pageTyped(house, incident, `<@${DAN}>`);
    await house.drain();
    await acknowledge({ page: second, by: BOB }, house.parts);
    const said = await house.drain();
    expect(rewritten(said).has(DAN)).toBe(false);
    expect(toldIn(said, incident.room as string)).toHaveLength(1);
    const open = house.db.selectFrom('incident_page').select('whom').where('acked_at', 'is', null);
    expect(await open.execute()).toEqual([{ whom: DAN }]);
  });

  it('does nothing for other incidents', async () => {
    const house = await open({ now: EVENING });
    await house.open();
    const first = await newestPage(house);
    await house.open({ title: 'Search is down' });
    await acknowledge({ page: first, by: BOB }, house.parts);
    const waiting = house.db.selectFrom('incident_page').select('id').where('escalate_at', 'is not', null);
    expect(await waiting.execute()).toEqual([{ id: await newestPage(house) }]);
  });

  it('is refused once the incident is resolved, and for a page that never was', async () => {
    const { house, incident, page } = await openPaged();
    await resolve({ id: incident.id, by: EVE, text: '' }, house.parts);
    expect(await acknowledge({ page, by: BOB }, house.parts)).toEqual({
      problem: `${incident.name} was resolved: there is nothing to acknowledge any more.`,
    });
    expect(await acknowledge({ page: 4711, by: BOB }, house.parts)).toEqual({ problem: 'There is no such page.' });
  });
});

onPostgres('acknowledging on two replicas', (open) => {
  it('is won by one of two who press at once; the other learns who has it', async () => {
    const { house, incident } = await openAllDay(open);
    const other = await open({ now: house.time.now });
    const page = await newestPage(house);
    const outcomes = await Promise.all([
      acknowledge({ page, by: BOB }, house.parts),
      acknowledge({ page, by: CLEO }, other.parts),
    ]);
    expect(outcomes.filter((outcome) => 'problem' in outcome)).toHaveLength(1);
    expect((await house.timeline(incident.id)).filter((line) => /acknowledged|took/.test(line))).toHaveLength(1);
  });
});
