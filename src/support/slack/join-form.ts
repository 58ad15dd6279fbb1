import type { ModalView } from '@slack/types';
import { clip } from '../../clip.ts';
import { openIncidents } from '../../incidents/looking/open-incidents.ts';
import { chosenIn, type Submitted, typedIn } from '../../slack/form-values.ts';
import { choiceField, formOf, MOST_OPTIONS, optionOf, section, submitting, textField } from '../../slack/forms.ts';
import type { Db } from '../../store/tables.ts';
import { openTickets } from '../open-tickets.ts';
import { ticketName } from '../rules/ticket-name.ts';

/** The form to join a ticket to what it is another report of; its private metadata is the ticket's id. */
export const JOIN_FORM = 'ticket.join_form';

/** What the form is called. */
export const joinTitle = (id: number): string => `Join ${ticketName(id)}`;

/** Something that a ticket can be joined to. */
type Choice = { name: string; title: string };

/** What a ticket can be joined to now: the incidents and the other tickets that are open, the newest first. */
export async function joinChoices(db: Db, id: number): Promise<Choice[]> {
  const incidents = (await openIncidents(db, MOST_OPTIONS)).shown.map(({ incident }) => incident);
  const tickets = (await openTickets(db, MOST_OPTIONS)).filter((ticket) => ticket.id !== id);
  return [...incidents, ...tickets].slice(0, MOST_OPTIONS);
}

/** Offers what is open; whatever else there is can be named. */
export function joinForm(id: number, choices: readonly Choice[]): ModalView {
  const options = choices.map(({ name, title }) => optionOf(name, clip(`${name} ${title}`, 75)));
  const blocks = [
    section('It is another report of the same thing: everybody who reported it is told together from then on.'),
    ...(options.length === 0
      ? []
      : [choiceField('choice', 'What it is about', { options, chosen: null, optional: true })]),
    textField('name', 'Or its name', { initial: '', most: 20, optional: true, hint: 'Such as T-40 or INC-7.' }),
  ];
  return submitting(formOf(joinTitle(id), blocks), { callback: JOIN_FORM, submit: 'Join', metadata: String(id) });
}

/** What a form joins to what; `to` is empty when it names nothing. */
export function joiningIn(form: Submitted): { id: number; to: string } {
  return { id: Number(form.private_metadata), to: chosenIn(form, 'choice') ?? typedIn(form, 'name') };
}
