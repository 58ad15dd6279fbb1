import { expect, it } from 'vitest';
import { giveRole } from '../../../src/incidents/take-role.ts';
import { proposeRelief } from '../../../src/incidents/telling/propose-relief.ts';
import { onTelling } from '../../../src/incidents/telling/slack.ts';
import {
  ADA,
  BOB,
  CLEO,
  EVE,
  type House,
  MONDAY,
  NIGHT,
  type Open,
  onBothEngines,
  type Said,
  TODAY,
} from '../house.ts';
import { MINUTE, toldIn } from '../paging/pagers.ts';
import { createDesk } from './desk.ts';

const HOUR = 60 * MINUTE;

/** Lets time pass, and proposals go out. @returns what was said. */
async function after(house: House, ms: number): Promise<Said[]> {
  house.pass(ms);
  await proposeRelief(house.parts);
  return house.drain();
}

/** An incident that Ada leads since Monday at 10:00; Bob and Cleo could, and Bob is on call in the evening. */
async function led(open: Open) {
  const house = await open();
  const { id } = await house.open();
  const incident = await house.makeRoom({ id });
  await house.drain();
  return { house, incident, desk: createDesk(house, onTelling) };
}

/** The value of a button that somebody got. */
function buttonValue(said: readonly Said[], user: string, action: string): string {
  const message = said.find(({ channel, blocks }) => channel === user && blocks.includes(action));
  const blocks = JSON.parse(message?.blocks ?? '[]') as { elements?: { action_id: string; value: string }[] }[];
  const found = blocks.flatMap(({ elements = [] }) => elements).find(({ action_id }) => action_id === action);
  if (!found) throw new Error(`${user} got no ${action}`);
  return found.value;
}

onBothEngines('relief', (open) => {
  it('is proposed to all concerned after `relieve_ic_after`: the next of the rotation who has no other duty', async () => {
    const { house, incident } = await led(open);
    expect(await after(house, 8 * HOUR - 1)).toEqual([]);
    const said = await after(house, 1);
    expect(toldIn(said, incident.room as string)).toEqual([
      `⏱️ <@${ADA}> leads ${incident.name} for 8 h. <@${CLEO}> is free and asked to take over.`,
    ]);
    expect(toldIn(said, ADA)).toEqual([
      `⏱️ You lead *${incident.name} Checkout is down* for 8 h. Time for a rest. <@${CLEO}> is asked to take over.`,
    ]);
    expect(toldIn(said, CLEO)).toEqual([
      `⏱️ <@${ADA}> leads *${incident.name} Checkout is down* for 8 h. Can you take over as IC?`,
    ]);
    expect(said).toHaveLength(3);
    expect(await house.timeline(incident.id)).toContain(`Watchbill: asked @${CLEO} to relieve @${ADA} as IC`);
  });

  it('is proposed once for each span that somebody leads, and not again after a handover', async () => {
    const { house, incident } = await led(open);
    expect(await after(house, 8 * HOUR)).toHaveLength(3);
    expect(await after(house, 8 * HOUR - 1)).toEqual([]);
    expect(await after(house, 1)).not.toEqual([]);
    await giveRole({ id: incident.id, by: ADA, role: 'ic', to: EVE }, house.parts);
    await house.drain();
    expect(await after(house, 8 * HOUR - 1)).toEqual([]);
    expect(toldIn(await after(house, 1), EVE)).toHaveLength(1);
  });

  it('is accepted by button: whoever presses it leads', async () => {
    const { house, incident, desk } = await led(open);
    const said = await after(house, 8 * HOUR);
    const value = buttonValue(said, CLEO, 'incident.relief.take');
    expect(buttonValue(said, incident.room as string, 'incident.relief.take')).toBe(value);
    const [answer] = await desk.press('incident.relief.take', value, CLEO);
    expect(answer).toMatchObject({ replace_original: true, text: `<@${CLEO}> took over as IC of ${incident.name}.` });
    expect((await house.incident(incident.id)).roles.ic).toBe(CLEO);
    expect(await house.timeline(incident.id)).toContain(`${CLEO}: took over as IC`);
    const [again] = await desk.press('incident.relief.take', value, CLEO);
    expect(again?.text).toBe(`You are IC of ${incident.name} already.`);
  });

  it('can be taken no more once somebody else took command since', async () => {
    const { house, incident, desk } = await led(open);
    const value = buttonValue(await after(house, 8 * HOUR), CLEO, 'incident.relief.take');
    house.pass(MINUTE);
    await giveRole({ id: incident.id, by: ADA, role: 'ic', to: EVE }, house.parts);
    house.pass(24 * HOUR);
    const [answer] = await desk.press('incident.relief.take', value, CLEO);
    expect(answer).toMatchObject({
      response_type: 'ephemeral',
      text: `That is settled: <@${EVE}> leads ${incident.name} since then.`,
    });
    expect((await house.incident(incident.id)).roles.ic).toBe(EVE);
  });

  it('declined, is proposed to the one after, once, until nobody is left', async () => {
    const { house, incident, desk } = await led(open);
    const said = await after(house, 8 * HOUR);
    // Bob's evening on call is over.
    house.time.now = NIGHT;
    const value = buttonValue(said, CLEO, 'incident.relief.decline');
    const answers = await Promise.all([1, 2].map(() => desk.press('incident.relief.decline', value, CLEO)));
    expect(
      answers
        .flat()
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['All right, I ask the next.', 'That is settled already.']);
    const next = await house.drain();
    expect(toldIn(next, BOB)).toHaveLength(1);
    expect(toldIn(next, CLEO)).toEqual([]);
    await desk.press('incident.relief.decline', buttonValue(next, BOB, 'incident.relief.decline'), BOB);
    const last = await house.drain();
    expect([toldIn(last, BOB), toldIn(last, CLEO)]).toEqual([[], []]);
    for (const place of [incident.room as string, ADA]) {
      expect(toldIn(last, place)[0]).toMatch(/Nobody else is free now: hand over with `\/incident handoff @user`\.$/);
    }
  });

  it('that is settled is not declined any more', async () => {
    const { house, incident, desk } = await led(open);
    const value = buttonValue(await after(house, 8 * HOUR), CLEO, 'incident.relief.decline');
    await giveRole({ id: incident.id, by: ADA, role: 'ic', to: EVE }, house.parts);
    await house.drain();
    const [answer] = await desk.press('incident.relief.decline', value, CLEO);
    expect(answer?.text).toBe('That is settled already.');
    expect(await house.drain()).toEqual([]);
  });

  it('does not come from who is away', async () => {
    const { house, incident } = await led(open);
    const absence = { member: CLEO, from_day: TODAY, to_day: TODAY, by: CLEO, at: MONDAY.toISOString() };
    await house.db
      .insertInto('absence')
      .values({ ...absence, cancelled_at: null, cancelled_by: null })
      .execute();
    expect(toldIn(await after(house, 8 * HOUR), incident.room as string)[0]).toContain('Nobody else is free now');
  });

  it('is not for an incident that nobody leads', async () => {
    const house = await open({ now: NIGHT });
    await house.open();
    await house.drain();
    expect(await after(house, 24 * HOUR)).toEqual([]);
  });
});
