import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../sandbox/slack/views.ts';
import { resolveForm, resolveTitle, writeUpForm, writeUpTitle } from '../../../src/incidents/ending/forms.ts';
import { playbookForm } from '../../../src/incidents/runbook/playbook-form.ts';
import { updateForm } from '../../../src/incidents/telling/update-form.ts';
import { formToCome } from '../../../src/slack/forms.ts';

const problems = (view: ModalView) => checkView(view, { type: 'modal', files: new Map() });
const learned = { wentWell: 'x'.repeat(3000), wentBadly: '', actions: '<!channel>' };
/** The largest that a name can be. */
const LAST = 999_999_999;
const playbooks = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    file: `${number}.md`,
    title: `Playbook <!channel> ${number} `.repeat(5),
  }));

describe('a form of an incident', () => {
  it.each([
    ['to resolve, to come', formToCome(resolveTitle(LAST))],
    ['to resolve', resolveForm(LAST, 0)],
    ['to resolve with alerts', resolveForm(LAST, 1)],
    ['to write up, to come', formToCome(writeUpTitle(LAST))],
    ['to write up', writeUpForm(LAST, learned)],
    ['to update', updateForm(LAST, { onStatuspage: true })],
    ['to choose of many playbooks', playbookForm(LAST, playbooks(350))],
    ['to choose of no playbook', playbookForm(LAST, [])],
  ])('%s is one that Slack takes', (_sentence, view) => {
    expect(problems(view)).toEqual([]);
  });

  it('to choose offers every playbook once, by its title', () => {
    const files = [...JSON.stringify(playbookForm(7, playbooks(350))).matchAll(/"value":"(\d+\.md)"/g)];
    expect(new Set(files.map(([, file]) => file)).size).toBe(350);
    expect(files).toHaveLength(350);
    const some = playbookForm(7, [
      ...['b', 'A', 'c'].map((title) => ({ file: `${title}.md`, title })),
      { file: `${'x'.repeat(80)}.md`, title: 'x' },
    ]);
    expect([...JSON.stringify(some).matchAll(/"value":"(.)\.md"/g)].map(([, title]) => title)).toEqual(['A', 'b', 'c']);
  });

  it('to update says that customers read it, where they do', () => {
    expect(JSON.stringify(updateForm(7, { onStatuspage: true }))).toContain('your customers on Statuspage');
    expect(JSON.stringify(updateForm(7, { onStatuspage: false }))).not.toContain('customers');
  });
});
