import type { InputBlock, MultiExternalSelect, MultiStaticSelect } from '@slack/types';
import { type Submitted, typedIn } from './form-values.ts';
import { MOST_OPTIONS, optionOf, textField } from './forms.ts';

/** The action id of the menu of deployments, which asks for its options when there are too many for it. */
export const DEPLOYMENTS = 'deployments';
const BLOCK = 'deployments';
/** Characters of names that are typed, at most. */
const MOST_TYPED_NAMES = 3000;

/**
 * **Affected deployments**: a menu of the names that the configuration has, and of those chosen before that it has no
 * more; where it has none they are typed.
 */
export function deploymentsField(chosen: readonly string[], configured: readonly string[]): InputBlock {
  const label = 'Affected deployments';
  if (configured.length === 0) {
    const hint = 'Their names, with commas between them.';
    return textField(BLOCK, label, { initial: chosen.join(', '), most: MOST_TYPED_NAMES, optional: true, hint });
  }
  return {
    type: 'input',
    block_id: BLOCK,
    label: { type: 'plain_text', text: label },
    optional: true,
    element: menu(chosen, [...new Set([...configured, ...chosen])]),
  };
}

function menu(chosen: readonly string[], names: readonly string[]): MultiStaticSelect | MultiExternalSelect {
  const initial = chosen.slice(0, MOST_OPTIONS).map((name) => optionOf(name));
  const element = { action_id: DEPLOYMENTS, ...(initial.length > 0 && { initial_options: initial }) };
  return names.length > MOST_OPTIONS
    ? { ...element, type: 'multi_external_select', min_query_length: 0 }
    : { ...element, type: 'multi_static_select', options: names.map((name) => optionOf(name)) };
}

/** The deployments whose names have what somebody typed into the menu, as many as it takes. */
export const deploymentOptions = (names: readonly string[], query: string) =>
  names
    .filter((name) => name.toLowerCase().includes(query.trim().toLowerCase()))
    .slice(0, MOST_OPTIONS)
    .map((name) => optionOf(name));

/** The deployments that a form names, each once, in their order. */
export function deploymentsIn(form: Submitted): string[] {
  const chosen = form.state.values[BLOCK]?.[DEPLOYMENTS]?.selected_options;
  const names = chosen ? chosen.map(({ value }) => value) : typedIn(form, BLOCK).split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}
