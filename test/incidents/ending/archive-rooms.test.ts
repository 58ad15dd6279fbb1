import { expect, it } from 'vitest';
import { archiveRooms } from '../../../src/incidents/ending/archive-rooms.ts';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { ADA, type House, type HouseOptions, onBothEngines, onPostgres } from '../house.ts';

const DAY = 86_400_000;

onBothEngines('the channel of an incident', (open) => {
  const resolved = async (options: HouseOptions = {}) => {
    const house = await open(options);
    const { id } = await house.open();
    const incident = await house.makeRoom({ id });
    await resolve({ id, by: ADA, text: '' }, house.parts);
    await house.errands();
    return { house, id, incident };
  };
  const after = async (house: House, ms: number) => {
    house.pass(ms);
    await archiveRooms(house.parts);
    return house.errands();
  };
  const asked = (kind: string, id: number) => [{ kind, line: `room INC-${id}`, payload: { incident: id } }];

  it('is archived when its incident is resolved for `archive_after`, once', async () => {
    const { house, id } = await resolved();
    expect(await after(house, 7 * DAY - 1)).toEqual([]);
    expect(await after(house, 1)).toEqual(asked('room.archive', id));
    expect(await after(house, 7 * DAY)).toEqual([]);
  });

  it('is another one when its incident is opened again after it was archived', async () => {
    const { house, id } = await resolved();
    await house.db.updateTable('incident').set({ archived_at: house.time.now.toISOString() }).execute();
    const reopened = await reopen({ id, by: ADA }, house.parts);
    const [errand] = asked('room.make', id);
    expect(await house.errands()).toMatchObject([errand]);
    expect(reopened).toMatchObject({ state: 'open', room: null, cardId: null, archivedAt: null });
  });

  it('is archived again in its time when its incident was opened again before', async () => {
    const { house, id } = await resolved();
    await reopen({ id, by: ADA }, house.parts);
    await house.errands();
    expect(await after(house, 30 * DAY)).toEqual([]);
    await resolve({ id, by: ADA, text: '' }, house.parts);
    expect(await after(house, 7 * DAY)).toEqual(asked('room.archive', id));
  });

  it('stays where archiving is switched off, and where it is archived already', async () => {
    const { house } = await resolved({ incidents: { archive_after: '0' } });
    expect(await after(house, 400 * DAY)).toEqual([]);
    const { house: other } = await resolved();
    await other.db.updateTable('incident').set({ archived_at: other.time.now.toISOString() }).execute();
    expect(await after(other, 8 * DAY)).toEqual([]);
  });

  it('is never #war', async () => {
    const house = await open({ incidents: { room: 'war' } });
    const { id } = await house.open();
    await resolve({ id, by: ADA, text: '' }, house.parts);
    expect(await after(house, 8 * DAY)).toEqual([]);
    await reopen({ id, by: ADA }, house.parts);
    expect(await house.errands()).toEqual([]);
  });
});

onPostgres('the channel of an incident', (open) => {
  it('is archived by one of several replicas', async () => {
    const houses = [await open(), await open()] as const;
    const [{ parts, makeRoom, open: begin, errands }] = houses;
    const { id } = await begin();
    await makeRoom({ id });
    await resolve({ id, by: ADA, text: '' }, parts);
    await errands();
    for (const house of houses) house.pass(8 * DAY);
    await Promise.all(houses.map((house) => archiveRooms(house.parts)));
    expect(await errands()).toHaveLength(1);
  });
});
