import type { ModalView } from '@slack/types';
import { deploymentsField } from '../../slack/deployments-field.ts';
import { type Submitted, typedIn } from '../../slack/form-values.ts';
import { formOf, MOST_TYPED, section, submitting, textField } from '../../slack/forms.ts';
import { LONGEST_TITLE } from '../checked.ts';
import type { TicketEdit } from '../edit.ts';
import type { AnswerWithin } from '../rules/promise.ts';
import { ticketName } from '../rules/ticket-name.ts';
import type { Ticket } from '../ticket.ts';
import { promisingImpact, summaryField, ticketIn } from './raise-form.ts';

/** The form to edit a ticket. */
export const EDIT_FORM = 'ticket.edit_form';

/** What the form is called. */
export const editTitle = (id: number): string => `Edit ${ticketName(id)}`;

/** What goes through the form: what it showed at first, as far as there is room for it. */
type Carried = Pick<Ticket, 'id' | 'impact'> & { deployments: string };

/** Shows a ticket as it is now, to be edited. A summary that is longer than a field of Slack takes is left out, and says so. */
export function editForm(
  { id, title, summary, impact, deployments }: Ticket,
  { configured, within }: { configured: readonly string[]; within: AnswerWithin },
): ModalView {
  const blocks = [
    promisingImpact(impact, within),
    textField('title', 'Title', { initial: title, most: LONGEST_TITLE }),
    summary.length <= MOST_TYPED
      ? summaryField(summary)
      : section('_The summary is too long for this form, and stays as it is._'),
    deploymentsField(deployments, configured),
  ];
  const carried: Carried = { id, impact, deployments: digest(deployments) };
  return submitting(formOf(editTitle(id), blocks), {
    ...{ callback: EDIT_FORM, submit: 'Save' },
    metadata: JSON.stringify(carried),
  });
}

/** What of a form was changed, and the ticket whose form it is: what others changed meanwhile stays. */
export function editIn(form: Submitted & Pick<ModalView, 'blocks'>): TicketEdit & { id: number } {
  const { id, impact, deployments } = JSON.parse(form.private_metadata) as Carried;
  const now = ticketIn(form);
  const isChanged = (block: string) =>
    form.state.values[block] !== undefined && typedIn(form, block) !== initialIn(form, block);
  return {
    id,
    ...(isChanged('title') && { title: now.title }),
    ...(isChanged('summary') && { summary: now.summary }),
    ...(now.impact !== impact && { impact: now.impact }),
    ...(digest(now.deployments) !== deployments && { deployments: now.deployments }),
  };
}

/** Enough to tell whether the choice was changed: a hundred names do not fit into what a form carries. */
function digest(names: readonly string[]): string {
  let sum = 0;
  for (const character of names.toSorted().join('\n')) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 32;
  return `${names.length} ${sum}`;
}

/** What stood in a field at first. */
function initialIn({ blocks }: Pick<ModalView, 'blocks'>, block: string): string {
  const field = blocks.find(({ block_id }) => block_id === block);
  if (field?.type !== 'input' || !('element' in field)) return '';
  const { element } = field;
  return (element.type === 'plain_text_input' && element.initial_value?.trim()) || '';
}
