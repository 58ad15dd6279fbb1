import type { InputBlock, ModalView } from '@slack/types';
import { FIELD, formOf, MOST_TYPED, submitting, textField } from '../../slack/forms.ts';
import { nameOf } from '../rules/incident-name.ts';
import type { Learned } from './write-up.ts';

/** Forms; the private metadata of each is the incident's id. */
export const RESOLVE_FORM = 'incident.resolve_form';
export const WRITE_UP_FORM = 'incident.write_up_form';
/** Fields of the forms. Those of the write-up are called as in `Learned`. */
export const RESOLUTION = 'text';
export const FIX_ALERTS = 'alerts';

/** What the forms are called. */
export const resolveTitle = (incident: number): string => `Resolve ${nameOf(incident)}`;
export const writeUpTitle = (incident: number): string => `Write up ${nameOf(incident)}`;

/** Asks what fixed an incident, and whether its alerts, of which so many wait, are fixed with it. */
export function resolveForm(incident: number, alerts: number): ModalView {
  const text = textField(RESOLUTION, 'What fixed it?', {
    initial: '',
    most: MOST_TYPED,
    multiline: true,
    optional: true,
  });
  const form = formOf(resolveTitle(incident), alerts === 0 ? [text] : [text, alertsField(alerts)]);
  return submitting(form, { callback: RESOLVE_FORM, submit: 'Resolve', metadata: String(incident) });
}

/** The box is ticked at first. */
function alertsField(alerts: number): InputBlock {
  const label = alerts === 1 ? 'Mark its alert as fixed' : `Mark its ${alerts} alerts as fixed`;
  const option = { text: { type: 'plain_text' as const, text: label }, value: 'fixed' };
  return {
    type: 'input',
    block_id: FIX_ALERTS,
    optional: true,
    label: { type: 'plain_text', text: 'Alerts' },
    element: { type: 'checkboxes', action_id: FIELD, options: [option], initial_options: [option] },
  };
}

/** Asks what is to be learned from an incident, beginning with what was typed before. */
export function writeUpForm(incident: number, learned: Learned): ModalView {
  const field = (name: keyof Learned, label: string, hint: string): InputBlock =>
    textField(name, label, { initial: learned[name], most: MOST_TYPED, multiline: true, optional: true, hint });
  const blocks = [
    field('wentWell', 'What went well?', 'One point a line.'),
    field('wentBadly', 'What went badly?', 'One point a line.'),
    field('actions', 'What will be done?', "One a line, its owner last: Alarm on the queue's depth @ada"),
  ];
  const form = formOf(writeUpTitle(incident), blocks);
  return submitting(form, { callback: WRITE_UP_FORM, submit: 'Share', metadata: String(incident) });
}
