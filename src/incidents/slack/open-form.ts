import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { deploymentsField } from '../../slack/deployments-field.ts';
import {
  choiceField,
  formOf,
  MOST_OPTIONS,
  MOST_TYPED,
  optionOf,
  section,
  submitting,
  textField,
} from '../../slack/forms.ts';
import { escaped, isWebAddress, mention, slackTime } from '../../slack/text.ts';
import { impactField } from '../impact-field.ts';
import type { Incident } from '../incident.ts';
import { type Impact, impactEmoji, impactWords } from '../rules/impact.ts';

/** The form to open an incident, and what it is called. */
export const OPEN_FORM = 'incident.open_form';
export const OPEN_TITLE = 'Open incident';
/** The button that leads to an incident; it has an address, and nothing else is to be done. */
export const GO_TO = 'incident.go_to';

const MOST_TITLE = 200;
const USUAL: Impact = 2;

/** What somebody opens an incident from. It goes through the form, and comes back with it. */
export type Origin = {
  source: 'form' | 'alert' | 'message' | 'ticket';
  /** The id of our message that shows the alerts that it is about: one, or a storm. */
  alertsIn: string | null;
  /** The address of the message that it is about. */
  link: string | null;
  /** The id of the ticket that it is about. */
  ticket: number | null;
  /** The id of the like incident that was shown above the form: whoever submits it then wants another. */
  shown: number | null;
};

/** What stands in the form. */
export type Typed = {
  title: string;
  /** Null where the response plan tells it. */
  impact: Impact | null;
  summary: string;
  plan: string | null;
  deployments: readonly string[];
};

/**
 * What can be chosen, by the configuration: the names of response plans and deployments. `needsPlan` tells whether one of
 * the plans has to be.
 */
export type Choices = { plans: readonly string[]; deployments: readonly string[]; needsPlan: boolean };

/** An incident that is perhaps the same, and the address where it is talked about. */
export type Like = { incident: Incident; url: string | null };

/** The form to open an incident. With a like one it shows that first, and opening is opening another. */
export function openForm(
  { origin, typed, like }: { origin: Origin; typed: Typed; like: Like | null },
  { choices, zone }: { choices: Choices; zone: string },
): ModalView {
  const blocks: KnownBlock[] = [
    ...(like ? likeBlocks(like, zone) : []),
    textField('title', 'Title', { initial: typed.title, most: MOST_TITLE }),
    impactChoice(typed.impact, choices),
    textField('summary', 'Summary', { initial: typed.summary, most: MOST_TYPED, multiline: true, optional: true }),
    ...planField(typed.plan, choices),
    deploymentsField(typed.deployments, choices.deployments),
  ];
  const metadata = JSON.stringify({ ...origin, shown: like?.incident.id ?? null });
  const submit = like ? 'Open another' : 'Open';
  return submitting(formOf(OPEN_TITLE, blocks), { callback: OPEN_FORM, submit, metadata });
}

/** Without plans whoever opens one sees something serious, and says so if it is not or if it is worse. */
function impactChoice(chosen: Impact | null, { plans }: Choices): InputBlock {
  return plans.length === 0
    ? impactField(chosen ?? USUAL)
    : impactField(chosen, 'As the response plan says, else High');
}

function planField(chosen: string | null, { plans, needsPlan }: Choices): InputBlock[] {
  const options = plans.slice(0, MOST_OPTIONS).map((name) => optionOf(name));
  return options.length === 0 ? [] : [choiceField('plan', 'Response plan', { options, chosen, optional: !needsPlan })];
}

function likeBlocks({ incident, url }: Like, zone: string): KnownBlock[] {
  const { name, title, impact, openedAt, openedBy, roles } = incident;
  const by = openedBy === null ? '' : ` by ${mention(openedBy)}`;
  const lead = roles.ic === null ? '' : ` ${mention(roles.ic)} leads it.`;
  const words = `${impactEmoji[impact]} *${name} ${escaped(title)}* (${impactWords[impact]})`;
  const asked = 'Is it the same? Go to it then; what you fill in below opens another one.';
  const told = `${words} was opened ${slackTime(openedAt, zone)}${by}.${lead}\n${asked}`;
  const goTo = { type: 'button', action_id: GO_TO, text: { type: 'plain_text', text: 'Go to it' } } as const;
  return [
    section(told),
    ...(url !== null && isWebAddress(url)
      ? [{ type: 'actions' as const, elements: [{ ...goTo, url, style: 'primary' as const }] }]
      : []),
    { type: 'divider' },
  ];
}
