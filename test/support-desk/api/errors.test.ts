import { afterEach, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../../src/http/server.ts';
import { supportRoutes } from '../../../src/support/api/routes.ts';
import { onBothEngines, type SupportHouse } from '../house.ts';
import { type Call, type Desk, DRAFT, openDesk, partsWith, TOKENS } from './desk.ts';

let desk: Desk;
afterEach(() => desk?.close());

const serving = async (house: SupportHouse) => {
  desk = await openDesk(house);
  return desk;
};

onBothEngines('the API of support', (open) => {
  it('is not there while the configuration has no clients', async () => {
    const { parts } = partsWith(await open());
    const config = { ...parts.config, support: { ...parts.config.support, clients: {} } };
    expect(supportRoutes({ ...parts, config })).toEqual({});
  });

  it('answers 413 to too much before it asks who sends it, and 401 to strangers whatever they send', async () => {
    const { call } = await serving(await open());
    const body = 'x'.repeat(MAX_BODY_BYTES + 1);
    expect((await call('POST', '/api/v1/tickets', { token: null, body })).status).toBe(413);
    const strange: Call[] = [
      { token: null },
      { token: 'wrong' },
      { token: `${TOKENS.shop}x` },
      { token: null, headers: { authorization: `Basic ${TOKENS.shop}` } },
      { token: null, headers: { authorization: 'Bearer ' } },
    ];
    for (const given of strange) {
      const { status, headers, json } = await call('POST', '/api/v1/tickets', { body: '{', ...given });
      expect(status).toBe(401);
      expect(headers.get('www-authenticate')).toBe('Bearer');
      expect(json).toEqual({
        ...{ type: 'about:blank', title: 'Unauthorized', status: 401 },
        detail: 'A bearer token of a client is needed.',
      });
    }
    for (const path of ['/api/v1/tickets?creator=a', '/api/v1/tickets/T-1'])
      expect((await call('GET', path, { token: 'wrong' })).status).toBe(401);
  });

  it.each<[string, Call, Record<string, RegExp> | RegExp]>([
    ['what is no JSON', { body: '{"title": "x"' }, /not JSON/],
    ['what is not UTF-8', { body: new Uint8Array([0x22, 0xff, 0x22]) }, /not JSON in UTF-8/],
    ['nothing', {}, /not JSON/],
    ['a list', { json: [DRAFT] }, /not a JSON object/],
    ['no title and no creator', { json: {} }, { title: /expected string/, creator: /expected string/ }],
    ['blank words', { json: { ...DRAFT, title: ' \n', creator: '' } }, { title: /\\S/, creator: /\\S/ }],
    ['a title of 201 characters', { json: { ...DRAFT, title: 'x'.repeat(201) } }, { title: /200/ }],
    ['a summary of 8001 characters', { json: { ...DRAFT, summary: 'x'.repeat(8001) } }, { summary: /8000/ }],
    ['another impact', { json: { ...DRAFT, impact: 6 } }, { impact: /1\|2\|3\|4\|5/ }],
    ['a word for an impact', { json: { ...DRAFT, impact: '3' } }, { impact: /1\|2\|3\|4\|5/ }],
    [
      'deployments that are none',
      { json: { ...DRAFT, deployments: ['ok', 7, 'x'.repeat(76)] } },
      { 'deployments.1': /expected string/, 'deployments.2': /75/ },
    ],
    [
      'too many deployments',
      { json: { ...DRAFT, deployments: Array.from({ length: 101 }, (_, n) => `d${n}`) } },
      { deployments: /100/ },
    ],
    ['a field that it does not know', { json: { ...DRAFT, severity: 1 } }, { severity: /no such field/ }],
    ['words with nothing to see', { json: { ...DRAFT, creator: '\u2060' } }, { creator: /nothing to see/ }],
    ['a title with nothing to see', { json: { ...DRAFT, title: '\u2060' } }, { title: /Say in a few words/ }],
    [
      'a title that is too long once it is harmless',
      { json: { ...DRAFT, title: '@UW'.repeat(66) } },
      { title: /has room for 200 characters/ },
    ],
    ['a key with a space', { json: DRAFT, key: 'a b' }, /Idempotency-Key/],
    ['a key of 201 characters', { json: DRAFT, key: 'k'.repeat(201) }, /Idempotency-Key/],
    ['an empty key', { json: DRAFT, key: '' }, /Idempotency-Key/],
  ])('answers 400 to %s, with the reason, and raises nothing', async (_what, given, wrong) => {
    const house = await open();
    const { call } = await serving(house);
    const { status, json } = await call('POST', '/api/v1/tickets', given);
    expect(status).toBe(400);
    if (wrong instanceof RegExp) expect(json.detail).toMatch(wrong);
    else {
      const errors = Object.fromEntries(
        Object.entries(wrong).map(([field, words]) => [field, expect.stringMatching(words)]),
      );
      expect(json.errors).toEqual(errors);
    }
    expect(await house.db.selectFrom('ticket').selectAll().execute()).toEqual([]);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['neither creator nor deployment', { state: 'open' }, /Name a creator/],
    ['another state', { creator: 'a', state: 'fixed' }, /state/],
    ['a limit that is none', { creator: 'a', limit: 'all' }, /limit/],
    ['a limit of 0', { creator: 'a', limit: '0' }, /limit/],
    ['a limit of 101', { creator: 'a', limit: '101' }, /limit/],
    ['a page before no ticket', { creator: 'a', before: '7' }, /before/],
    ['a name that it does not know', { deploment: 'a' }, /deploment/],
  ])('answers 400 to a list with %s', async (_what, query, words) => {
    const { list } = await serving(await open());
    const { status, json } = await list(query);
    expect({ status, detail: json.detail }).toEqual({ status: 400, detail: expect.stringMatching(words) });
  });

  it('answers 400 to edits and comments that cannot be', async () => {
    const { create, edit, comment, call } = await serving(await open());
    const { id } = (await create()).json;
    expect((await edit(id, { title: ' ' })).json.errors).toEqual({ title: expect.any(String) });
    expect((await edit(id, { title: '\u2060' })).json.errors).toEqual({ title: expect.stringMatching(/few words/) });
    expect((await edit(id, { state: 'fixed' })).json.errors).toEqual({ state: 'There is no such field.' });
    expect((await edit(id, { title: 'a' }, { key: '\u00e9' })).status).toBe(400);
    expect((await comment(id, {})).json.errors).toEqual({ text: expect.any(String) });
    expect((await comment(id, { text: '\u2060' })).json.errors).toEqual({ text: 'There is nothing in it.' });
    expect((await comment(id, { text: 'x'.repeat(3001) })).json.errors).toEqual({
      text: expect.stringMatching(/3000/),
    });
    expect((await comment(id, { text: 'a' }, { key: 'a b' })).status).toBe(400);
    expect((await call('PATCH', `/api/v1/tickets/${id}`, { body: 'null' })).status).toBe(400);
    expect((await call('POST', `/api/v1/tickets/${id}/comments`, { body: '' })).status).toBe(400);
  });

  it('answers 404 where there is no such ticket, whatever its name', async () => {
    const { get, edit, comment } = await serving(await open());
    for (const id of ['T-1', 'T-0', 'INC-1', 'T-99999999999', '%20', '..%2F..', 'T-1%00']) {
      const { status, json } = await get(id);
      expect({ status, detail: json.detail }).toEqual({ status: 404, detail: 'There is no such ticket.' });
      expect((await edit(id, { title: 'a' })).status).toBe(404);
      expect((await comment(id, { text: 'a' })).status).toBe(404);
    }
  });

  it('lets every client read a ticket, and only the one that raised it change it', async () => {
    const house = await open();
    const { create, get, edit, comment } = await serving(house);
    const inSlack = (await house.raise()).name;
    const ours = (await create()).json.id;
    for (const [id, token] of [
      [ours, TOKENS.bank],
      [inSlack, TOKENS.shop],
    ] as const) {
      expect((await get(id, { token })).status).toBe(200);
      expect((await edit(id, { title: 'Mine now' }, { token })).status).toBe(403);
      const { status, json } = await comment(id, { text: 'Hello' }, { token });
      expect({ status, detail: json.detail }).toEqual({ status: 403, detail: expect.stringContaining(id) });
      expect((await get(id)).json.timeline).toHaveLength(1);
    }
  });

  it('takes 120 requests at once from each client, then two a second, and tells for how long to wait', async () => {
    const house = await open();
    const { get } = await serving(house);
    for (let n = 0; n < 120; n++) expect((await get('T-1')).status).toBe(404);
    for (const _ of [1, 2]) {
      const { status, headers, json } = await get('T-1');
      expect({ status, wait: headers.get('retry-after') }).toEqual({ status: 429, wait: '1' });
      expect(json.detail).toBe('These are too many requests.');
    }
    expect((await get('T-1', { token: TOKENS.bank })).status).toBe(404);
    expect((await get('T-1', { token: 'wrong' })).status).toBe(401);
    house.pass(1000);
    expect((await get('T-1')).status).toBe(404);
    expect((await get('T-1')).status).toBe(404);
    expect((await get('T-1')).status).toBe(429);
  });

  it('answers 503 while the database is kept busy, and does what it was asked for when asked again', async () => {
    const house = await open();
    const { create, list, lines } = await serving(house);
    const locked = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const other = await open();
    const holding = other.store.write(async (trx) => {
      await trx.insertInto('setting').values({ name: 'api shop again', value: 'x' }).execute();
      locked.resolve();
      await release.promise;
      throw new Error('rolled back');
    });
    const rolledBack = expect(holding).rejects.toThrow('rolled back');
    await locked.promise;
    const { status, headers, json } = await create({}, { key: 'again' });
    expect({ status, detail: json.detail }).toEqual({
      status: 503,
      detail: 'The database does not answer. Try again.',
    });
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(lines.map(({ msg }) => msg)).toEqual(['the support API could not take what it was sent']);
    expect(JSON.stringify(lines)).not.toContain(TOKENS.shop);
    release.resolve();
    await rolledBack;
    expect((await create({}, { key: 'again' })).status).toBe(201);
    expect((await list({ creator: DRAFT.creator })).json.tickets).toHaveLength(1);
  });
});
