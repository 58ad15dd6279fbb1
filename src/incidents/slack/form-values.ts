import { deploymentsIn } from '../../slack/deployments-field.ts';
import { chosenIn, type Submitted, typedIn } from '../../slack/form-values.ts';
import { type Impact, impactOf } from '../rules/impact.ts';
import type { Origin, Typed } from './open-form.ts';

/** The impact that was chosen; null when that was left open. */
export const impactIn = (form: Submitted): Impact | null => impactOf(Number(chosenIn(form, 'impact')));

/** What the form to open an incident holds. */
export function openedIn(form: Submitted): { origin: Origin; typed: Typed } {
  return {
    origin: JSON.parse(form.private_metadata) as Origin,
    typed: {
      title: typedIn(form, 'title'),
      impact: impactIn(form),
      summary: typedIn(form, 'summary'),
      plan: chosenIn(form, 'plan'),
      deployments: deploymentsIn(form),
    },
  };
}
