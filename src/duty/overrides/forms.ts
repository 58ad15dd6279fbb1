import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { plain } from '../../slack/text.ts';
import { dayWords, hoursWords } from '../day-words.ts';
import { dutyWords, type Shift } from '../shift.ts';

/** Forms, and their fields; every field's action is FIELD. */
export const COVER_FORM = 'duty.cover_form';
export const SWAP_FORM = 'duty.swap_form';
export const AWAY_FORM = 'duty.away_form';
/** Asks whether what an absence moves is meant; its private metadata is the order as JSON. */
export const AWAY_CONFIRM = 'duty.away_confirm';
export const FIELD = 'chosen';

/** The action ids of buttons that open the forms. */
export const formButtons = { cover: 'duty.open.cover', swap: 'duty.open.swap', away: 'duty.open.away' };
/** What can be opened. */
export type FormName = keyof typeof formButtons;

const titles: Readonly<Record<FormName, string>> = { cover: 'Cover a shift', swap: 'Swap shifts', away: 'Be away' };

/** Slack takes no more options: https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element */
const MOST_OPTIONS = 100;
const MOST_LABEL = 75;

/** How shifts are shown in forms. `names`: what people are called, by member. */
export type OptionLook = { zone: string; names: ReadonlyMap<string, string> };

const view = (name: FormName, blocks: KnownBlock[], close = 'Cancel'): ModalView => ({
  type: 'modal',
  title: { type: 'plain_text', text: titles[name] },
  close: { type: 'plain_text', text: close },
  blocks,
});
const withSubmit = (form: ModalView, callback_id: string, submit: string): ModalView => ({
  ...form,
  callback_id,
  submit: { type: 'plain_text', text: submit },
});
const section = (text: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text } });

/** What stands in a form while its shifts are read: Slack lets a form open only at once. */
export const formToCome = (name: FormName): ModalView => view(name, [section('Looking at the schedule …')]);

/** A form's place taken by a text, with nothing to submit; `close` is on the button that leads away from it. */
export const textForm = (name: FormName, text: string, close = 'Close'): ModalView =>
  view(name, [section(text)], close);

/** The form to take somebody's shift, or a gap. */
export function coverForm(shifts: readonly Shift[], look: OptionLook): ModalView {
  if (shifts.length === 0) return textForm('cover', 'There is no shift that you could take.');
  const blocks = shiftField('shift', 'Which shift do you take?', { shifts, look });
  return withSubmit(view('cover', blocks), COVER_FORM, 'Take it');
}

/** The form to offer one of one's shifts for somebody else's. */
export function swapForm(
  { mine, theirs }: { mine: readonly Shift[]; theirs: readonly Shift[] },
  look: OptionLook,
): ModalView {
  if (mine.length === 0) return textForm('swap', 'You have no shift to come that you could swap.');
  if (theirs.length === 0) return textForm('swap', 'Nobody has a shift that could be swapped for one of yours.');
  const blocks = [
    ...shiftField('mine', 'Which shift do you give?', { shifts: mine, look }),
    ...shiftField('theirs', 'Which shift do you want?', { shifts: theirs, look }),
    section('Whoever has it is asked first. Nothing changes before they accept.'),
  ];
  return withSubmit(view('swap', blocks), SWAP_FORM, 'Ask');
}

/** The form to be away, from `today` at the earliest. */
export function awayForm(today: string): ModalView {
  const day = (block_id: string, label: string): KnownBlock => ({
    type: 'input',
    block_id,
    label: { type: 'plain_text', text: label },
    element: { type: 'datepicker', action_id: FIELD, initial_date: today },
  });
  const blocks = [day('from', 'First day'), day('to', 'Last day')];
  return withSubmit(view('away', blocks), AWAY_FORM, 'See what it moves');
}

/** Shows what an absence would move, before it does. */
export function awayConfirm(text: string, metadata: string): ModalView {
  return { ...withSubmit(textForm('away', text, 'Cancel'), AWAY_CONFIRM, 'Do it'), private_metadata: metadata };
}

function shiftField(
  block_id: string,
  label: string,
  { shifts, look }: { shifts: readonly Shift[]; look: OptionLook },
): KnownBlock[] {
  const options = shifts.slice(0, MOST_OPTIONS).map((shift) => optionOf(shift, look));
  const field: KnownBlock = {
    type: 'input',
    block_id,
    label: { type: 'plain_text', text: label },
    element: { type: 'static_select', action_id: FIELD, options },
  };
  if (shifts.length <= MOST_OPTIONS) return [field];
  const hint = `Only the next ${MOST_OPTIONS} shifts are listed.`;
  return [field, { type: 'context', elements: [{ type: 'mrkdwn', text: hint }] }];
}

function optionOf(shift: Shift, { zone, names }: OptionLook): PlainTextOption {
  const { rotation, day, member } = shift;
  const name = member === null ? 'nobody' : (names.get(member) ?? member);
  const label = `${dayWords(day)} ${hoursWords(shift, zone)} · ${dutyWords[rotation]} · ${name}`;
  return { text: plain(label, MOST_LABEL), value: [rotation, day, member ?? ''].join(' ') };
}
