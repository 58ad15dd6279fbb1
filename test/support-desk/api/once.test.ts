import { afterEach, expect, it } from 'vitest';
import { editTicket } from '../../../src/support/edit.ts';
import { ADA } from '../../incidents/house.ts';
import { onBothEngines, onPostgres, type SupportHouse } from '../house.ts';
import { type Desk, DRAFT, openDesk, TOKENS } from './desk.ts';

const desks: Desk[] = [];
afterEach(async () => {
  await Promise.all(desks.splice(0).map((desk) => desk.close()));
});

const serving = async (house: SupportHouse) => {
  const desk = await openDesk(house);
  desks.push(desk);
  return desk;
};

const tickets = async ({ db }: SupportHouse) => (await db.selectFrom('ticket').selectAll().execute()).length;

onBothEngines('a request that comes again with its Idempotency-Key', (open) => {
  it('raises one ticket, over a restart too, and answers it as it is now', async () => {
    const house = await open();
    const first = await (await serving(house)).create({}, { key: 'k-1' });
    const { create, edit } = await serving(await open());
    await edit(first.json.id, { title: 'Other words' });
    const again = await create({}, { key: 'k-1' });
    expect({ status: again.status, location: again.headers.get('location') }).toEqual({
      ...{ status: 201, location: first.headers.get('location') },
    });
    expect(again.json).toMatchObject({ id: first.json.id, title: 'Other words' });
    expect(await tickets(house)).toBe(1);
    expect((await house.drain()).filter(({ kind, threadOf }) => kind === 'post' && threadOf === null)).toHaveLength(1);
  });

  it('is another one with another key, by another client, and without a key', async () => {
    const house = await open();
    const { create } = await serving(house);
    await create({}, { key: 'k-1' });
    await create({}, { key: 'k-2' });
    await create({}, { key: 'k-1', token: TOKENS.bank });
    for (const _ of [1, 2]) await create();
    expect(await tickets(house)).toBe(5);
  });

  it('is the same in other JSON, and 422 when something else is asked for', async () => {
    const house = await open();
    const { create, call, edit, comment } = await serving(house);
    const { id } = (await create({}, { key: 'k-1' })).json;
    const { deployments, impact, creator, title } = DRAFT;
    const body = JSON.stringify({ creator, deployments, impact, title, summary: '' }, null, 2);
    const json = JSON.parse(body) as unknown;
    expect((await call('POST', '/api/v1/tickets', { body, json, key: 'k-1' })).json.id).toBe(id);
    const others = [
      await create({ title: 'Another' }, { key: 'k-1' }),
      await edit(id, { title: 'Another' }, { key: 'k-1' }),
      await comment(id, { text: 'Another' }, { key: 'k-1' }),
    ];
    for (const other of others)
      expect({ status: other.status, detail: other.json.detail }).toEqual({
        ...{ status: 422, detail: expect.stringContaining('Idempotency-Key') },
      });
    expect(await tickets(house)).toBe(1);
  });

  it('may ask for something else once it was refused', async () => {
    const house = await open();
    const { create, edit } = await serving(house);
    expect((await create({ title: '\u2060' }, { key: 'k-1' })).status).toBe(400);
    const { status, json } = await create({}, { key: 'k-1' });
    expect(status).toBe(201);
    expect((await edit(json.id, { title: '\u2060' }, { key: 'k-2' })).status).toBe(400);
    expect((await edit(json.id, { title: 'Good' }, { key: 'k-2' })).status).toBe(200);
  });

  it('edits once: what somebody changed since is not taken back', async () => {
    const house = await open();
    const { create, edit } = await serving(house);
    const { id } = (await create()).json;
    await edit(id, { title: 'By the client' }, { key: 'k-1' });
    await editTicket({ id: Number(id.slice(2)), by: ADA, title: 'By Ada' }, house.parts);
    const { status, json } = await edit(id, { title: 'By the client' }, { key: 'k-1' });
    expect({ status, title: json.title }).toEqual({ status: 200, title: 'By Ada' });
    await edit(id, {}, { key: 'nothing' });
    expect((await edit(id, {}, { key: 'nothing' })).json.timeline).toEqual(json.timeline);
  });

  it('comments once', async () => {
    const house = await open();
    const { create, comment } = await serving(house);
    const { id } = (await create()).json;
    for (const _ of [1, 2]) await comment(id, { text: 'Hello' }, { key: 'k-1' });
    const { json } = await comment(id, { text: 'Hello' }, { key: 'k-2' });
    expect(json.timeline.filter(({ kind }) => kind === 'comment')).toHaveLength(2);
  });

  it('goes on where a process died after it had begun', async () => {
    const house = await open();
    const { create, comment } = await serving(house);
    const made = await create({}, { key: 'k-1' });
    await comment(made.json.id, { text: 'Hello' }, { key: 'k-2' });
    // What was done is committed before it is marked as done.
    const begun = await house.db.selectFrom('setting').selectAll().where('name', 'like', 'api %').execute();
    expect(begun).toHaveLength(2);
    for (const { name, value } of begun) {
      const row = house.db.updateTable('setting').set({ value: value.split(' ', 1).join('') });
      await row.where('name', '=', name).execute();
    }
    expect((await create({}, { key: 'k-1' })).json.id).toBe(made.json.id);
    const { json } = await comment(made.json.id, { text: 'Hello' }, { key: 'k-2' });
    expect(json.timeline.filter(({ kind }) => kind === 'comment')).toHaveLength(1);
    expect(await tickets(house)).toBe(1);
  });
});

onPostgres('two replicas that are asked for the same at once', (open) => {
  it('raise one ticket, edit and comment it once, and both answer it', async () => {
    const houses = [await open(), await open()] as const;
    const [one, other] = [await serving(houses[0]), await serving(houses[1])];
    for (let n = 0; n < 5; n++) {
      const both = (ask: (desk: Desk) => ReturnType<Desk['create']>) => Promise.all([ask(one), ask(other), ask(one)]);
      const made = await both(({ create }) => create({}, { key: `create ${n}`.replace(' ', '-') }));
      expect(made.map(({ status }) => status)).toEqual([201, 201, 201]);
      const ids = [...new Set(made.map(({ json }) => json.id))];
      expect(ids).toHaveLength(1);
      const [id = ''] = ids;
      const edited = await both(({ edit }) => edit(id, { title: 'Other words' }, { key: `edit-${n}` }));
      expect(edited.map(({ status }) => status)).toEqual([200, 200, 200]);
      await both(({ comment }) => comment(id, { text: 'Hello' }, { key: `comment-${n}` }));
      const { timeline } = (await one.get(id)).json;
      expect(timeline.map(({ kind }) => kind)).toEqual(['raised', 'edited', 'comment']);
      expect(await tickets(houses[0])).toBe(n + 1);
    }
  });

  it('refuse all but one of those that ask for different things with one key', async () => {
    const houses = [await open(), await open()] as const;
    const [one, other] = [await serving(houses[0]), await serving(houses[1])];
    const both = [one, other].map(({ create }, n) => create({ title: `Words ${n}` }, { key: 'k-1' }));
    expect((await Promise.all(both)).map(({ status }) => status).toSorted()).toEqual([201, 422]);
    expect(await tickets(houses[0])).toBe(1);
  });
});
