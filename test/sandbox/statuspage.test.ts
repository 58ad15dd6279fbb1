import { afterEach, beforeEach, expect, it } from 'vitest';
import { type StatuspageStandIn, startStatuspage } from '../../sandbox/statuspage.ts';

let page: StatuspageStandIn;
let now: number;

beforeEach(async () => {
  now = 0;
  page = await startStatuspage({ clock: { now: () => new Date(now) } });
});
afterEach(() => page.stop());

const call = (method: string, path: string, { said = {}, key = page.key, type = 'application/json' } = {}) =>
  fetch(`${page.apiUrl}/pages/${path}`, {
    method,
    headers: { authorization: `OAuth ${key}`, 'content-type': type },
    ...(method !== 'GET' && { body: JSON.stringify(said) }),
  });
const create = (incident: object, how: { key?: string; type?: string } = {}) =>
  call('POST', `${page.pageId}/incidents`, { said: { incident }, ...how });

it('keeps incidents, says which are unresolved, and mails each update', async () => {
  const answer = await create({ name: 'Down', status: 'investigating', body: 'We look into it' });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  const unresolved = async () => (await call('GET', `${page.pageId}/incidents/unresolved`)).json();
  expect(await unresolved()).toMatchObject([{ id, name: 'Down' }]);
  const patched = await call('PATCH', `${page.pageId}/incidents/${id}`, { said: { incident: { status: 'resolved' } } });
  expect(patched.status).toBe(200);
  await call('PATCH', `${page.pageId}/incidents/${id}`, { said: { incident: { body: 'Sorry' } } });
  expect(await unresolved()).toEqual([]);
  expect(page.mails).toEqual([
    'investigating: Down: We look into it',
    'resolved: Down: We look into it',
    'resolved: Down: Sorry',
  ]);
});

it('mails nobody when it is told not to', async () => {
  await create({ name: 'Down', deliver_notifications: false });
  expect(page.mails).toEqual([]);
});

it.each([
  ['a name', { status: 'investigating' }],
  ['a known status', { name: 'Down', status: 'broken' }],
  ['a known impact', { name: 'Down', impact_override: 'awful' }],
  ['known fields only', { name: 'Down', colour: 'red' }],
  ['metadata of objects', { name: 'Down', metadata: { watchbill: 'INC-7' } }],
])('wants %s', async (_what, incident) => {
  expect((await create(incident)).status).toBe(422);
  expect(page.incidents).toEqual([]);
});

it('wants its key, its page, its content type, and an incident that is there', async () => {
  expect((await create({ name: 'Down' }, { key: 'other' })).status).toBe(401);
  expect((await create({ name: 'Down' }, { type: 'text/plain' })).status).toBe(400);
  expect((await call('GET', 'nosuchpage/incidents/unresolved')).status).toBe(404);
  expect((await call('PATCH', `${page.pageId}/incidents/none`, { said: { incident: {} } })).status).toBe(404);
});

it('takes sixty requests a minute', async () => {
  const ask = async () => (await call('GET', `${page.pageId}/incidents`)).status;
  for (let asked = 0; asked < 60; asked++) expect(await ask()).toBe(200);
  expect(await ask()).toBe(420);
  now = 61_000;
  expect(await ask()).toBe(200);
});
