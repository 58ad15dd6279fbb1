import { afterEach, expect, it } from 'vitest';
import { ADA, BOB, EVE } from '../../incidents/house.ts';
import { onBothEngines, type SupportHouse } from '../house.ts';
import { type Desk, openDesk, TOKENS } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

const serving = async (house: SupportHouse) => {
  desk = await openDesk(house);
  return desk;
};
const ids = (tickets: readonly { id: string }[]) => tickets.map(({ id }) => id);

onBothEngines('a ticket by the API', (open) => {
  it('is raised, and read as the interface describes it, with its history', async () => {
    const house = await open();
    const { create, get } = await serving(house);
    const made = await create({ summary: 'Since *noon*' });
    expect(made.status).toBe(201);
    const { id } = made.json;
    expect(made.headers.get('location')).toBe(`/api/v1/tickets/${id}`);
    await house.drain();
    const { json, headers } = await get(id);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(json).toEqual({
      ...{ id, title: 'Pay button is dead', summary: 'Since *noon*', impact: 3, state: 'untriaged', reporter: null },
      ...{ assignee: null, deployments: ['shop-eu'], openedAt: '2026-11-23T10:00:00.000+01:00' },
      ...{ dueAt: expect.stringMatching(/\+01:00$/), firstLookAt: null, closedAt: null, ticket: null, incident: null },
      ...{ channel: expect.stringMatching(/^C/), ts: expect.stringMatching(/^\d+\.\d{6}$/) },
      ...{ creator: 'ann@acme.example', resolution: null, reason: null },
      timeline: [
        {
          ...{ at: '2026-11-23T10:00:00.000+01:00', by: 'ann@acme.example', kind: 'raised' },
          text: 'raised it: Pay button is dead',
        },
      ],
    });
    expect(Object.keys(json).toSorted()).toEqual(Object.keys(made.json).toSorted());
  });

  it('needs no more than a title and a creator: it is of medium impact then', async () => {
    const house = await open();
    const { call } = await serving(house);
    const { json } = await call('POST', '/api/v1/tickets', { json: { title: 'Help', creator: '7' } });
    expect(json).toMatchObject({ title: 'Help', impact: 3, summary: '', deployments: [], creator: '7' });
  });

  it('of critical impact pages whoever has the duty', async () => {
    const house = await open();
    const { create } = await serving(house);
    await create({ impact: 1 });
    expect((await house.drain()).map(({ channel }) => channel)).toContain(ADA);
  });

  it('shows where the people stand with it, and what fixed it', async () => {
    const house = await open();
    const { create, get } = await serving(house);
    const { id } = (await create()).json;
    await house.drain();
    const number = Number(id.slice(2));
    await house.emoji(number, 'eyes', ADA);
    expect((await get(id)).json).toMatchObject({ state: 'looking', assignee: ADA, closedAt: null });
    await house.emoji(number, 'heavy_check_mark', BOB);
    const { json } = await get(id);
    expect(json).toMatchObject({ state: 'fixed', assignee: BOB, closedAt: expect.stringMatching(/\+01:00$/) });
    expect(json.firstLookAt).toMatch(/\+01:00$/);
    expect(json.timeline.map(({ by, text }) => `${by}: ${text}`)).toEqual(await house.history(number));
  });

  it('is edited by whom the client names, else by its creator, and what is left out stays', async () => {
    const house = await open();
    const { create, edit, get } = await serving(house);
    const { id } = (await create({ summary: 'a' })).json;
    expect((await edit(id, { title: 'Cart is dead', by: 'Joe' })).json).toMatchObject({
      ...{ title: 'Cart is dead', summary: 'a', impact: 3, deployments: ['shop-eu'] },
    });
    const { status, json } = await edit(id, { summary: 'b', impact: 2, deployments: ['shop-us'] });
    expect(status).toBe(200);
    expect(json).toMatchObject({ title: 'Cart is dead', summary: 'b', impact: 2, deployments: ['shop-us'] });
    const { timeline } = (await get(id)).json;
    expect(timeline.map(({ by, kind }) => `${by} ${kind}`)).toEqual([
      'ann@acme.example raised',
      'Joe edited',
      ...Array.from({ length: 4 }, () => 'ann@acme.example edited'),
    ]);
  });

  it('that is sent back as it was read stays as it is', async () => {
    const house = await open();
    const { create, edit, get } = await serving(house);
    const odd = { title: 'Mail to bob@WORLD.example', summary: '@U0000ADA &#64;U0000ADA', creator: 'UMA' };
    const { id } = (await create(odd)).json;
    const { title, summary, impact, deployments, timeline } = (await get(id)).json;
    expect({ title, summary }).toEqual({ title: odd.title, summary: odd.summary });
    const { json } = await edit(id, { title, summary, impact, deployments });
    expect(json.timeline).toEqual(timeline);
  });

  it('is commented, which reaches whoever is on it', async () => {
    const house = await open();
    const { create, comment } = await serving(house);
    const { id } = (await create()).json;
    await house.drain();
    await house.emoji(Number(id.slice(2)), 'eyes', BOB);
    await house.drain();
    const { status, json } = await comment(id, { text: 'It is Firefox only' });
    expect(status).toBe(201);
    expect(json.timeline.at(-1)).toMatchObject({ by: 'ann@acme.example', kind: 'comment', text: 'It is Firefox only' });
    const said = await house.drain();
    for (const place of [said.find(({ channel }) => channel === BOB), said.find(({ threadOf }) => threadOf !== null)])
      expect(place?.text).toContain('It is Firefox only');
  });
});

onBothEngines('tickets by the API', (open) => {
  it('are listed by creator: those that this client raised for them, and no others', async () => {
    const house = await open();
    const { create, list } = await serving(house);
    const first = (await create()).json.id;
    await create({ creator: 'joe' });
    await create({}, { token: TOKENS.bank });
    const last = (await create({ title: 'Again' })).json.id;
    const { status, json } = await list({ creator: 'ann@acme.example' });
    expect(status).toBe(200);
    expect({ ids: ids(json.tickets), next: json.next }).toEqual({ ids: [last, first], next: null });
    expect((await list({ creator: 'ANN@acme.example' })).json.tickets).toEqual([]);
  });

  it('are listed by deployment, those raised in Slack or by another client too', async () => {
    const house = await open();
    const { create, list } = await serving(house);
    const inSlack = await house.raise({ by: { user: EVE }, deployments: ['shop-us', 'shop-eu'] });
    const ofBank = (await create({}, { token: TOKENS.bank })).json.id;
    for (const deployments of [['shop-eu-2'], ['SHOP-EU'], ['a"shop-eu'], ['%'], [], ['shop_eu']])
      await create({ deployments });
    expect(ids((await list({ deployment: 'shop-eu' })).json.tickets)).toEqual([ofBank, inSlack.name]);
    expect((await list({ deployment: 'shop%' })).json.tickets).toEqual([]);
    expect((await list({ deployment: '%' })).json.tickets).toHaveLength(1);
    expect((await list({ deployment: 'a"shop-eu' })).json.tickets).toHaveLength(1);
    expect(ids((await list({ deployment: 'shop-eu', creator: 'ann@acme.example' })).json.tickets)).toEqual([]);
  });

  it('are listed that are open, or closed', async () => {
    const house = await open();
    const { create, list } = await serving(house);
    const [one, other] = [(await create()).json.id, (await create()).json.id];
    await house.drain();
    await house.emoji(Number(one.slice(2)), 'heavy_check_mark', ADA);
    expect(ids((await list({ deployment: 'shop-eu', state: 'closed' })).json.tickets)).toEqual([one]);
    expect(ids((await list({ deployment: 'shop-eu', state: 'open' })).json.tickets)).toEqual([other]);
  });

  it('come a page at a time, each once, though more are raised meanwhile', async () => {
    const house = await open();
    const { create, list } = await serving(house);
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.unshift((await create()).json.id);
    const seen: string[] = [];
    let before: string | null = null;
    do {
      const page = await list({ deployment: 'shop-eu', limit: '2', ...(before !== null && { before }) });
      await create();
      seen.push(...ids(page.json.tickets));
      before = page.json.next;
    } while (before !== null);
    expect(seen).toEqual(made);
  });
});
