import type { ModalView } from '@slack/types';
import { formOf, submitting, textField } from '../../slack/forms.ts';
import { nameOf } from '../rules/incident-name.ts';
import { LONGEST_UPDATE } from './update.ts';

/** The form to tell stakeholders where an incident stands; its private metadata is the incident's id. */
export const UPDATE_FORM = 'incident.update_form';
export const UPDATE_FIELD = 'text';

/** What the form is called. */
export const updateTitle = (incident: number): string => `Update ${nameOf(incident)}`;

/** Nothing has to be read for it, so that it is whole at once. `onStatuspage` tells whether customers read it too. */
export function updateForm(incident: number, { onStatuspage }: { onStatuspage: boolean }): ModalView {
  const hint = onStatuspage
    ? 'Everybody in #war, whoever follows it and your customers on Statuspage read it.'
    : 'Everybody in #war and whoever follows it reads it.';
  const how = { initial: '', most: LONGEST_UPDATE, multiline: true, hint };
  const form = formOf(updateTitle(incident), [textField(UPDATE_FIELD, 'Where does it stand?', how)]);
  return submitting(form, { callback: UPDATE_FORM, submit: 'Tell them', metadata: String(incident) });
}
