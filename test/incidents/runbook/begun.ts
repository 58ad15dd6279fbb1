import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Incident } from '../../../src/incidents/incident.ts';
import { findIncident } from '../../../src/incidents/incident-store.ts';
import { showRunbook } from '../../../src/incidents/runbook/show.ts';
import { type KeptStep, stepsIn } from '../../../src/incidents/runbook/step-store.ts';
import type { House, HouseOptions, Open, Said } from '../house.ts';

const page = (title: string, ...lines: string[]) =>
  `---\ntitle: ${title}\nalarms: ["${title}-*"]\n---\n${lines.join('\n')}\n`;

/** Playbooks of a shop: one with two steps to triage, two to mitigate and none to recover; one without any; hostile ones. */
export function shopPlaybooks(): string {
  const dir = mkdtempSync(join(tmpdir(), 'watchbill-playbooks-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const sections = [
    '## Triage',
    '- Look at the graphs',
    '- Call the shop',
    '## Mitigation',
    '1. Roll back',
    '2. Scale out',
  ];
  writeFileSync(join(dir, 'shop.md'), page('shop', ...sections));
  writeFileSync(join(dir, 'empty.md'), page('empty', 'Nobody knows.'));
  writeFileSync(join(dir, 'hostile.md'), page('<!channel> hostile', '## Triage', '- Ask <!here> & <@U0000BOB>'));
  return dir;
}

/** An incident with the shop's playbook, unless told otherwise, in its room; nothing waits to be said but its runbook. */
export async function begun(open: Open, { incidents = {}, ...more }: HouseOptions = {}, plan: string | null = 'shop') {
  const plans = ['shop', 'empty', 'hostile'].map((name) => [name, { impact: 2, playbook: `${name}.md` }]);
  const response_plans = Object.fromEntries(plans);
  const house = await open({ playbooks: shopPlaybooks(), incidents: { response_plans, ...incidents }, ...more });
  const { id } = await house.open({ plan });
  const incident = await house.makeRoom({ id });
  await house.drain();
  await show(house, incident);
  return { house, incident, said: await house.drain() };
}

/** Shows an incident's runbook as it is now. */
export const show = (house: House, { id }: Pick<Incident, 'id'>) =>
  house.outbox.commit(async (trx, say) => {
    await showRunbook(trx, say, (await findIncident(trx, id)) as Incident, house.parts);
  });

/** The step of that number in a section. */
export async function stepAt(house: House, { id }: Incident, section: string, ordinal: number): Promise<KeptStep> {
  const found = (await stepsIn(house.db, id)).find((step) => step.section === section && step.ordinal === ordinal);
  if (!found) throw new Error(`there is no step ${section} ${ordinal}`);
  return found;
}

/** The labels of a message's buttons, in order. */
export const buttonsOf = ({ blocks }: Pick<Said, 'blocks'>): string[] =>
  [...blocks.matchAll(/"type":"button","action_id":"[^"]+","text":\{"type":"plain_text","text":"([^"]+)"/g)].map(
    ([, label = '']) => label,
  );
