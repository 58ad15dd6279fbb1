import { expect, it } from 'vitest';
import { type HttpServer, MAX_BODY_BYTES, serve } from '../../src/http/server.ts';
import { logLines } from '../sources/log-lines.ts';
import { type Open, onBothEngines } from '../support-desk/house.ts';
import { type Desk, SECRET, withJira } from './desk.ts';

type Hooked = Desk & { server: HttpServer; ref: string; key: string; settle(): Promise<void> };

/** A bot that hears of Jira, with an alert of which the issue is made. */
async function hooked(open: Open): Promise<Hooked> {
  const desk = await withJira(open);
  const server = await serve(desk.atWork.routes, { port: 0, log: logLines().log });
  desk.jira.hooks.set(`http://127.0.0.1:${server.port}/webhooks/jira`, SECRET);
  const ref = await desk.alert();
  await desk.emoji(ref);
  await desk.run();
  await desk.jira.hooks.settled();
  await desk.house.drain();
  const stop = async () => {
    await desk.stop();
    await server.stop();
  };
  /** A second passes, and what was told in it arrives. */
  const settle = async () => {
    await desk.jira.hooks.settled();
    desk.house.pass(1000);
  };
  return { ...desk, stop, server, ref, key: desk.jira.issues[0]?.key ?? '', settle };
}

const statuses = ({ jira }: Desk) => jira.hooks.deliveries.map(({ event, status }) => [event, status]);

onBothEngines('what Jira tells by its webhook', (open) => {
  it('is told once in the thread when an issue is done, however often and in whatever order it comes', async () => {
    const desk = await hooked(open);
    const { jira, key, ref } = desk;
    for (const status of ['In Progress', 'Done', 'Closed'] as const) {
      jira.move(key, status);
      await desk.settle();
    }
    expect(await desk.thread(ref)).toEqual([expect.stringContaining(`|${key}> is done in Jira.`)]);
    jira.move(key, 'To Do');
    await desk.settle();
    await jira.hooks.redeliver({ all: true });
    expect(await desk.thread(ref)).toEqual([]);
    expect((await desk.followed())[0]?.done_at).toBeNull();
    jira.move(key, 'Done');
    await desk.settle();
    expect(await desk.thread(ref)).toHaveLength(1);
    expect(await desk.look()).toEqual(['done']);
    expect(await desk.thread(ref)).toEqual([]);
    expect(new Set(statuses(desk).map(([, status]) => status))).toEqual(new Set([200]));
    await desk.stop();
  });

  it('of what the bot did itself changes nothing, and who that is was asked for once', async () => {
    const desk = await hooked(open);
    const { jira, key, ref, house } = desk;
    const before = await desk.followed();
    jira.move(key, 'Done', jira.accountId);
    await desk.settle();
    jira.move(key, 'In Progress', jira.accountId);
    await desk.settle();
    expect(await desk.thread(ref)).toEqual([]);
    expect(await desk.followed()).toEqual(before);
    expect(jira.calls.filter((call) => call.endsWith('/myself'))).toHaveLength(1);
    const kept = house.db.selectFrom('setting').select('value').where('name', 'like', 'jira_account%');
    expect(await kept.execute()).toEqual([{ value: jira.accountId }]);
    jira.move(key, 'Done');
    await desk.settle();
    expect(await desk.thread(ref)).toHaveLength(1);
    await desk.stop();
  });

  it('of people counts also while Jira does not tell who we are', async () => {
    const desk = await hooked(open);
    desk.jira.fail('GET /rest/api/3/myself', { status: 503 });
    desk.jira.move(desk.key, 'Done');
    await desk.settle();
    expect(await desk.thread(desk.ref)).toHaveLength(1);
    await desk.stop();
  });

  it('of issues that nothing waits for, and of other things, is taken and forgotten', async () => {
    const desk = await hooked(open);
    const { key } = desk.jira.make('something else');
    desk.jira.move(key, 'Done');
    desk.jira.edit(desk.key, 'Other words');
    await desk.settle();
    const comment = JSON.stringify({ timestamp: 1, webhookEvent: 'comment_created', comment: { id: '1' } });
    expect((await post(desk, comment)).status).toBe(200);
    expect(await desk.thread(desk.ref)).toEqual([]);
    expect(new Set(statuses(desk).map(([, status]) => status))).toEqual(new Set([200]));
    await desk.stop();
  });

  it('of an issue that was deleted ends its being followed', async () => {
    const desk = await hooked(open);
    desk.jira.remove(desk.key);
    await desk.settle();
    expect(await desk.followed()).toEqual([]);
    expect(await desk.thread(desk.ref)).toEqual([]);
    await desk.stop();
  });

  it('is asked for again with 503 when it could not be stored', async () => {
    const desk = await hooked(open);
    await desk.house.db.schema.alterTable('jira_issue').renameTo('jira_issue_away').execute();
    desk.jira.move(desk.key, 'Done');
    await desk.settle();
    expect(statuses(desk).at(-1)).toEqual(['jira:issue_updated', 503]);
    await desk.house.db.schema.alterTable('jira_issue_away').renameTo('jira_issue').execute();
    await desk.jira.hooks.redeliver();
    expect(statuses(desk).at(-1)).toEqual(['jira:issue_updated', 200]);
    expect(await desk.thread(desk.ref)).toHaveLength(1);
    await desk.stop();
  });
});

async function post({ server, jira }: Hooked, body: string, signature?: string | null): Promise<Response> {
  const { createHmac } = await import('node:crypto');
  const signed = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
  const headers: Record<string, string> = signature === null ? {} : { 'x-hub-signature': signature ?? signed };
  if (jira.url === '') throw new Error('there is no Jira');
  return fetch(`http://127.0.0.1:${server.port}/webhooks/jira`, { method: 'POST', headers, body });
}

onBothEngines('the webhook', (open) => {
  it('answers 413, 401 and 400 to what it cannot trust or read, in this order, and changes nothing', async () => {
    const desk = await hooked(open);
    const { jira, key, ref } = desk;
    jira.hooks.set('http://127.0.0.1:1/nowhere', SECRET);
    jira.move(key, 'Done');
    await desk.settle();
    const body = jira.hooks.deliveries.at(-1)?.body ?? '';
    expect((await post(desk, 'x'.repeat(MAX_BODY_BYTES + 1), null)).status).toBe(413);
    for (const wrong of [
      null,
      '',
      'sha256=',
      `sha256=${'0'.repeat(64)}`,
      'sha1=00',
      `sha256=${'é'.repeat(64)}`.slice(0, 7),
    ])
      expect((await post(desk, body, wrong)).status).toBe(401);
    expect((await post(desk, 'no JSON', null)).status).toBe(401);
    for (const unread of ['no JSON', '[]', '{}', '{"webhookEvent":1}', 'null'])
      expect((await post(desk, unread)).status).toBe(400);
    expect(await desk.thread(ref)).toEqual([]);
    expect((await post(desk, body)).status).toBe(200);
    expect(await desk.thread(ref)).toHaveLength(1);
    await desk.stop();
  });

  it('takes no body that was changed on its way', async () => {
    const desk = await hooked(open);
    desk.jira.move(desk.key, 'In Progress');
    await desk.settle();
    const { body = '' } = desk.jira.hooks.deliveries.at(-1) ?? {};
    const { createHmac } = await import('node:crypto');
    const signature = `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;
    expect((await post(desk, `${body} `, signature)).status).toBe(401);
    expect((await post(desk, body, signature.toUpperCase().replace('SHA256', 'sha256'))).status).toBe(200);
    await desk.stop();
  });
});
