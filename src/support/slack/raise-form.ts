import type { InputBlock, ModalView } from '@slack/types';
import { type Impact, impactOf, impacts, impactWords } from '../../incidents/rules/impact.ts';
import { deploymentsField, deploymentsIn } from '../../slack/deployments-field.ts';
import { chosenIn, type Submitted, typedIn } from '../../slack/form-values.ts';
import { choiceField, formOf, MOST_TYPED, optionOf, submitting, textField } from '../../slack/forms.ts';
import { LONGEST_TITLE } from '../checked.ts';
import { type AnswerWithin, promiseWords } from '../rules/promise.ts';
import type { Ticket } from '../ticket.ts';

/** The form to raise a ticket; its private metadata is the address of the message that it is raised from, or nothing. */
export const RAISE_FORM = 'ticket.raise_form';
export const RAISE_TITLE = 'Raise an issue';

/** What is chosen before somebody chooses: serious enough to look at, and nobody is paged. */
const USUAL: Impact = 3;

/** What can be chosen and is promised, by the configuration. */
export type RaiseChoices = { deployments: readonly string[]; within: AnswerWithin };

/** The form to raise a ticket, with what stands in it at first. */
export function raiseForm(
  { title, summary, link, impact = USUAL }: Pick<Ticket, 'title' | 'summary' | 'link'> & { impact?: Impact },
  { deployments, within }: RaiseChoices,
): ModalView {
  const blocks = [
    promisingImpact(impact, within),
    textField('title', 'Title', { initial: title, most: LONGEST_TITLE, hint: 'What is wrong, in a few words.' }),
    summaryField(summary),
    deploymentsField([], deployments),
  ];
  return submitting(formOf(RAISE_TITLE, blocks), { callback: RAISE_FORM, submit: 'Raise', metadata: link ?? '' });
}

/** The choice of an impact, with what it means and what is promised. */
export function promisingImpact(chosen: Impact, within: AnswerWithin): InputBlock {
  const options = impacts.map((impact) => {
    const promise = promiseWords(impact, within);
    return optionOf(String(impact), `${impactWords[impact]}${promise === '' ? '' : `: ${promise}`}`);
  });
  return choiceField('impact', 'Impact', { options, chosen: String(chosen) });
}

/** The field for the summary. */
export const summaryField = (initial: string): InputBlock =>
  textField('summary', 'Summary', {
    ...{ initial, most: MOST_TYPED, multiline: true, optional: true },
    hint: 'What did you see, since when, and whom does it hurt? Markdown is understood.',
  });

/** What a form says of a ticket. */
export function ticketIn(form: Submitted): Pick<Ticket, 'title' | 'summary' | 'impact' | 'deployments'> {
  return {
    title: typedIn(form, 'title'),
    summary: typedIn(form, 'summary'),
    impact: impactOf(Number(chosenIn(form, 'impact'))) ?? USUAL,
    deployments: deploymentsIn(form),
  };
}
