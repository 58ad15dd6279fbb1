import type { ViewStateValue } from '@slack/bolt';
import { type Impact, impactOf } from '../rules/impact.ts';
import { FIELD } from './forms.ts';
import { DEPLOYMENTS, type Origin, type Typed } from './open-form.ts';

/** A form as it comes back: what was put into it, by field, and what it carried. */
export type Submitted = {
  state: { values: Record<string, Record<string, ViewStateValue>> };
  private_metadata: string;
};

/** What was typed into a field, without the spaces around it. */
export const typedIn = ({ state }: Submitted, block: string): string =>
  (state.values[block]?.[FIELD]?.value ?? '').trim();

/** The impact that was chosen; null when that was left open. */
export const impactIn = (form: Submitted): Impact | null => impactOf(Number(chosenIn(form, 'impact')));

const chosenIn = ({ state }: Submitted, block: string): string | null =>
  state.values[block]?.[FIELD]?.selected_option?.value ?? null;

/** What the form to open an incident holds. */
export function openedIn(form: Submitted): { origin: Origin; typed: Typed } {
  const menu = form.state.values['deployments']?.[DEPLOYMENTS]?.selected_options;
  const names = typedIn(form, 'deployments').split(',');
  return {
    origin: JSON.parse(form.private_metadata) as Origin,
    typed: {
      title: typedIn(form, 'title'),
      impact: impactIn(form),
      summary: typedIn(form, 'summary'),
      plan: chosenIn(form, 'plan'),
      deployments: menu
        ? menu.map(({ value }) => value)
        : names.map((name) => name.trim()).filter((name) => name !== ''),
    },
  };
}
