import type { ViewStateValue } from '@slack/bolt';
import { FIELD } from './forms.ts';

/** A form as it comes back: what was put into it, by field, and what it carried. */
export type Submitted = {
  state: { values: Record<string, Record<string, ViewStateValue>> };
  private_metadata: string;
};

/** What was typed into a field, without the spaces around it. */
export const typedIn = ({ state }: Submitted, block: string): string =>
  (state.values[block]?.[FIELD]?.value ?? '').trim();

/** The value of the option that was chosen from a menu; null when that was left open. */
export const chosenIn = ({ state }: Submitted, block: string): string | null =>
  state.values[block]?.[FIELD]?.selected_option?.value ?? null;
