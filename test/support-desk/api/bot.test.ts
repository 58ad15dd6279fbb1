import { Validator } from '@seriousme/openapi-schema-validator';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { type ApiScene, clientOf, documentOf, openApiScene, SECRET } from './api-scene.ts';
import type { Brought } from './listener.ts';

let scene: ApiScene;

beforeEach(async () => {
  scene = await openApiScene();
});
afterEach(() => scene.stop());

const draft = {
  title: 'Pay button is dead',
  summary: 'Since *noon*',
  impact: 2,
  creator: 'ann',
  deployments: ['shop-eu'],
};

/** As a page of a product does it. @throws when it is not ours, or older than five minutes. */
const verified = ({ body, headers }: Brought): unknown =>
  new Webhook(SECRET).verify(body, headers as Record<string, string>);

describe('a running bot with clients of support', () => {
  it('serves a valid OpenAPI 3.1 document to everybody', async () => {
    const document = await documentOf(await scene.bot());
    const validator = new Validator();
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path as object));
    expect(operations.map(({ operationId }) => operationId as string).toSorted()).toEqual([
      ...['commentTicket', 'createTicket', 'editTicket', 'getTicket', 'listTickets'],
    ]);
  });

  it('is used by a client that is made of its document, while people answer in Slack', async () => {
    const bot = await scene.bot();
    const client = await clientOf(bot);
    const { slack, ada, bugs, page } = scene;
    const made = await client.createTicket(null, draft, { headers: { 'Idempotency-Key': 'k-1' } });
    expect(made.status).toBe(201);
    const { id } = made.data;
    const card = await scene.sees(new RegExp(`${id} Pay button is dead`));
    for (const words of [/Reported by:.*ann, by shop-page/, /Affected:.*shop-eu/, /High/, /On duty:.*@ada/])
      await scene.shows(card, words);
    const read = await slack.until(
      async () => {
        const { data } = await client.getTicket({ id });
        return data.ts !== null && data;
      },
      { what: 'the place of the card' },
    );
    expect(read).toMatchObject({ ...draft, id, state: 'untriaged', reporter: null, channel: bugs, ts: card.ts });

    await client.editTicket({ id }, { title: 'Pay button is gone', by: 'joe' });
    await scene.shows(card, /Pay button is gone/);
    await client.commentTicket({ id }, { text: 'In Firefox only' });
    await scene.thread(card, (texts) => /ann: In Firefox only/.test(texts.join()), 'the comment');
    for (const query of [{ creator: 'ann' }, { deployment: 'shop-eu' }, { creator: 'ann', state: 'open', limit: 1 }]) {
      const { data } = await client.listTickets(query);
      expect({ ids: data.tickets.map((ticket) => ticket.id), next: data.next }).toEqual({ ids: [id], next: null });
    }
    expect((await client.listTickets({ deployment: 'shop-us' })).data.tickets).toEqual([]);
    expect((await client.createTicket(null, { title: 'No creator' })).status).toBe(400);
    expect((await (await clientOf(bot, 'wrong')).getTicket({ id })).status).toBe(401);

    slack.say(ada, bugs, 'We are on it', { threadTs: card.ts });
    slack.react(ada, card, 'heavy_check_mark');
    await page.until(() => page.texts().includes('is fixed'), { what: 'the webhook of the fix' });
    for (const brought of page.brought) expect(verified(brought)).toEqual(brought.told);
    expect(page.texts()).toEqual(expect.arrayContaining(['In Firefox only', 'We are on it', 'is fixed']));
    const { data } = await client.getTicket({ id });
    expect(data).toMatchObject({ state: 'fixed', assignee: ada, title: 'Pay button is gone' });
  });

  it('raises a ticket once, though it is killed and asked again', async () => {
    const before = await scene.bot();
    const key = { headers: { 'Idempotency-Key': 'k-1' } };
    const { data } = await (await clientOf(before)).createTicket(null, draft, key);
    await before.kill('SIGKILL');
    const client = await clientOf(await scene.bot());
    expect((await client.createTicket(null, draft, key)).data.id).toBe(data.id);
    expect((await client.createTicket(null, { ...draft, title: 'Another' }, key)).status).toBe(422);
    expect((await client.listTickets({ creator: 'ann' })).data.tickets).toHaveLength(1);
  });

  it('brings a webhook again with the same id when it is killed before it knows that it arrived', async () => {
    const { page } = scene;
    const before = await scene.bot();
    const client = await clientOf(before);
    const { id } = (await client.createTicket(null, draft)).data;
    page.answerNext('hang');
    await client.commentTicket({ id }, { text: 'one' });
    await page.until(() => page.brought.length === 1, { what: 'the first webhook' });
    await before.kill('SIGKILL');
    const after = await clientOf(await scene.bot());
    await after.commentTicket({ id }, { text: 'two' });
    await page.until(() => page.texts().includes('two'), { what: 'the second comment', timeoutMs: 30_000 });
    expect(page.texts()).toEqual(['one', 'one', 'two']);
    const [first, again, next] = page.brought.map((brought) => brought.id);
    expect([again === first, next === first]).toEqual([true, false]);
    for (const brought of page.brought) expect(verified(brought)).toEqual(brought.told);
  });
});

describe('a running bot without clients', () => {
  it('has no API', async () => {
    const world = await createWorld();
    const { url } = await world.bot();
    for (const path of ['/api/v1/openapi.json', '/api/v1/tickets?creator=ann', '/api/v1/tickets/T-1'])
      expect((await fetch(url + path, { headers: { authorization: 'Bearer x' } })).status).toBe(404);
    await world.stop();
  });
});
