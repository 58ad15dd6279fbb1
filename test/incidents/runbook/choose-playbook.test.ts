import { expect, it } from 'vitest';
import { itemsOf } from '../../../src/incidents/items.ts';
import { choosePlaybook } from '../../../src/incidents/runbook/choose-playbook.ts';
import { stepsIn } from '../../../src/incidents/runbook/step-store.ts';
import { ADA, EVE, onBothEngines } from '../house.ts';
import { begun, buttonsOf } from './begun.ts';

onBothEngines('a playbook that is chosen later', (open) => {
  it('is offered where there are no steps, with all else that the runbook offers', async () => {
    for (const [plan, words] of [
      [null, 'no playbook is chosen yet'],
      ['empty', 'empty.md has no steps'],
    ] as const) {
      const { incident, said } = await begun(open, {}, plan);
      expect(said.map(({ text }) => text)).toEqual([`*Runbook of ${incident.name}*: ${words}.`]);
      expect(said.map(buttonsOf)).toEqual([
        ['Choose a playbook', 'Mitigated', 'Call the secondary', 'Tell customers', 'Write it up'],
      ]);
    }
  });

  it('becomes the runbook: what stood in its place becomes the first section, the others follow', async () => {
    const { house, incident, said } = await begun(open, {}, null);
    await choosePlaybook({ id: incident.id, by: ADA, file: 'shop.md' }, house.parts);
    const after = await house.drain();
    const told = after.filter(({ kind, channel }) => kind === 'post' && channel === EVE).map(({ text }) => text);
    expect(told).toEqual([`📖 ${incident.name}: <@${ADA}> chose the playbook *shop*.`]);
    const shown = after.filter(({ text }) => / done$| for it$/.test(text));
    expect(shown.map(({ kind, text }) => `${kind} ${text.split(' · ')[0]}`)).toEqual([
      'rewrite *Triage*',
      'post *Mitigation*',
      'post *Recovery*',
    ]);
    expect(shown[0]?.messageId).toBe(said[0]?.messageId);
    expect((await house.incident(incident.id)).playbook).toBe('shop.md');
    expect(await house.timeline(incident.id)).toContain(`${ADA}: chose the playbook shop`);
    const url = 'https://git.example.com/playbooks/shop.md';
    expect(await itemsOf(house.db, incident.id)).toContainEqual({ title: 'Playbook', url });
  });

  it('takes no runbook away that is there, and must be there itself', async () => {
    const { house, incident } = await begun(open);
    const choose = (file: string) => choosePlaybook({ id: incident.id, by: ADA, file }, house.parts);
    expect(await choose('hostile.md')).toEqual({ problem: `${incident.name} has the steps of a playbook already.` });
    expect(await choose('gone.md')).toEqual({ problem: 'That playbook is not there any more.' });
    expect(await stepsIn(house.db, incident.id)).toHaveLength(4);
  });

  it('mentions nobody by its title', async () => {
    const { house, incident } = await begun(open, {}, null);
    await choosePlaybook({ id: incident.id, by: ADA, file: 'hostile.md' }, house.parts);
    const said = await house.drain();
    expect(said.some(({ text }) => text.includes('*&lt;!channel&gt; hostile*'))).toBe(true);
    expect(said.some(({ text, blocks }) => `${text}${blocks}`.includes('<!channel>'))).toBe(false);
  });
});
