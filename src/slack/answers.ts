import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { formOf, section } from './forms.ts';
import type { Refused } from './refused.ts';
import { saying } from './said.ts';

/** Tells whoever pressed a button why nothing came of it; what was done shows by itself. */
export async function tellRefusal(respond: RespondFn, outcome: object | Refused): Promise<void> {
  if (!('problem' in outcome)) return;
  await respond({ ...saying(outcome.problem), response_type: 'ephemeral', replace_original: false });
}

/** What Slack shows after a form: nothing more, or why it was refused, above the form and what was typed. */
export function afterForm(
  title: string,
  outcome: object | Refused,
): { response_action: 'push'; view: ModalView } | undefined {
  if (!('problem' in outcome)) return undefined;
  return { response_action: 'push', view: formOf(title, [section(outcome.problem)], 'Back') };
}
