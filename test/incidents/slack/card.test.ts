import { expect, it } from 'vitest';
import { edit } from '../../../src/incidents/edit.ts';
import { updateIncident } from '../../../src/incidents/incident-store.ts';
import { itemsOf } from '../../../src/incidents/items.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { ADA, onBothEngines } from '../house.ts';
import { stages } from './stage.ts';

onBothEngines('the card of an incident', (open) => {
  const stage = stages(open);
  /** An incident whose card is where everybody of the workspace sees it. */
  const carded = async (draft = {}, { isOver = false } = {}) => {
    const all = await stage({ incidents: { room: 'war' } });
    const { id } = await all.house.open(draft);
    if (isOver) await resolve({ id, by: ADA, text: '' }, all.house.parts);
    const card = await all.send('war');
    const press = (button: string, user = all.eve) => all.slack.click(user, card, button);
    /** Opens the form to edit, and waits for it. */
    const editing = async () => {
      await press('Edit');
      return all.formShows(/Related items|too long/);
    };
    return { ...all, id, press, editing };
  };

  it('gives roles to whoever takes them', async () => {
    const { house, slack, eve, dan, id, press } = await carded();
    await press('Be Scribe');
    await press('Take command', dan);
    await slack.until(async () => (await house.incident(id)).roles.ic === dan, { what: 'command' });
    expect((await house.incident(id)).roles).toEqual({ ic: dan, scribe: eve, communications: null });
  });

  it('tells whoever has a role already so', async () => {
    const { house, slack, eve, id, press, shown } = await carded();
    await press('Be Scribe');
    await slack.until(async () => (await house.incident(id)).roles.scribe === eve, { what: 'the scribe' });
    await press('Be Scribe');
    const whisper = await slack.until(() => slack.ephemerals(eve)[0], { what: 'an answer' });
    expect(shown(whisper)).toMatch(/^You are Scribe of INC-\d+ already\.$/);
  });

  it('opens what is resolved again', async () => {
    const { house, slack, id, press } = await carded({}, { isOver: true });
    await press('Reopen');
    await slack.until(async () => (await house.incident(id)).state === 'open', { what: 'the incident open' });
  });

  it('has a form to edit title, impact, summary and related items in one go', async () => {
    const items = [{ title: 'Dashboard', url: 'https://graphs.example/1' }];
    const { house, slack, eve, id, editing } = await carded({ summary: 'Nobody can pay', items });
    const view = await editing();
    expect(slack.renderView(view)).toMatch(/Checkout is down.*2 · High.*Nobody can pay.*Dashboard https:\/\/graphs/s);
    const wanted = 'Dashboard https://graphs.example/1\nhttps://trace.example/x\nRun book  https://git.example/rb';
    const values = { Title: 'Nobody can pay', Impact: '1', Summary: 'Since *noon*', 'Related items': wanted };
    expect(await slack.submit(eve, view.id, values)).toMatchObject({ error: null });
    expect(await house.incident(id)).toMatchObject({ title: 'Nobody can pay', impact: 1, summary: 'Since *noon*' });
    expect(await itemsOf(house.db, id)).toEqual([
      ...items,
      { title: 'https://trace.example/x', url: 'https://trace.example/x' },
      { title: 'Run book', url: 'https://git.example/rb' },
    ]);
  });

  it('keeps a related item that is no web address, and takes it away when its line is', async () => {
    const arn = { title: 'Bucket', url: 'arn:aws:s3:::bucket' };
    const { house, slack, eve, id, editing } = await carded({ items: [arn] });
    const added = 'Bucket arn:aws:s3:::bucket\nTrace https://trace.example/x';
    expect(await slack.submit(eve, (await editing()).id, { 'Related items': added })).toMatchObject({ error: null });
    const trace = { title: 'Trace', url: 'https://trace.example/x' };
    expect(await itemsOf(house.db, id)).toEqual([arn, trace]);
    await slack.submit(eve, (await editing()).id, { 'Related items': 'Trace https://trace.example/x' });
    expect(await itemsOf(house.db, id)).toEqual([trace]);
  });

  it('calls a related item otherwise, and tells those who follow', async () => {
    const items = [
      { title: 'Dashboard', url: 'https://graphs.example/1' },
      { title: 'Trace', url: 'https://trace.example/x' },
    ];
    const { house, slack, eve, id, editing } = await carded({ items, by: ADA });
    await house.drain();
    const renamed = 'Board of orders https://graphs.example/1\nTrace https://trace.example/x';
    await slack.submit(eve, (await editing()).id, { 'Related items': renamed });
    expect(await itemsOf(house.db, id)).toEqual([
      items[1],
      { title: 'Board of orders', url: 'https://graphs.example/1' },
    ]);
    const told = (await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === ADA);
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringMatching(/took the link Dashboard away; added the link Board of orders \(https:/),
    ]);
  });

  it('changes nothing but what was changed in the form, whatever others changed meanwhile', async () => {
    const items = [{ title: 'Dashboard', url: 'https://graphs.example/1' }];
    const { house, slack, eve, id, editing, parts } = await carded({ summary: 'Nobody can pay', items });
    const view = await editing();
    const newer = { title: 'Checkout is slow', impact: 4 as const, summary: 'Some can pay' };
    const added = { title: 'Trace', url: 'https://trace.example/x' };
    await edit({ id, by: ADA, ...newer, items: [...items, added] }, parts);
    await slack.submit(eve, view.id, { Summary: 'All can pay', 'Related items': '' });
    expect(await house.incident(id)).toMatchObject({ ...newer, summary: 'All can pay' });
    expect(await itemsOf(house.db, id)).toEqual([added]);
  });

  it('keeps the form, and says what is wrong, when a related item has no address or the title is gone', async () => {
    const { slack, eve, editing, house, id } = await carded();
    const view = await editing();
    const items = 'Dashboard https://graphs.example/1\nask Ada';
    expect(await slack.submit(eve, view.id, { 'Related items': items })).toMatchObject({
      errors: { items: expect.stringMatching(/^Line 2 does not end in a web address/) },
    });
    const noTitle = await slack.submit(eve, view.id, { Title: ' ', 'Related items': '' });
    expect(noTitle).toMatchObject({ response_action: 'push' });
    expect((await house.incident(id)).title).toBe('Checkout is down');
  });

  it('leaves out of the form, and as it is, what is longer than a field of Slack', async () => {
    const { house, slack, eve, id, editing } = await carded();
    const summary = 'long '.repeat(1000);
    await house.outbox.commit((trx) => updateIncident(trx, id, { summary }));
    const view = await editing();
    expect(slack.renderView(view)).toContain('The summary is too long for this form');
    await slack.submit(eve, view.id, { Title: 'Checkout is slow' });
    expect(await house.incident(id)).toMatchObject({ title: 'Checkout is slow', summary });
  });
});
