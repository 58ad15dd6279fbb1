import type { ModalView } from '@slack/types';
import type { Playbook } from '../../playbooks/playbook.ts';
import { FIELD, formOf, optionOf, submitting, textForm } from '../../slack/forms.ts';
import { plain } from '../../slack/text.ts';

/** The form to choose a playbook; its private metadata is the incident's id, its field's block PLAYBOOK_FIELD. */
export const PLAYBOOK_FORM = 'incident.playbook_form';
export const PLAYBOOK_FIELD = 'playbook';
export const PLAYBOOK_TITLE = 'Choose a playbook';

/** Options of a group, and groups, at most: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const MOST = 100;
const LONGEST = 75;

/** Offers every playbook by its title. Its file comes back, for which Slack has 75 characters: longer ones are left out. */
export function playbookForm(incident: number, playbooks: readonly Pick<Playbook, 'file' | 'title'>[]): ModalView {
  const listed = playbooks.filter(({ file }) => file.length <= LONGEST);
  if (listed.length === 0) return textForm(PLAYBOOK_TITLE, 'There is no playbook to choose.');
  const byTitle = listed.toSorted((one, other) => one.title.localeCompare(other.title));
  const element = { type: 'static_select' as const, action_id: FIELD, option_groups: inGroups(byTitle) };
  const label = { type: 'plain_text' as const, text: 'Playbook' };
  const form = formOf(PLAYBOOK_TITLE, [{ type: 'input', block_id: PLAYBOOK_FIELD, label, element }]);
  return submitting(form, { callback: PLAYBOOK_FORM, submit: 'Begin', metadata: String(incident) });
}

function inGroups(playbooks: readonly Pick<Playbook, 'file' | 'title'>[]) {
  return Array.from({ length: Math.min(MOST, Math.ceil(playbooks.length / MOST)) }, (_, index) => {
    const some = playbooks.slice(index * MOST, (index + 1) * MOST);
    const options = some.map(({ file, title }) => optionOf(file, title));
    return { label: plain(`From ${some[0]?.title}`, LONGEST), options };
  });
}
