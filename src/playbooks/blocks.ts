import type { ActionsBlock, InputBlock, KnownBlock, ModalView } from '@slack/types';
import { clip } from '../clip.ts';
import { plain } from '../slack/text.ts';
import type { Playbook } from './playbook.ts';

/** Action and callback ids. */
export const PLAYBOOK_PAGE = 'playbook.page';
export const LEARN = 'playbook.learn';
export const LEARN_FORM = 'playbook.learn_form';
export const WRITE_FORM = 'playbook.write_form';

/** What is shown while a playbook is read: a form must open within seconds of the click. */
export function loadingView(title: string): ModalView {
  return modal('playbook.loading', title, [{ type: 'section', text: { type: 'plain_text', text: 'Opening…' } }]);
}

/** A page of a playbook, with buttons to the others and for what was learned. */
export function playbookView(playbook: Playbook, pages: readonly KnownBlock[][], page: number): ModalView {
  const current = Math.min(Math.max(0, page), pages.length - 1);
  const button = (action_id: string, text: string, value: string) =>
    ({ type: 'button', action_id, text: { type: 'plain_text', text }, value }) as const;
  const at = (to: number) => `${to} ${playbook.file}`;
  const actions: ActionsBlock = {
    type: 'actions',
    elements: [
      ...(current > 0 ? [button(`${PLAYBOOK_PAGE}.back`, `‹ Page ${current}`, at(current - 1))] : []),
      ...(current < pages.length - 1
        ? [button(`${PLAYBOOK_PAGE}.on`, `Page ${current + 2} of ${pages.length} ›`, at(current + 1))]
        : []),
      button(LEARN, 'Add what you learned', playbook.file),
    ],
  };
  return modal('playbook.view', 'Playbook', [...(pages[current] ?? []), actions]);
}

/** The form for what somebody learned. */
export function learnView(playbook: Playbook): ModalView {
  return {
    ...modal(LEARN_FORM, 'What you learned', [
      { type: 'section', text: plain(playbook.title, 500) },
      textInput('text', 'What would have helped you?', { multiline: true }),
    ]),
    private_metadata: playbook.file,
    submit: { type: 'plain_text', text: 'Add' },
  };
}

/** The form for a playbook that is not there yet, begun for one alarm. */
export function writeView(alarm: string, subject: string): ModalView {
  return {
    ...modal(WRITE_FORM, 'Write a playbook', [
      textInput('title', 'Title', { initial: clip(alarm, 150) }),
      textInput('alarms', 'Alarms', {
        multiline: true,
        initial: alarm,
        hint: 'Names, one a line; * is any text, ? is any one character',
      }),
      textInput('triage', 'Triage: how bad is it?', { multiline: true }),
      textInput('mitigation', 'Mitigation: what helps?', { multiline: true, optional: true }),
    ]),
    private_metadata: subject,
    submit: { type: 'plain_text', text: 'Save' },
  };
}

function modal(callback_id: string, title: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id,
    title: { type: 'plain_text', text: clip(title, 24) },
    close: { type: 'plain_text', text: 'Close' },
    blocks,
  };
}

/** Name of the one element of each input block. */
export const INPUT = 'value';

type InputWish = { multiline?: boolean; initial?: string; hint?: string; optional?: boolean };

function textInput(
  block_id: string,
  label: string,
  { multiline = false, initial, hint, optional = false }: InputWish,
): InputBlock {
  return {
    type: 'input',
    block_id,
    optional,
    label: { type: 'plain_text', text: label },
    element: {
      type: 'plain_text_input',
      action_id: INPUT,
      multiline,
      max_length: 3000,
      ...(initial && { initial_value: clip(initial, 3000) }),
    },
    ...(hint && { hint: { type: 'plain_text', text: hint } }),
  };
}
