import type { ViewStateValue } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import { choiceField, FIELD, formOf, optionOf, submitting, textField } from '../../slack/forms.ts';
import type { Refused } from '../../slack/refused.ts';
import { oneLine } from '../../slack/text.ts';
import type { Link } from '../rules/chain.ts';
import { nameOf } from '../rules/incident-name.ts';
import type { Whom } from '../rules/typed-whom.ts';
import { LONGEST_CONTACT } from './page.ts';

/** The form to page somebody; its private metadata is the incident's id. */
export const PAGE_FORM = 'incident.page_form';

/** What the form is called. */
export const pageTitle = (incident: number): string => `Page for ${nameOf(incident)}`;

const labels: Readonly<Record<Link, string>> = { oncall: 'On call', ic: 'IC', admins: 'Admins' };

/** What the form offers: the `names` of who holds each link now, which are outside text, and whether there are contacts. */
export type PageChoices = { names: Readonly<Record<Link, readonly string[]>>; hasContacts: boolean };

/** Offers whoever holds a link, anybody in Slack, and contacts of Incident Manager where incidents are kept there. */
export function pageForm(incident: number, { names, hasContacts }: PageChoices): ModalView {
  const options = (['oncall', 'ic', 'admins'] as const).map((link) =>
    optionOf(link, `${labels[link]}: ${names[link].join(', ') || 'nobody now'}`),
  );
  const person: KnownBlock = {
    ...{ type: 'input', block_id: 'user', optional: true, label: { type: 'plain_text', text: 'Or a person' } },
    element: { type: 'users_select', action_id: FIELD },
  };
  const contact = { initial: '', most: LONGEST_CONTACT, optional: true };
  const fields = [
    choiceField('link', 'Who is on duty', { options, chosen: null, optional: true }),
    person,
    ...(hasContacts ? [textField('contact', 'Or a contact of Incident Manager', contact)] : []),
  ];
  const form = formOf(pageTitle(incident), fields);
  return submitting(form, { callback: PAGE_FORM, submit: 'Page', metadata: String(incident) });
}

/** What was put into a form, by field. */
type FormValues = Record<string, Record<string, ViewStateValue>>;

/** Whom a form names. @returns a problem, as plain text, unless that is exactly one. */
export function whomIn(values: FormValues): Whom | Refused {
  const link = values['link']?.[FIELD]?.selected_option?.value as Link | undefined;
  const user = values['user']?.[FIELD]?.selected_user;
  const name = oneLine(values['contact']?.[FIELD]?.value ?? '');
  const named: Whom[] = [
    ...(link ? [{ kind: 'link' as const, link }] : []),
    ...(user ? [{ kind: 'user' as const, user }] : []),
    ...(name === '' ? [] : [{ kind: 'contact' as const, name }]),
  ];
  const [whom] = named;
  return whom && named.length === 1 ? whom : { problem: 'Choose one to page; for more, page again.' };
}
