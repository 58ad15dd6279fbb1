import { expect, it } from 'vitest';
import { edit } from '../../src/incidents/edit.ts';
import type { Incident } from '../../src/incidents/incident.ts';
import { itemsOf } from '../../src/incidents/items.ts';
import { note } from '../../src/incidents/note.ts';
import { reopen, resolve } from '../../src/incidents/resolve.ts';
import { giveRole } from '../../src/incidents/take-role.ts';
import { ADA, BOB, EVE, type House } from './house.ts';

/** Where incidents are kept by one backend. `settled` waits until it has been told of everything, and holds it against ours. */
export type Stage = { house: House; settled(incident: Incident): Promise<void> };

const board = { title: 'Dashboard', url: 'https://example.com/board' };
const logs = { title: 'Logs', url: 'https://example.com/logs' };

/** What every backend has to keep: whichever it is, people and the database see the same. */
export function backendContract(open: () => Promise<Stage>): void {
  const begun = async () => {
    const stage = await open();
    const { house, settled } = stage;
    const incident = await house.makeRoom(await house.open({ plan: 'web', summary: 'Orders fail', items: [board] }));
    await settled(incident);
    const opening = (await house.drain()).filter(({ kind }) => kind === 'post');
    /** What is posted in its room, and to Eve who follows it, once everything is settled. */
    const told = async () => {
      await settled(await house.incident(incident.id));
      const posts = (await house.drain()).filter(({ kind }) => kind === 'post');
      return posts.map(({ channel, text }) => `${channel === incident.room ? 'room' : channel}: ${text}`);
    };
    return { ...stage, incident, opening, told };
  };
  const links = async (house: House, id: number) =>
    (await itemsOf(house.db, id)).filter(({ title }) => title !== 'Incident Manager');

  it('opens an incident: a record, a line in #war, a page', async () => {
    const { house, incident, opening } = await begun();
    expect(await house.incident(incident.id)).toMatchObject({ title: 'Checkout is down', impact: 2, awsProblem: null });
    expect(opening.map(({ channel }) => channel)).toEqual(['war', ADA, incident.room]);
    expect(await house.timeline(incident.id)).toEqual([
      `${EVE}: opened it: Checkout is down`,
      `${ADA}: leads, being on duty`,
      expect.stringContaining('paged @U0000ADA'),
    ]);
    expect(await links(house, incident.id)).toEqual([board]);
  });

  it('opens it once, however often it is asked for', async () => {
    const { house, settled } = await open();
    const first = await house.open({ askedAs: 'form 1' });
    const second = await house.open({ askedAs: 'form 1' });
    expect(second.id).toBe(first.id);
    await settled(first);
    expect(await house.db.selectFrom('incident').select('id').execute()).toHaveLength(1);
  });

  it('keeps notes and roles on the timeline, and shows them in the room', async () => {
    const { house, incident, told } = await begun();
    await note({ id: incident.id, by: BOB, text: 'The disk is full' }, house.parts);
    await giveRole({ id: incident.id, by: BOB, role: 'scribe', to: BOB }, house.parts);
    expect(await told()).toEqual([
      `room: 📝 <@${BOB}>: The disk is full`,
      `room: 👤 *Scribe* of ${incident.name} is <@${BOB}> now.`,
      `${EVE}: *Scribe* of ${incident.name} is <@${BOB}> now.`,
    ]);
    expect((await house.timeline(incident.id)).slice(-2)).toEqual([
      `${BOB}: The disk is full`,
      `${BOB}: took over as Scribe`,
    ]);
  });

  it('edits what an incident says, and its links', async () => {
    const { house, incident, told } = await begun();
    const items = [...(await itemsOf(house.db, incident.id)).filter(({ url }) => url !== board.url), logs];
    const edited = { id: incident.id, by: BOB, title: 'Checkout is slow', impact: 3 as const, summary: 'Cold cache' };
    await edit({ ...edited, items }, house.parts);
    const words = `<@${BOB}> changed the title to: Checkout is slow; changed the impact from High to Medium; changed the summary`;
    const linked = 'took the link Dashboard away; added the link Logs (https://example.com/logs)';
    expect(await told()).toEqual([`room: ✏️ ${words}; ${linked}.`, `${EVE}: ${incident.name}: ${words}; ${linked}.`]);
    const { title, impact, summary } = await house.incident(incident.id);
    expect({ title, impact, summary }).toEqual({ title: 'Checkout is slow', impact: 3, summary: 'Cold cache' });
    expect(await links(house, incident.id)).toEqual([logs]);
  });

  it('resolves an incident and opens it again', async () => {
    const { house, incident, told } = await begun();
    await resolve({ id: incident.id, by: BOB, text: 'restarted it' }, house.parts);
    const over = `✅ ${incident.name} is resolved, says <@${BOB}>. What fixed it: restarted it`;
    expect(await told()).toEqual(expect.arrayContaining([`room: ${over}`, `${EVE}: ${over}`]));
    expect(await house.incident(incident.id)).toMatchObject({ state: 'resolved', resolvedBy: BOB });
    house.pass(1000);
    await reopen({ id: incident.id, by: BOB }, house.parts);
    const again = `:rotating_light: ${incident.name} is open again, says <@${BOB}>.`;
    expect(await told()).toEqual(expect.arrayContaining([`room: ${again}`, `${EVE}: ${again}`]));
    expect(await house.incident(incident.id)).toMatchObject({ state: 'open', resolvedAt: null, awsProblem: null });
    expect((await house.timeline(incident.id)).slice(-2)).toEqual([
      `${BOB}: resolved it: restarted it`,
      `${BOB}: opened it again`,
    ]);
  });
}
