import type { ModalView } from '@slack/types';
import { formOf, MOST_TYPED, submitting, textField } from '../../slack/forms.ts';
import { ticketName } from '../rules/ticket-name.ts';

/** The form to say something about a ticket; its private metadata is the ticket's id. */
export const ADD_FORM = 'ticket.add_form';
export const ADD_FIELD = 'text';

/** What the form is called. */
export const addTitle = (id: number): string => `Add to ${ticketName(id)}`;

/** Nothing has to be read for it, so that it is whole at once. */
export function addForm(id: number): ModalView {
  const hint = 'It stands in the thread of the ticket, and reaches those whom it concerns.';
  const field = textField(ADD_FIELD, 'What is new?', { initial: '', most: MOST_TYPED, multiline: true, hint });
  return submitting(formOf(addTitle(id), [field]), { callback: ADD_FORM, submit: 'Add', metadata: String(id) });
}
