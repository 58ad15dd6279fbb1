import { expect, it } from 'vitest';
import { onRunbook } from '../../../src/incidents/runbook/slack.ts';
import { ADA, BOB, EVE, onBothEngines } from '../house.ts';
import { pages } from '../paging/pagers.ts';
import { createDesk } from '../telling/desk.ts';
import { begun, stepAt } from './begun.ts';

onBothEngines('the buttons of the runbook', (open) => {
  it('tick steps, and take that back', async () => {
    const { house, incident } = await begun(open);
    const desk = createDesk(house, onRunbook);
    const { id } = await stepAt(house, incident, 'Triage', 2);
    const value = `${incident.id} ${id}`;
    expect(await desk.press('incident.step.tick', value, BOB)).toEqual([]);
    expect((await stepAt(house, incident, 'Triage', 2)).done?.by).toBe(BOB);
    await desk.press('incident.step.untick', value, ADA);
    expect((await stepAt(house, incident, 'Triage', 2)).done).toBe(null);
    const [refused] = await desk.press('incident.step.tick', `${incident.id} 0`, BOB);
    expect(refused).toMatchObject({ response_type: 'ephemeral', text: `${incident.name} has no such step.` });
  });

  it('say that it is mitigated, and call the secondary', async () => {
    const { house, incident } = await begun(open);
    const desk = createDesk(house, onRunbook);
    const value = String(incident.id);
    expect(await desk.press('incident.mitigated', value, BOB)).toEqual([]);
    expect(await house.timeline(incident.id)).toContain(`${BOB}: mitigated it`);
    const before = (await pages(house)).length;
    expect(await desk.press('incident.secondary', value, EVE)).toEqual([]);
    expect(await pages(house)).toHaveLength(before + 1);
  });

  it('let a playbook be chosen in a form', async () => {
    const { house, incident } = await begun(open, {}, null);
    const desk = createDesk(house, onRunbook);
    await desk.press('incident.playbook', String(incident.id), ADA);
    const [form] = desk.views;
    if (!form) throw new Error('no form was opened');
    const chosen = (file: string) => ({ playbook: { value: { selected_option: { value: file } } } });
    expect(await desk.submit(form, chosen('gone.md'), ADA)).toMatchObject([{ response_action: 'push' }]);
    expect(await desk.submit(form, chosen('shop.md'), ADA)).toEqual([]);
    expect((await house.incident(incident.id)).playbook).toBe('shop.md');
  });
});
