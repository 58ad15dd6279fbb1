import { elementsOf } from '../slack/blocks.ts';
import { inputsOf, optionsOf, wordsOf } from '../slack/form.ts';
import type { ClickPlace } from '../slack/interact.ts';
import type { Json, View } from '../slack/sandbox.ts';
import { formIsFilled } from './form-filled.ts';
import type { Stage } from './stage.ts';

/** How long the bot may take to follow. */
const FOLLOWS_MS = 3000;
/** A menu may offer a hundred. */
const CHOICES_SHOWN = 10;

/**
 * `click BUTTON`, by the words on it, or `click MENU = CHOICE`: in the form that is open, else in what only you see, in
 * your direct messages, in the channel you are in, in the others, the newest first, and in your App Home. `click BUTTON on
 * WORDS` means the message that says these. @returns a hint when there is no such button.
 */
export async function click(typed: string, stage: Stage): Promise<string | null> {
  const {
    workspace,
    watch,
    hands: { you },
  } = stage;
  const { words, choice, on } = readClick(typed);
  const form = workspace.slack.views(you).at(-1);
  const from = watch.shown();
  const foot = form && (await clickFoot(stage, form, typed));
  if (foot !== undefined) return foot;
  const says = ({ blocks }: Place) => JSON.stringify(blocks).toLowerCase().includes(on.toLowerCase());
  const offered = places(stage, form)
    .filter(says)
    .flatMap(({ at, blocks }) => buttonsOf(blocks).map((button) => ({ at, ...button })));
  const found = offered.find((each) => isCalled(each.words, words));
  if (!found) {
    const all = new Set([...(form ? feetOf(form) : []), ...offered.map((each) => each.words)]);
    return all.size === 0
      ? 'There is nothing to click on.'
      : `There is no such button. There is: ${[...all].join(', ')}`;
  }
  if (found.isMenu && choice === undefined) return `Choose something, such as: click ${found.words} = @bob`;
  await workspace.slack.click(you, found.at, found.id, choice === undefined ? {} : { selected: choice });
  await watch.settled({ from, atLeast: 1, withinMs: FOLLOWS_MS });
  if (!form) await formIsFilled(stage);
  return null;
}

function readClick(typed: string): { words: string; choice: string | undefined; on: string } {
  const [, menu, choice] = /^(.+?)\s*=\s*(.+)$/.exec(typed) ?? [];
  if (menu !== undefined) return { words: menu, choice, on: '' };
  const [, words = typed, on = ''] = /^(.+?)\s+on\s+(.+)$/.exec(typed) ?? [];
  return { words, choice, on };
}

/** The buttons at the foot of a form are not among its blocks. @returns undefined when none of them was meant. */
async function clickFoot(stage: Stage, form: View, typed: string) {
  const {
    workspace,
    watch,
    screen,
    hands: { you },
  } = stage;
  const [cross, submit] = [wordsOf(form.close) || 'Close', wordsOf(form.submit)];
  if (isCalled(cross, typed)) {
    await workspace.slack.close(form.id);
    screen.print('The form is closed.');
    return null;
  }
  if (submit === '' || !isCalled(submit, typed)) return undefined;
  const from = watch.shown();
  const { errors, error } = await workspace.slack.submit(you, form.id, typedInto(form, stage));
  const complaints = Object.entries(errors ?? {}).map(([block, text]) => `${labelOf(form, block)}: ${text}`);
  if (error || complaints.length > 0) return [...(error ? [error] : []), ...complaints].join('\n');
  screen.print('The form is sent.');
  await watch.settled({ from, atLeast: 1, withinMs: FOLLOWS_MS });
  return null;
}

/** `fill FIELD = TEXT`, in the form that is open; of a choice its beginning is enough. */
export async function fill(line: string, { workspace, hands: { you }, screen, typed }: Stage): Promise<string | null> {
  const form = workspace.slack.views(you).at(-1);
  if (!form) return 'No form is open.';
  const [, field = '', text = ''] = /^(.+?)\s*=\s*(.*)$/.exec(line) ?? [];
  const found = inputsOf(form).find((each) => isCalled(each.label, field));
  if (!found) {
    const labels = inputsOf(form).map((each) => each.label);
    return labels.length === 0
      ? 'The form has no fields.'
      : `Such as: fill ${labels[0]} = TEXT. Fields: ${labels.join(', ')}`;
  }
  const { label } = found;
  const choices = optionsOf(found.element).map((each) => wordsOf(each['text']));
  const given = choices.length === 0 ? text : choices.find((each) => begins(each, text));
  if (given === undefined) {
    const some = choices.slice(0, CHOICES_SHOWN);
    const rest = choices.length - some.length;
    const lines = [...some, ...(rest > 0 ? [`and ${rest} more`] : [])];
    return `There is no such choice. There is:\n  ${lines.join('\n  ')}`;
  }
  typed.set(form.id, { ...typed.get(form.id), [label]: given });
  const send = wordsOf(form.submit);
  screen.print(`${label}: [${given}]${send === '' ? '' : `   (send it with: click ${send})`}`);
  return null;
}

/** What was typed into the fields that a form has now: the app may have put other fields in the place of the first. */
function typedInto(form: View, { typed }: Stage): Record<string, string> {
  const labels = inputsOf(form).map(({ label }) => label);
  return Object.fromEntries(Object.entries(typed.get(form.id) ?? {}).filter(([label]) => labels.includes(label)));
}

type Place = { at: ClickPlace; blocks: readonly Json[] };

function places({ workspace: { slack }, hands: { you, channel: here } }: Stage, form: View | undefined): Place[] {
  if (form) return [{ at: { view: form.id }, blocks: form.blocks }];
  const whispers = slack.ephemerals(you).map(({ channel, message }) => ({ channel, message }));
  const letters = slack.directMessages(you).map((message) => ({ channel: you, message }));
  const open = slack.channels().flatMap(({ id: channel, name }) =>
    slack
      .messages(channel)
      .flatMap(({ ts }) => slack.thread(channel, ts))
      .map((message) => ({ channel, message, isHere: name === here })),
  );
  const newest = open.toSorted(
    (one, other) => Number(other.isHere) - Number(one.isHere) || Number(other.message.ts) - Number(one.message.ts),
  );
  const home = slack.homeOf(you);
  return [
    ...[...whispers.toReversed(), ...letters.toReversed(), ...newest].map(({ channel, message }) => ({
      at: { channel, ts: message.ts },
      blocks: message.blocks ?? [],
    })),
    ...(home ? [{ at: { view: home.id }, blocks: home.blocks }] : []),
  ];
}

function buttonsOf(blocks: readonly Json[]): { id: string; words: string; isMenu: boolean }[] {
  return blocks
    .filter(({ type }) => type !== 'input')
    .flatMap((block) => elementsOf(block))
    .map(({ action_id: id, text, placeholder, type }) => ({
      id: String(id),
      words: wordsOf(text) || wordsOf(placeholder),
      isMenu: type !== 'button',
    }));
}

function feetOf(form: View): string[] {
  return [wordsOf(form.close) || 'Close', wordsOf(form.submit)].filter((words) => words !== '');
}

function labelOf(form: View, blockId: string): string {
  return inputsOf(form).find((each) => each.blockId === blockId)?.label ?? blockId;
}

function begins(choice: string, typed: string): boolean {
  return typed !== '' && choice.toLowerCase().startsWith(typed.toLowerCase());
}

function isCalled(words: string, typed: string): boolean {
  return words.toLowerCase() === typed.trim().toLowerCase();
}
