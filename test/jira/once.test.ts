import { expect, it } from 'vitest';
import { NotYet } from '../../src/errands/errand.ts';
import { onBothEngines } from '../support-desk/house.ts';
import { type Desk, withJira } from './desk.ts';

const CREATE = 'POST /rest/api/3/issue';

/** How many issues were asked for. */
const created = ({ jira }: Desk) => jira.calls.filter((call) => call === CREATE).length;

onBothEngines('one issue is made', (open) => {
  it.each([0, 20_000])('when the process dies before it is kept, and the search lags %i ms', async (indexMs) => {
    const desk = await withJira(open, { indexMs });
    const ref = await desk.alert();
    await desk.emoji(ref);
    expect(await desk.run({ dies: true })).toEqual(['done']);
    for (let waited = 0; waited < indexMs; waited += 10_000) {
      expect((await desk.run())[0]).toBeInstanceOf(NotYet);
      desk.house.pass(10_000);
    }
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(desk.jira.issues).toHaveLength(1);
    expect((await desk.subject(ref)).ticket).toBe(`${desk.jira.url}/browse/OPS-1`);
    expect((await desk.followed())[0]).toMatchObject({ issue_id: '10001' });
    await desk.stop();
  });

  it('when Jira’s answer is lost', async () => {
    const desk = await withJira(open);
    await desk.emoji(await desk.alert());
    desk.jira.fail(CREATE, { cut: true });
    expect(await desk.run()).toMatchObject([{ code: 'unreachable', retryable: true }]);
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(desk.jira.issues).toHaveLength(1);
    await desk.stop();
  });

  it('when Jira hangs and never did it: a minute later, when it would have come to light', async () => {
    const desk = await withJira(open);
    await desk.emoji(await desk.alert());
    desk.jira.fail(CREATE, { hang: true });
    expect(await desk.run({ ms: 200 })).toMatchObject([{ code: 'unreachable' }]);
    for (let waited = 0; waited < 60_000; waited += 10_000) {
      expect(await desk.run()).toMatchObject([{ ms: 10_000 }]);
      desk.house.pass(10_000);
    }
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(created(desk)).toBe(2);
    expect(desk.jira.issues).toHaveLength(1);
    await desk.stop();
  });

  it('when the key is named by hand meanwhile, none more', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref);
    desk.jira.fail(CREATE, { status: 503 });
    await desk.run();
    const { key } = desk.jira.make('by hand');
    const [kind] = desk.atWork.kinds;
    const change = { ref, details: { ticket: key }, by: 'U0000BOB', now: desk.house.time.now };
    await desk.house.outbox.commit(async (trx, say) => kind?.setDetails(trx, say, change));
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(desk.jira.issues).toHaveLength(1);
    await desk.stop();
  });

  it('though another installation made one with the same label', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    const other = desk.jira.make('of the staging bot');
    Object.assign(other.fields, { labels: [`watchbill-a-${ref}`] });
    Object.assign(other.properties, { watchbill: { marker: 'another errand' } });
    await desk.emoji(ref);
    await desk.run({ dies: true });
    expect(await desk.run()).toEqual(['done', 'done']);
    expect((await desk.subject(ref)).ticket).toBe(`${desk.jira.url}/browse/OPS-2`);
    expect(desk.jira.issues).toHaveLength(2);
    await desk.stop();
  });
});

onBothEngines('Jira, when it', (open) => {
  it('is down is tried again, at once when it surely did nothing', async () => {
    const desk = await withJira(open);
    await desk.emoji(await desk.alert());
    desk.jira.fail(CREATE, { status: 503 });
    expect(await desk.run()).toMatchObject([{ code: '503', retryable: true }]);
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(created(desk)).toBe(2);
    await desk.stop();
  });

  it('asks for patience gets as much as it asks for', async () => {
    const desk = await withJira(open);
    await desk.emoji(await desk.alert());
    desk.jira.fail(CREATE, { status: 429, headers: { 'retry-after': '7' } });
    const [patience] = await desk.run();
    expect(patience).toBeInstanceOf(NotYet);
    expect(patience).toMatchObject({ ms: 7000 });
    desk.jira.fail(CREATE, { status: 429 });
    expect(await desk.run()).toMatchObject([{ ms: 10_000 }]);
    expect(await desk.run()).toEqual(['done', 'done']);
    expect(desk.jira.issues).toHaveLength(1);
    await desk.stop();
  });

  it('is not there at all has done nothing', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref);
    await desk.stop();
    expect(await desk.run()).toMatchObject([{ code: 'unsent', retryable: true }]);
    expect(await desk.house.db.selectFrom('jira_attempt').selectAll().execute()).toEqual([
      { ref, tried_at: null, told: 0 },
    ]);
  });
});
