import { expect, it } from 'vitest';
import { lookAgain } from '../../src/jira/look.ts';
import { addDetails } from '../../src/triage/details.ts';
import { ADA, EVE } from '../incidents/house.ts';
import { onBothEngines } from '../support-desk/house.ts';
import { type Desk, withJira } from './desk.ts';

/** Something ticketed, of which the issue is made. */
async function made(desk: Desk, what: 'alert' | 'ticket'): Promise<{ ref: string; key: string }> {
  const ref = await desk[what]();
  await desk.emoji(ref);
  await desk.run();
  await desk.house.drain();
  return { ref, key: desk.jira.issues.at(-1)?.key ?? '' };
}

/** What somebody was told in direct messages, and what the thread was. */
async function told(desk: Desk, ref: string) {
  const { messageId } = await desk.subject(ref);
  const posts = (await desk.house.drain()).filter(({ kind }) => kind === 'post');
  return {
    thread: posts.filter(({ threadOf }) => threadOf === messageId).map(({ text }) => text),
    reporter: posts.filter(({ channel }) => channel === EVE).map(({ text }) => text.split('\n')[0]),
  };
}

onBothEngines('an issue that is done in Jira', (open) => {
  it('is told once in the thread of its alert, whose state stays', async () => {
    const desk = await withJira(open);
    const { ref, key } = await made(desk, 'alert');
    await desk.look();
    expect(await desk.thread(ref)).toEqual([]);
    desk.jira.move(key, 'Done');
    expect(await desk.look()).toEqual(['done']);
    const link = `<${desk.jira.url}/browse/${key}|${key}>`;
    expect(await desk.thread(ref)).toEqual([`✅ ${link} is done in Jira. <@${ADA}>, is this fixed? Then put ✔️ on it.`]);
    expect(await desk.subject(ref)).toMatchObject({ state: 'ticketed' });
    desk.house.pass(60_000);
    desk.jira.edit(key, 'Other words');
    desk.jira.move(key, 'Closed');
    await desk.look();
    expect(await desk.thread(ref)).toEqual([]);
    await desk.stop();
  });

  it('is told the reporter of its ticket in plain words, and whoever ticketed it is asked', async () => {
    const desk = await withJira(open);
    const { ref, key } = await made(desk, 'ticket');
    desk.jira.move(key, 'Done');
    await desk.look();
    const news = `✅ The engineers' task <${desk.jira.url}/browse/${key}|${key}> for ${ref} is done.`;
    expect(await told(desk, ref)).toEqual({
      thread: [`${news} <@${ADA}>, is it fixed? Then put ✔️ on the card.`],
      reporter: [`${news} <@${ADA}> tells you whether it is fixed.`],
    });
    const { id } = await desk.house.db.selectFrom('ticket').select('id').executeTakeFirstOrThrow();
    expect(await desk.house.ticket(id)).toMatchObject({ state: 'ticketed', closedAt: null });
    expect(await desk.house.history(id)).toContain(`Watchbill: the engineers' task ${key} is done`);
    await desk.stop();
  });

  it('asks nothing of a ticket that is closed', async () => {
    const desk = await withJira(open);
    const { ref, key } = await made(desk, 'ticket');
    await desk.emoji(ref, { emoji: 'white_check_mark' });
    await desk.house.drain();
    desk.jira.move(key, 'Done');
    await desk.look();
    const news = `✅ The engineers' task <${desk.jira.url}/browse/${key}|${key}> for ${ref} is done.`;
    expect(await told(desk, ref)).toEqual({ thread: [news], reporter: [news] });
    await desk.stop();
  });

  it('is told again only when it was reopened and done again, also where nobody saw it reopened', async () => {
    const desk = await withJira(open);
    const { ref, key } = await made(desk, 'alert');
    desk.jira.move(key, 'Done');
    await desk.look();
    expect(await desk.thread(ref)).toHaveLength(1);
    desk.jira.move(key, 'In Progress');
    await desk.look();
    expect(await desk.thread(ref)).toEqual([]);
    desk.jira.move(key, 'Done');
    await desk.look();
    expect(await desk.thread(ref)).toHaveLength(1);
    desk.house.pass(60_000);
    desk.jira.move(key, 'To Do');
    desk.house.pass(1000);
    desk.jira.move(key, 'Done');
    await desk.look();
    expect(await desk.thread(ref)).toHaveLength(1);
    await desk.stop();
  });

  it('is told everything that waits for it, in whatever project it is by then', async () => {
    const desk = await withJira(open);
    const { key } = desk.jira.make('Known to the team');
    const refs = [await desk.alert(), await desk.alert(), await desk.ticket()];
    for (const ref of refs) await addDetails({ ref, details: { ticket: key }, by: ADA }, desk.house.triage);
    await desk.run();
    await desk.look();
    await desk.house.drain();
    desk.jira.moveTo(key, 'WEB');
    desk.jira.move(key, 'Done');
    await desk.look();
    const said = (await desk.house.drain()).filter(({ threadOf }) => threadOf !== null);
    expect(said).toHaveLength(3);
    for (const { text } of said) expect(text).toContain(`|${key}> `);
    await desk.stop();
  });
});

onBothEngines('the look at Jira', (open) => {
  it('asks for nothing while nothing is followed', async () => {
    const desk = await withJira(open);
    expect(await desk.look()).toEqual([]);
    expect(desk.jira.calls).toEqual([]);
    await desk.stop();
  });

  it('is one of all replicas’, every two minutes, and waits for Jira where that is down', async () => {
    const desk = await withJira(open);
    await made(desk, 'alert');
    const { house } = desk;
    const waiting = async () => (await house.db.selectFrom('errand').selectAll().execute()).length;
    house.pass(120_000);
    await Promise.all([lookAgain(house), lookAgain(house)]);
    expect(await waiting()).toBe(1);
    desk.jira.fail('POST /rest/api/3/issue/bulkfetch', { status: 502 });
    expect(await desk.run()).toMatchObject([{ code: '502', retryable: true }]);
    desk.jira.fail('POST /rest/api/3/issue/bulkfetch', { status: 404 });
    expect(await desk.run()).toMatchObject([{ code: '404', retryable: true }]);
    house.pass(120_000);
    await lookAgain(house);
    expect(await waiting()).toBe(1);
    expect(await desk.run()).toEqual(['done']);
    house.pass(60_000);
    await lookAgain(house);
    expect(await waiting()).toBe(0);
    await desk.stop();
  });

  it('asks for a hundred at a time, and minds none that Jira does not show', async () => {
    const desk = await withJira(open);
    const { ref, key } = await made(desk, 'alert');
    const row = { issue_id: null, created_at: '2026-11-20T12:00:00.000Z', category_at: null, done_at: null };
    const others = Array.from({ length: 250 }, (_, index) => ({
      ...row,
      ref: `T-${index + 900}`,
      key: `GONE-${index + 1}`,
    }));
    await desk.house.db.insertInto('jira_issue').values(others).execute();
    desk.jira.move(key, 'Done');
    expect(await desk.look()).toEqual(['done', 'done', 'done']);
    expect(desk.jira.calls.filter((call) => call.endsWith('bulkfetch'))).toHaveLength(3);
    expect(await desk.thread(ref)).toHaveLength(1);
    await desk.stop();
  });
});
