import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { manualTime } from '../../../sandbox/slack/time.ts';
import { createErrands } from '../../../src/errands/errands.ts';
import { apiDocument } from '../../../src/support/api/document.ts';
import { webhookHandlers } from '../../../src/support/api/webhook-handler.ts';
import { ADA } from '../../incidents/house.ts';
import { onBothEngines, type SupportHouse } from '../house.ts';
import { createContract } from './contract.ts';
import { openDesk, partsWith, TOKENS } from './desk.ts';
import { type Brought, type Listener, startListener } from './listener.ts';

const SECRETS = {
  shop: 'the secret of the shop, taken as it is',
  bank: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
};
const DAY_MS = 24 * 3_600_000;
const ANSWER_MS = 300;

let shop: Listener;
let bank: Listener;
let ends: (() => Promise<void>)[];

beforeEach(async () => {
  ends = [];
  [shop, bank] = [await startListener(), await startListener()];
});
afterEach(() => Promise.all([shop.stop(), bank.stop()]));

/** To be done before the house is closed. */
const endAll = async () => {
  for (const end of ends) await end();
};

/** A bot's runner of errands over a house, in a time that passes only when told to, and the API. */
async function running(house: SupportHouse, { secrets = SECRETS, clients = true } = {}) {
  const listening = { shop: shop.url, bank: bank.url };
  const { parts, lines } = partsWith(house, listening);
  const config = clients ? parts.config : { ...parts.config, support: { ...parts.config.support, clients: {} } };
  const time = manualTime(house.time.now);
  const handlers = webhookHandlers({ ...parts, config, clock: time, secrets, answerMs: ANSWER_MS });
  const { store, outbox } = house;
  const errands = createErrands({ store, outbox, clock: time, after: time.after, log: parts.log, handlers });
  const desk = await openDesk(house, listening);
  await errands.start();
  ends.push(desk.close, errands.stop);
  return {
    ...{ ...desk, errands, lines },
    /** Lets time pass, a second at a time, and at each step what follows from it come to its end. */
    async pass(ms: number) {
      await errands.settled();
      await time.advance(house.time.now.getTime() - time.now().getTime());
      await errands.settled();
      for (let passed = 0; passed < ms; passed += 1000) {
        await time.advance(1000);
        house.time.now = time.now();
        await errands.settled();
      }
    },
    waiting: () => house.db.selectFrom('errand').selectAll().where('kind', '=', 'webhook.ticket').execute(),
  };
}

/** Fails unless a library that is not ours takes it for the client's, at the time of these tests. */
function verify({ body, headers }: Brought, secret: string, house: SupportHouse): void {
  const at = headers['webhook-timestamp'] as string;
  expect(Math.abs(Number(at) * 1000 - house.time.now.getTime())).toBeLessThan(60_000);
  const signer = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
  const signature = signer.sign(String(headers['webhook-id']), new Date(Number(at) * 1000), body);
  expect(headers['webhook-signature']).toBe(signature);
}

const contract = createContract(apiDocument(null));

onBothEngines('a client that wants to be told', (open) => {
  afterEach(endAll);

  it('is told of each change, by whomever, signed, and as the document says', async () => {
    const house = await open();
    const { create, edit, pass, waiting } = await running(house);
    const { id } = (await create()).json;
    await edit(id, { title: 'Other words @U0000ADA', summary: 'More' });
    await pass(0);
    await house.drain();
    await house.emoji(Number(id.slice(2)), 'heavy_check_mark', ADA);
    await pass(1000);
    expect(shop.brought.map(({ told }) => told.data.changes.map(({ by, text }) => `${by}: ${text}`))).toEqual([
      ['ann@acme.example: changed the title to: Other words @U0000ADA', 'ann@acme.example: changed the summary'],
      [`${ADA}: is fixed`],
    ]);
    const [first, second] = shop.brought as [Brought, Brought];
    expect(second.id).not.toBe(first.id);
    expect(first.told).toMatchObject({
      ...{ type: 'ticket.changed', timestamp: '2026-11-23T10:00:00.000+01:00' },
      data: { ticket: { id, title: 'Other words @U0000ADA', creator: 'ann@acme.example', state: 'untriaged' } },
    });
    expect(second.told.data.ticket).toMatchObject({ state: 'fixed', assignee: ADA });
    expect(first.headers['content-type']).toBe('application/json');
    for (const brought of shop.brought) {
      verify(brought, SECRETS.shop, house);
      expect(contract.wrongInWebhook(brought.told)).toBeNull();
    }
    expect([bank.brought, await waiting()]).toEqual([[], []]);
  });

  it('can verify it with a secret in base64 too, and is told of its own tickets only', async () => {
    const house = await open();
    const { create, comment, pass } = await running(house);
    const { id } = (await create({}, { token: TOKENS.bank })).json;
    await house.raise();
    await comment(id, { text: 'Hello' }, { token: TOKENS.bank });
    await pass(0);
    expect(bank.texts()).toEqual(['Hello']);
    verify(bank.brought[0] as Brought, SECRETS.bank, house);
    expect(shop.brought).toEqual([]);
  });

  it.each<[string, Parameters<Listener['answerNext']>[0]]>([
    ['500', { status: 500 }],
    ['404', { status: 404 }],
    ['an address elsewhere', { status: 307, location: 'http://127.0.0.1:1/' }],
    ['nothing', 'hang'],
    ['by hanging up', 'cut'],
  ])('and answers %s is told again with the same id, and of what came after it in order', async (_what, answer) => {
    const house = await open();
    const { create, comment, pass, lines } = await running(house);
    const { id } = (await create()).json;
    const other = (await create()).json.id;
    shop.answerNext(answer, answer);
    await comment(id, { text: 'one' });
    await shop.until(() => shop.brought.length === 1, { what: 'the first' });
    await comment(id, { text: 'two' });
    await pass(1000);
    await comment(other, { text: 'of another' });
    await pass(10_000);
    expect(shop.texts().filter((text) => text !== 'of another')).toEqual(['one', 'one', 'one', 'two']);
    const ones = shop.brought.filter(({ told }) => told.data.changes[0]?.text === 'one');
    expect(new Set(ones.map(({ id: token }) => token)).size).toBe(1);
    for (const brought of shop.brought) verify(brought, SECRETS.shop, house);
    const [first, , last] = ones.map(({ headers }) => Number(headers['webhook-timestamp']));
    expect(last).toBeGreaterThan(first as number);
    expect(lines.map(({ msg }) => msg)).toContain('an errand could not be done; it is tried again');
    expect(JSON.stringify(lines)).not.toContain(SECRETS.shop);
    expect(JSON.stringify(lines)).not.toContain(shop.url);
  });

  it('is told for a day of what it does not take; then it is kept as refused, and told of what comes next', async () => {
    const house = await open();
    const { create, comment, pass, waiting } = await running(house);
    const { id } = (await create()).json;
    shop.answerNext(...Array.from({ length: 2 }, () => ({ status: 503 })));
    await comment(id, { text: 'one' });
    await pass(0);
    const created_at = new Date(house.time.now.getTime() - DAY_MS + 2000).toISOString();
    await house.db.updateTable('errand').set({ created_at }).execute();
    await pass(1000);
    expect(await waiting()).toMatchObject([{ refused: 0, attempts: 2 }]);
    shop.answerNext({ status: 503 });
    await pass(2000);
    expect(await waiting()).toMatchObject([
      { refused: 1, last_error: 'The webhook of the client shop answered 503. It was tried for a day.' },
    ]);
    await comment(id, { text: 'two' });
    await pass(0);
    expect(shop.texts()).toEqual(['one', 'one', 'one', 'two']);
  });

  it('is told no more of what it says is gone', async () => {
    const house = await open();
    const { create, comment, pass, waiting } = await running(house);
    const { id } = (await create()).json;
    shop.answerNext({ status: 410 });
    await comment(id, { text: 'one' });
    await pass(5000);
    expect(shop.texts()).toEqual(['one']);
    expect(await waiting()).toMatchObject([{ refused: 1, last_error: 'The webhook of the client shop answered 410.' }]);
  });

  it('and left the configuration meanwhile is told nothing', async () => {
    const house = await open();
    const { create, comment, pass, errands } = await running(house);
    const { id } = (await create()).json;
    await errands.stop();
    await comment(id, { text: 'one' });
    const later = await running(house, { clients: false });
    await later.pass(0);
    await pass(0);
    expect([shop.brought, await later.waiting()]).toEqual([[], []]);
  });

  it('is told what others raised under no circumstances', async () => {
    const house = await open();
    const { create, pass, waiting } = await running(house);
    const { id } = (await create({}, { token: TOKENS.bank })).json;
    const payload = { client: 'shop', ticket: Number(id.slice(2)), events: [1] };
    await house.outbox.commit(async (_trx, say) => say.errand({ kind: 'webhook.ticket', line: 'x', payload }));
    await pass(1000);
    expect([shop.brought, bank.brought, await waiting()]).toEqual([[], [], []]);
  });
});
