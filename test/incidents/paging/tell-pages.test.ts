import { expect, it } from 'vitest';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { tellPages } from '../../../src/incidents/paging/tell-pages.ts';
import { ADA, BOB, DAN, type House, onBothEngines } from '../house.ts';
import { allDay, isAcknowledgeable, newestPage, openAllDay, rewritten, toldIn } from './pagers.ts';

/** The room of an incident is made, and told. @returns what was said. */
async function moveIn(house: House, id: number) {
  await house.drain();
  const incident = await house.makeRoom({ id });
  await house.outbox.commit((trx, say) => tellPages(trx, say, incident, house.parts));
  const said = await house.drain();
  return { incident, said, told: toldIn(said, incident.room as string).filter((text) => text !== 'the card') };
}

onBothEngines('a room that has just been made', (open) => {
  it('is told who was paged, with the button to acknowledge', async () => {
    const { incident, moving } = await openAllDay(open);
    const told = moving.find(({ channel, text }) => channel === incident.room && text.startsWith(':pager:'));
    expect(told?.text).toBe(`:pager: Paged: <@${BOB}> (on call).`);
    expect(isAcknowledgeable(told as never)).toBe(true);
  });

  it('is shown to those who were paged before it was there', async () => {
    const { incident, moving } = await openAllDay(open);
    expect(rewritten(moving).get(BOB)?.text).toContain(`Room: <#${incident.room}>`);
  });

  it('is told nothing of what was acknowledged before', async () => {
    const house = await open();
    const { id } = await house.open();
    await acknowledge({ page: await newestPage(house), by: ADA }, house.parts);
    expect((await moveIn(house, id)).told).toEqual([]);
  });

  it('is told whom no page could reach', async () => {
    const house = await open({ duty: { ...allDay, oncall: { ...allDay.oncall, members: ['eve@example.com', DAN] } } });
    await house.give('ic', ADA);
    await house.give('oncall', 'eve@example.com');
    const { id } = await house.open();
    expect((await moveIn(house, id)).told).toEqual([
      'eve@example.com (on call) cannot be paged: Slack does not know that address.',
      `:pager: Paged: <@${ADA}> (IC).`,
    ]);
  });

  it('shows there, too, what becomes of a page', async () => {
    const { house, incident } = await openAllDay(open);
    await acknowledge({ page: await newestPage(house), by: BOB }, house.parts);
    expect(rewritten(await house.drain()).get(incident.room as string)?.text).toContain(`Acknowledged by <@${BOB}>`);
  });
});
