import type { ModalView } from '@slack/types';
import { formOf, MOST_TYPED, section, submitting, textField } from '../../slack/forms.ts';
import { oneLine } from '../../slack/text.ts';
import { impactField } from '../impact-field.ts';
import type { Incident } from '../incident.ts';
import type { RelatedItem } from '../items.ts';

/** The form to edit an incident. */
export const EDIT_FORM = 'incident.edit_form';

const MOST_TITLE = 200;

/** A related item as a line of the form: what it is, and its address at the end. */
export const itemLine = ({ title, url }: RelatedItem): string => oneLine(`${title} ${url}`);

/** Shows an incident as it is now, to be edited. A text that is longer than a field of Slack takes is left out, and says so. */
export function editForm({ id, name, title, impact, summary }: Incident, items: readonly RelatedItem[]): ModalView {
  const lines = items.map(itemLine).join('\n');
  const multiline = { most: MOST_TYPED, multiline: true, optional: true };
  const hint = 'One a line: what it is, and its address at the end.';
  const fits = (text: string) => text.length <= MOST_TYPED;
  const blocks = [
    textField('title', 'Title', { initial: title, most: MOST_TITLE }),
    impactField(impact),
    fits(summary)
      ? textField('summary', 'Summary', { initial: summary, ...multiline })
      : section('_The summary is too long for this form, and stays as it is._'),
    fits(lines)
      ? textField('items', 'Related items', { initial: lines, hint, ...multiline })
      : section('_There are too many related items for this form, and they stay as they are._'),
  ];
  return submitting(formOf(`Edit ${name}`, blocks), {
    ...{ callback: EDIT_FORM, submit: 'Save' },
    metadata: JSON.stringify({ id, impact }),
  });
}
