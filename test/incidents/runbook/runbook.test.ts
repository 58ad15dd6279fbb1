import { expect, it } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks.ts';
import { reopen, resolve } from '../../../src/incidents/resolve.ts';
import { mitigate } from '../../../src/incidents/runbook/mitigate.ts';
import { tick } from '../../../src/incidents/runbook/tick.ts';
import { timelineOf } from '../../../src/incidents/timeline.ts';
import { ADA, BOB, CLEO, EVE, type House, MONDAY, onBothEngines, type Said } from '../house.ts';
import { begun, buttonsOf, show, stepAt } from './begun.ts';

const titles = (said: readonly Said[]) => said.map(({ kind, text }) => `${kind} ${text}`);
/** What was newly shown of the runbook. */
const shownAnew = (said: readonly Said[]) =>
  said.filter(({ kind, text }) => kind === 'rewrite' && text.includes(' done'));
const mitigations = async (house: House, id: number) =>
  (await timelineOf(house.db, id)).filter(({ kind }) => kind === 'mitigated').length;

onBothEngines('the runbook', (open) => {
  it('is the playbook as a checklist in the room, a message a section, with what helps beside the steps', async () => {
    const { incident, said } = await begun(open);
    expect(said.map(({ channel, threadOf }) => [channel, threadOf])).toEqual(Array(3).fill([incident.room, null]));
    expect(titles(said)).toEqual([
      `post *Triage* · ${incident.name} · 0 of 2 done`,
      `post *Mitigation* · ${incident.name} · 0 of 2 done`,
      `post *Recovery* · ${incident.name} · the playbook has no steps for it`,
    ]);
    expect(said.map(buttonsOf)).toEqual([
      ['Done', 'Done'],
      ['Done', 'Done', 'Mitigated', 'Call the secondary'],
      ['Tell customers', 'Write it up'],
    ]);
    expect(said[0]?.blocks).toContain('◻️ 1. Look at the graphs');
  });

  it('is one that Slack takes, and pings nobody whatever a playbook says', async () => {
    for (const plan of ['shop', 'empty', 'hostile', null]) {
      const { said } = await begun(open, {}, plan);
      for (const { blocks } of said) {
        expect(checkBlocks(JSON.parse(blocks), { surface: 'message', files: new Map() })).toEqual([]);
        expect(blocks).not.toMatch(/<[!@](?!date)/);
      }
    }
  });

  it('waits for the room, and is posted once', async () => {
    const { house, incident, said } = await begun(open);
    await show(house, incident);
    expect((await house.drain()).map(({ kind, messageId }) => [kind, messageId])).toEqual(
      said.map(({ messageId }) => ['rewrite', messageId]),
    );
    const { id } = await house.open({ plan: 'shop' });
    await house.drain();
    await show(house, { id });
    expect(await house.drain()).toEqual([]);
  });

  it('is in the thread of the message in #war where all is talked over there, from the beginning', async () => {
    const house = await open({ incidents: { room: 'war' } });
    const { warId } = await house.open();
    const said = (await house.drain()).filter(({ text }) => text.includes('*Runbook'));
    expect(said).toMatchObject([{ kind: 'post', channel: 'war', threadOf: warId }]);
  });

  it('says who ticked what and when, in its place, and leaves the other sections alone', async () => {
    const { house, incident, said } = await begun(open);
    const { id: step } = await stepAt(house, incident, 'Triage', 2);
    await tick({ id: incident.id, by: BOB, step, done: true }, house.parts);
    const [ticked, ...others] = shownAnew(await house.drain());
    expect(others).toEqual([]);
    expect(ticked).toMatchObject({ messageId: said[0]?.messageId, channel: incident.room });
    expect(ticked?.text).toContain('1 of 2 done');
    expect(ticked?.blocks).toContain(`✅ 2. Call the shop\\n_<@${BOB}>, <!date^${MONDAY.getTime() / 1000}^`);
    expect(buttonsOf(ticked as Said)).toEqual(['Done', 'Undo']);
    expect((await house.timeline(incident.id)).at(-1)).toBe(`${BOB}: did Triage 2: Call the shop`);
  });

  it('lets a tick be taken back, and remembers both', async () => {
    const { house, incident } = await begun(open);
    const { id: step } = await stepAt(house, incident, 'Triage', 1);
    await tick({ id: incident.id, by: BOB, step, done: true }, house.parts);
    await tick({ id: incident.id, by: ADA, step, done: false }, house.parts);
    expect((await stepAt(house, incident, 'Triage', 1)).done).toBe(null);
    expect((await house.timeline(incident.id)).slice(-2)).toEqual([
      `${BOB}: did Triage 1: Look at the graphs`,
      `${ADA}: took back Triage 1: Look at the graphs`,
    ]);
  });

  it('counts the first who ticks a step; a second one changes nothing', async () => {
    const { house, incident } = await begun(open);
    const { id: step } = await stepAt(house, incident, 'Triage', 1);
    const press = (by: string) => tick({ id: incident.id, by, step, done: true }, house.parts);
    await Promise.all([press(BOB), press(CLEO)]);
    const lines = (await house.timeline(incident.id)).filter((line) => line.includes('did Triage 1'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toBe(`${(await stepAt(house, incident, 'Triage', 1)).done?.by}: did Triage 1: Look at the graphs`);
  });

  it('knows only steps of its own incident', async () => {
    const { house, incident } = await begun(open);
    const other = await house.open({ plan: 'shop' });
    const { id: step } = await stepAt(house, other, 'Triage', 1);
    const outcome = await tick({ id: incident.id, by: BOB, step, done: true }, house.parts);
    expect(outcome).toEqual({ problem: `${incident.name} has no such step.` });
    expect((await stepAt(house, other, 'Triage', 1)).done).toBe(null);
  });

  it('goes on after the incident is resolved: recovery takes its time', async () => {
    const { house, incident } = await begun(open);
    await resolve({ id: incident.id, by: ADA, text: '' }, house.parts);
    const { id: step } = await stepAt(house, incident, 'Triage', 1);
    await tick({ id: incident.id, by: ADA, step, done: true }, house.parts);
    expect((await stepAt(house, incident, 'Triage', 1)).done?.by).toBe(ADA);
  });
});

onBothEngines('mitigation', (open) => {
  it('is when the last step of Mitigation is ticked, once, and everybody is told', async () => {
    const { house, incident, said } = await begun(open);
    const { id } = incident;
    const first = await stepAt(house, incident, 'Mitigation', 1);
    const last = await stepAt(house, incident, 'Mitigation', 2);
    await tick({ id, by: BOB, step: first.id, done: true }, house.parts);
    expect(await mitigations(house, id)).toBe(0);
    await house.drain();
    await tick({ id, by: BOB, step: last.id, done: true }, house.parts);
    expect((await house.timeline(id)).slice(-2)).toEqual([
      `${BOB}: did Mitigation 2: Scale out`,
      `${BOB}: mitigated it`,
    ]);
    const told = await house.drain();
    const words = `🛟 ${incident.name} is mitigated, says <@${BOB}>.`;
    expect(told.filter(({ text }) => text === words).map(({ channel }) => channel)).toEqual([incident.room, EVE]);
    const [section] = shownAnew(told);
    expect(section?.messageId).toBe(said[1]?.messageId);
    expect(section?.blocks).toContain('🛟 Mitigated <!date');
    expect(buttonsOf(section as Said)).toEqual(['Undo', 'Undo', 'Call the secondary']);

    await tick({ id, by: BOB, step: last.id, done: false }, house.parts);
    await tick({ id, by: BOB, step: last.id, done: true }, house.parts);
    expect(await mitigations(house, id)).toBe(1);
  });

  it('is when somebody says so, once, until the incident is opened again', async () => {
    const { house, incident } = await begun(open);
    const asked = { id: incident.id, by: ADA };
    await mitigate(asked, house.parts);
    expect(await mitigate({ ...asked, by: BOB }, house.parts)).toMatchObject({
      problem: expect.stringMatching(/is mitigated already, since <!date/),
    });
    expect(await mitigations(house, incident.id)).toBe(1);
    await resolve({ ...asked, text: 'a restart' }, house.parts);
    expect(await mitigate(asked, house.parts)).toHaveProperty('problem');
    await reopen(asked, house.parts);
    const [section] = shownAnew(await house.drain()).filter(({ text }) => text.startsWith('*Mitigation'));
    expect(buttonsOf(section as Said)).toContain('Mitigated');
    await mitigate(asked, house.parts);
    expect(await mitigations(house, incident.id)).toBe(2);
  });
});
