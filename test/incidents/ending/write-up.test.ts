import { expect, it } from 'vitest';
import { onEnding } from '../../../src/incidents/ending/slack.ts';
import { writeUp } from '../../../src/incidents/ending/write-up.ts';
import { note } from '../../../src/incidents/note.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { mitigate } from '../../../src/incidents/runbook/mitigate.ts';
import { fires } from '../../alerts/event.ts';
import { ADA, BOB, EVE, type House, onBothEngines, type Said } from '../house.ts';
import { toldIn } from '../paging/pagers.ts';
import { createDesk, typed } from '../telling/desk.ts';

type Shared = { name: string; title: string; comment: string; bytes: string };

/** The files that were shared: where, and what is in them. */
const files = (said: readonly Said[]) =>
  said
    .filter(({ kind }) => kind === 'file')
    .map(({ channel, threadOf, blocks }) => {
      const { name, comment, bytes } = JSON.parse(blocks) as Shared;
      return { channel, threadOf, name, comment, page: Buffer.from(bytes, 'base64').toString() };
    });

async function known(house: House, id: string, name: string): Promise<void> {
  const row = { id, name, is_bot: 0, fetched_at: house.time.now.toISOString() };
  await house.db.insertInto('slack_user').values(row).execute();
}

const nothing = { wentWell: '', wentBadly: '', actions: '' };

onBothEngines('the write-up of an incident', (open) => {
  it('is a page of all that is known, shared in its room and below its message in #war', async () => {
    const house = await open();
    await known(house, ADA, 'Ada');
    await known(house, BOB, 'Bob');
    await house.tell(fires(0, { url: 'https://console.example.com/cpu' }));
    const alert = await house.db.selectFrom('alert').select('id').executeTakeFirstOrThrow();
    const { id } = await house.open({ alerts: [alert.id] });
    const { room, warId, name } = await house.makeRoom({ id });
    house.pass(5 * 60_000);
    await note({ id, by: BOB, text: `Asked <@${ADA}>` }, house.parts);
    await mitigate({ id, by: ADA }, house.parts);
    house.pass(60_000);
    await resolve({ id, by: ADA, text: 'Rolled back' }, house.parts);
    await house.drain();
    const learned = {
      wentWell: 'The alarm came early',
      wentBadly: 'Nobody knew how',
      actions: `Alarm on it <@${BOB}>`,
    };
    await writeUp({ id, by: EVE, ...learned }, house.parts);
    const said = await house.drain();
    const shared = files(said);
    expect(shared.map(({ channel, threadOf }) => [channel, threadOf])).toEqual([
      ['war', warId],
      [room, null],
    ]);
    for (const { name: file, comment } of shared) {
      expect([file, comment]).toEqual([`${name}.md`, `📄 <@${EVE}> wrote ${name} up.`]);
    }
    const page = shared[0]?.page ?? '';
    for (const part of [
      `# ${name}: Checkout is down`,
      '**Resolved:** 2026-11-23 10:06 by Ada',
      '**To mitigate:** 5 min',
      '**To resolve:** 6 min',
      '**IC:** Ada, from 2026-11-23 10:00',
      '[cpu-high](<https://',
      '2026-11-23 10:05 · note · Bob · Asked Ada',
      '- The alarm came early',
      '- Nobody knew how',
      '- [ ] Alarm on it (Bob)',
    ]) {
      expect(page).toContain(part);
    }
    expect(await house.timeline(id)).toContain(`${EVE}: wrote it up`);
    expect(toldIn(said, EVE)).toEqual([]);
  });

  it('is shared once where all is talked over in #war, and not in a channel that is archived', async () => {
    const house = await open({ incidents: { room: 'war' } });
    const { id, warId } = await house.open();
    await house.drain();
    await writeUp({ id, by: ADA, ...nothing }, house.parts);
    expect(files(await house.drain()).map(({ channel, threadOf }) => [channel, threadOf])).toEqual([['war', warId]]);
    const other = await open();
    const { id: archived } = await other.open();
    await other.makeRoom({ id: archived });
    await other.db.updateTable('incident').set({ archived_at: other.time.now.toISOString() }).execute();
    await other.drain();
    await writeUp({ id: archived, by: ADA, ...nothing }, other.parts);
    expect(files(await other.drain()).map(({ channel }) => channel)).toEqual(['war']);
  });

  it('is written again, from what was typed before', async () => {
    const house = await open();
    const { id, name } = await house.open();
    const desk = createDesk(house, onEnding);
    await desk.press('incident.write_up', String(id), ADA);
    const [skeleton, form] = desk.views;
    expect(skeleton?.title.text).toBe(`Write up ${name}`);
    expect(skeleton?.submit).toBeUndefined();
    expect(JSON.stringify(form)).not.toContain('initial_value');
    if (!form) throw new Error('no form was opened');
    const learned = { wentWell: 'The alarm', wentBadly: 'The wait', actions: 'Wait less @ada' };
    expect(await desk.submit(form, typed(learned), ADA)).toEqual([]);
    expect(files(await house.drain())[0]?.page).toContain('- [ ] Wait less (ada)');

    await desk.press('incident.write_up', String(id), BOB);
    const again = JSON.stringify(desk.views.at(-1));
    for (const text of Object.values(learned)) expect(again).toContain(`"initial_value":"${text}"`);
    await writeUp({ id, by: BOB, ...learned, wentWell: 'The alarm, and Bob' }, house.parts);
    expect(files(await house.drain())[0]?.page).toContain('- The alarm, and Bob');
  });

  it('is shared once however often its form comes', async () => {
    const house = await open();
    const { id } = await house.open();
    const desk = createDesk(house, onEnding);
    await desk.press('incident.write_up', String(id), ADA);
    const form = desk.views.at(-1);
    if (!form) throw new Error('no form was opened');
    await house.drain();
    const learned = { wentWell: 'The alarm', wentBadly: '', actions: '' };
    for (const wentWell of ['The alarm', 'The alarm', 'The alarm, and Bob']) {
      expect(await desk.submit(form, typed({ ...learned, wentWell }), ADA, 'V1')).toEqual([]);
    }
    expect(files(await house.drain()).map(({ page }) => page.includes('and Bob'))).toEqual([false, true]);
    await desk.submit(form, typed({ ...learned, wentWell: 'The alarm, and Bob' }), ADA, 'V2');
    expect(files(await house.drain())).toHaveLength(1);
  });

  it('pings nobody by what is typed', async () => {
    const house = await open();
    const { id } = await house.open({ title: '<!channel>' });
    await house.drain();
    await writeUp({ id, by: ADA, wentWell: '<!here>', wentBadly: '', actions: '<!channel> @here' }, house.parts);
    const said = await house.drain();
    expect(said.filter(({ text, blocks }) => /<!(?:channel|here)/.test(text + blocks))).toEqual([]);
  });
});
