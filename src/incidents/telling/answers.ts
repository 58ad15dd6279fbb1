import type { RespondFn } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { saying } from '../../slack/said.ts';
import type { Refused } from '../parts.ts';
import { formOf, section } from '../slack/forms.ts';

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
