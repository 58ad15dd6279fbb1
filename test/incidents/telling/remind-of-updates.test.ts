import { expect, it } from 'vitest';
import { resolve } from '../../../src/incidents/resolve.ts';
import { giveRole } from '../../../src/incidents/take-role.ts';
import { remindOfUpdates } from '../../../src/incidents/telling/remind-of-updates.ts';
import { update } from '../../../src/incidents/telling/update.ts';
import { ADA, BOB, EVE, type House, type HouseOptions, NIGHT, onBothEngines, onPostgres, type Said } from '../house.ts';
import { MINUTE } from '../paging/pagers.ts';

/** Lets time pass, and reminders go out. @returns what was said. */
async function after(house: House, minutes: number): Promise<Said[]> {
  house.pass(minutes * MINUTE);
  await remindOfUpdates(house.parts);
  return house.drain();
}

onBothEngines('the reminder of an update', (open) => {
  const opened = async (options: HouseOptions = {}) => {
    const house = await open(options);
    const { id } = await house.open();
    const incident = await house.makeRoom({ id });
    await house.drain();
    return { house, incident };
  };

  it('comes to who leads when nobody was told anything for `update_every`, once for each such span', async () => {
    const { house, incident } = await opened();
    expect(await after(house, 29)).toEqual([]);
    const [reminder, ...more] = await after(house, 1);
    expect(more).toEqual([]);
    expect(reminder).toMatchObject({
      ...{ kind: 'post', channel: ADA },
      text: `⏰ *${incident.name} Checkout is down* is due an update. Nobody was told anything since it was opened 30 min ago.`,
    });
    expect(reminder?.blocks).toContain('"action_id":"incident.update"');
    expect(await after(house, 29)).toEqual([]);
    expect((await after(house, 1))[0]?.text).toContain('1 h ago');
  });

  it('comes to who communicates rather than to who leads', async () => {
    const { house, incident } = await opened();
    await giveRole({ id: incident.id, by: BOB, role: 'communications', to: BOB }, house.parts);
    await house.drain();
    expect((await after(house, 30)).map(({ channel }) => channel)).toEqual([BOB]);
  });

  it('waits for a span after each update', async () => {
    const { house, incident } = await opened();
    house.pass(20 * MINUTE);
    await update({ id: incident.id, by: EVE, text: 'half of it works' }, house.parts);
    await house.drain();
    expect(await after(house, 29)).toEqual([]);
    expect((await after(house, 1))[0]?.text).toContain('The last was 30 min ago.');
  });

  it('comes for each incident by its own clock', async () => {
    const { house, incident } = await opened();
    house.pass(15 * MINUTE);
    const { id, name } = await house.open({ title: 'Search is slow' });
    await house.makeRoom({ id });
    await house.drain();
    const about = async (minutes: number) => (await after(house, minutes)).map(({ text }) => text.split(' ')[1]);
    expect(await about(15)).toEqual([`*${incident.name}`]);
    expect(await about(15)).toEqual([`*${name}`]);
  });

  it('goes to the room while nobody leads', async () => {
    const { house, incident } = await opened({ now: NIGHT });
    expect((await after(house, 30)).map(({ channel }) => channel)).toEqual([incident.room]);
  });

  it('ends with the incident, and never comes where it is switched off', async () => {
    const { house, incident } = await opened();
    await resolve({ id: incident.id, by: ADA, text: '' }, house.parts);
    await house.drain();
    expect(await after(house, 60)).toEqual([]);
    const { house: silent } = await opened({ incidents: { update_every: '0' } });
    expect(await after(silent, 600)).toEqual([]);
  });

  it('mentions nobody by a title', async () => {
    const house = await open();
    await house.open({ title: '<!channel> is down' });
    await house.drain();
    expect((await after(house, 30))[0]?.text).toContain('&lt;!channel&gt; is down');
  });
});

onPostgres('the reminder of an update', (open) => {
  it('is sent by one of several replicas', async () => {
    const one = await open();
    const other = await open();
    await one.open();
    await one.drain();
    for (const house of [one, other]) house.pass(30 * MINUTE);
    await Promise.all([one, other, one].map((house) => remindOfUpdates(house.parts)));
    expect(await one.drain()).toHaveLength(1);
  });
});
