import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { plain } from './text.ts';

/** The action of every field; its block says which field it is. */
export const FIELD = 'value';

/** Characters of a field, and options of a menu, at most: https://docs.slack.dev/reference/block-kit/block-elements */
export const MOST_TYPED = 3000;
export const MOST_OPTIONS = 100;
const MOST_LABEL = 75;

/** A form with a title and nothing to submit. */
export const formOf = (title: string, blocks: KnownBlock[], close = 'Cancel'): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: title },
  close: { type: 'plain_text', text: close },
  blocks,
});

/** The same with a button that submits it to whoever listens to `callback`; `metadata` comes back with it. */
export const submitting = (
  form: ModalView,
  { callback, submit, metadata }: { callback: string; submit: string; metadata: string },
): ModalView => ({
  ...form,
  callback_id: callback,
  submit: { type: 'plain_text', text: submit },
  private_metadata: metadata,
});

/** A text in mrkdwn. */
export const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** What stands in a form's place until it is known what it begins with: Slack lets it open only at once. */
export const formToCome = (title: string): ModalView => formOf(title, [section('One moment …')]);

/** A form's place taken by a text in mrkdwn. */
export const textForm = (title: string, text: string): ModalView => formOf(title, [section(text)], 'Close');

/** A field to type into, with what stands in it at first; `most` characters at most. */
export function textField(
  block_id: string,
  label: string,
  how: { initial: string; most: number; multiline?: boolean; optional?: boolean; hint?: string },
): InputBlock {
  const { initial, most, multiline = false, optional = false, hint } = how;
  return {
    ...field(block_id, label, optional),
    element: {
      type: 'plain_text_input',
      action_id: FIELD,
      max_length: most,
      multiline,
      ...(initial !== '' && { initial_value: initial }),
    },
    ...(hint !== undefined && { hint: { type: 'plain_text', text: hint } }),
  };
}

/** A choice of one; `chosen` is the value of the option that is chosen at first, `placeholder` stands there without one. */
export function choiceField(
  block_id: string,
  label: string,
  how: { options: PlainTextOption[]; chosen: string | null; optional?: boolean; placeholder?: string },
): InputBlock {
  const { options, chosen, optional = false, placeholder } = how;
  const initial = options.find(({ value }) => value === chosen);
  return {
    ...field(block_id, label, optional),
    element: {
      ...{ type: 'static_select', action_id: FIELD, options },
      ...(initial && { initial_option: initial }),
      ...(placeholder !== undefined && { placeholder: { type: 'plain_text', text: placeholder } }),
    },
  };
}

/** An option of a menu. */
export const optionOf = (value: string, label: string = value): PlainTextOption => ({
  text: plain(label, MOST_LABEL),
  value,
});

const field = (block_id: string, label: string, optional: boolean) => ({
  type: 'input' as const,
  block_id,
  label: { type: 'plain_text' as const, text: label },
  optional,
});
