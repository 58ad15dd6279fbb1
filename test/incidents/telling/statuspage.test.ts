import { expect, it } from 'vitest';
import { NotYet } from '../../../src/errands/errand.ts';
import { StatuspageError } from '../../../src/errors.ts';
import { changeIncident } from '../../../src/incidents/change.ts';
import type { Incident } from '../../../src/incidents/incident.ts';
import { findIncident } from '../../../src/incidents/incident-store.ts';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { mitigate } from '../../../src/incidents/runbook/mitigate.ts';
import { createStatuspage } from '../../../src/incidents/telling/statuspage-api.ts';
import { statuspageHandlers } from '../../../src/incidents/telling/statuspage-handlers.ts';
import { update } from '../../../src/incidents/telling/update.ts';
import { ADA, BOB, CLEO, type Open, onBothEngines } from '../house.ts';
import { told, withStatuspage } from './told-customers.ts';

/** A world to say things in, as Ada. */
async function opened(open: Open) {
  const world = await withStatuspage(open);
  const { id } = world.incident;
  const say = (text: string) => update({ id, by: ADA, text }, world.house.parts);
  return { ...world, id, say };
}

onBothEngines('customers on Statuspage', (open) => {
  it('are told of an incident by its first update, of each update, and of the end', async () => {
    const { page, house, id, say, run } = await opened(open);
    expect(await run()).toEqual([]);
    await say('We look into it.');
    expect(await run()).toEqual(['done']);
    expect(page.incidents[0]).toMatchObject({
      name: 'Checkout is down',
      status: 'investigating',
      impact_override: 'major',
    });
    await mitigate({ id, by: ADA }, house.parts);
    await say('It works again, slowly.');
    await resolve({ id, by: ADA, text: 'Rolled back the broken release' }, house.parts);
    expect(await run()).toEqual(['done', 'done']);
    expect(told(page)).toEqual({
      updates: [
        [
          'investigating: We look into it.',
          'monitoring: It works again, slowly.',
          'resolved: This incident is resolved.',
        ],
      ],
      mails: 3,
    });
    await page.stop();
  });

  it('who were told nothing are not told of the end, nor of anything but updates', async () => {
    const { page, house, id, say, run } = await opened(open);
    await mitigate({ id, by: ADA }, house.parts);
    await resolve({ id, by: ADA, text: '' }, house.parts);
    await reopen({ id, by: ADA }, house.parts);
    expect(await run()).toEqual([]);
    await say('It is back.');
    await mitigate({ id, by: ADA }, house.parts);
    expect(await run()).toEqual(['done']);
    expect(told(page).updates).toEqual([['investigating: It is back.']]);
    await page.stop();
  });

  it('are told of an end that was made in AWS', async () => {
    const { page, house, id, say, run } = await opened(open);
    await say('We look into it.');
    await house.outbox.commit(async (trx, spoken) => {
      const incident = (await findIncident(trx, id)) as Incident;
      const change = { set: { state: 'resolved' }, isFromAws: true };
      await changeIncident(trx, spoken, { incident, change }, house.parts);
    });
    await run();
    expect(page.incidents[0]?.status).toBe('resolved');
    await page.stop();
  });

  it('are mailed once for each update, whenever the process dies', async () => {
    const { page, house, id, say, run } = await opened(open);
    for (const text of ['first', 'second']) {
      await say(text);
      await run({ dies: true });
      expect(await run()).toEqual(['done']);
    }
    await resolve({ id, by: ADA, text: '' }, house.parts);
    await run({ dies: true });
    expect(await run()).toEqual(['done']);
    expect(told(page).mails).toBe(3);
    expect(page.incidents).toHaveLength(1);
    await page.stop();
  });

  it('are mailed once when the answer to a call is lost, or never comes', async () => {
    const { page, say, run } = await opened(open);
    await say('first');
    page.fail('POST', { cut: true });
    expect(await run()).toMatchObject([{ code: 'unreachable', retryable: true }]);
    expect(await run()).toEqual(['done']);
    await say('second');
    page.fail('PATCH', { cut: true });
    expect(await run()).toMatchObject([{ code: 'unreachable', retryable: true }]);
    page.fail('GET', { hang: true });
    expect(await run({ ms: 200 })).toMatchObject([{ retryable: true }]);
    expect(await run()).toEqual(['done']);
    expect(told(page)).toEqual({ updates: [['investigating: first', 'investigating: second']], mails: 2 });
    await page.stop();
  });

  it('are told in order, though Statuspage asks for patience or fails', async () => {
    const { page, say, run } = await opened(open);
    for (const text of ['first', 'second']) await say(text);
    page.fail('GET', { status: 420 });
    page.fail('GET', { status: 429 });
    page.fail('POST', { status: 503 });
    for (const _ of [420, 429]) expect((await run())[0]).toBeInstanceOf(NotYet);
    expect(await run()).toMatchObject([{ code: '503', retryable: true }]);
    expect(await run()).toEqual(['done', 'done']);
    expect(told(page).updates).toEqual([['investigating: first', 'investigating: second']]);
    await page.stop();
  });

  it('read names, and nobody’s id', async () => {
    const { page, house, say, run } = await opened(open);
    const known = { id: BOB, is_bot: 0, name: 'Bob', fetched_at: house.time.now.toISOString() };
    await house.db.insertInto('slack_user').values(known).execute();
    await say(`<@${BOB}> & <@${CLEO}> are on it`);
    await run();
    expect(told(page).updates).toEqual([['investigating: Bob & a colleague are on it']]);
    await page.stop();
  });

  it('are told anew of an incident that somebody deleted there, but not that it is over', async () => {
    const { page, house, id, say, run } = await opened(open);
    await say('first');
    await run();
    page.incidents.length = 0;
    await say('second');
    expect(await run()).toEqual(['done']);
    expect(told(page).updates).toEqual([['investigating: second']]);
    page.incidents.length = 0;
    await resolve({ id, by: ADA, text: '' }, house.parts);
    expect(await run()).toEqual(['done']);
    expect(page.incidents).toEqual([]);
    await page.stop();
  });

  it('hear nothing where no page is configured', async () => {
    const house = await open();
    const { id } = await house.open();
    await house.errands();
    await update({ id, by: ADA, text: 'We look into it.' }, house.parts);
    expect((await house.errands()).filter(({ kind }) => kind.startsWith('statuspage'))).toEqual([]);
  });
});

onBothEngines('what Statuspage refuses', (open) => {
  it('is tried until the key is mended', async () => {
    const { page, say, run, runAs } = await opened(open);
    await say('first');
    const [error] = await runAs('wrong')();
    expect(error).toBeInstanceOf(StatuspageError);
    expect(error).toMatchObject({
      ...{ code: '401', retryable: true },
      message: `Statuspage refuses the key: set STATUSPAGE_TOKEN to one for the page ${page.pageId}.`,
    });
    expect(await run()).toEqual(['done']);
    await page.stop();
  });

  it('is tried until the page is corrected', async () => {
    const { page, house, say } = await opened(open);
    await say('first');
    const statuspage = createStatuspage({ token: page.key, apiUrl: page.apiUrl, pageId: 'nosuchpage' });
    await expect(statuspage.unresolved(AbortSignal.timeout(5000))).rejects.toMatchObject({
      code: '404',
      retryable: true,
    });
    expect(await house.errands()).toHaveLength(1);
    await page.stop();
  });

  it('for good is told in the room', async () => {
    const { page, house, incident, say } = await opened(open);
    await say('first');
    page.fail('POST', { status: 422 });
    const statuspage = createStatuspage({ token: page.key, apiUrl: page.apiUrl, pageId: page.pageId });
    const handler = statuspageHandlers({ db: house.db, statuspage })['statuspage.tell'];
    const row = await house.db.selectFrom('errand').selectAll().executeTakeFirstOrThrow();
    const errand = { ...row, payload: JSON.parse(row.payload) as unknown, since: new Date(row.created_at) };
    const error = await handler?.run(errand, AbortSignal.timeout(5000)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: '422',
      retryable: false,
      message: 'Statuspage answered 422: {"error":"asked to"}',
    });
    await house.drain();
    const refused = handler?.refused?.(errand, '<!channel> no');
    await house.outbox.commit(async (trx, spoken) => refused?.(trx, spoken));
    expect(await house.drain()).toMatchObject([
      { channel: incident.room, text: ':warning: Customers were not told on Statuspage: &lt;!channel&gt; no' },
    ]);
    await page.stop();
  });
});
