import { elementsOf } from '../slack/blocks.ts';
import { inputsOf, wordsOf } from '../slack/form.ts';
import type { ClickPlace } from '../slack/interact.ts';
import type { Json, View } from '../slack/sandbox.ts';
import type { Stage } from './stage.ts';

/** How long the bot may take to follow. */
const FOLLOWS_MS = 3000;

/**
 * `click BUTTON`, by the words on it, or `click MENU = CHOICE`: in the form that is open, else in what only you see, else
 * in #alerts, the newest first. @returns a hint when there is no such button.
 */
export async function click(typed: string, stage: Stage): Promise<string | null> {
  const { workspace, watch, you } = stage;
  const [, words = typed, choice] = /^(.+?)\s*=\s*(.+)$/.exec(typed) ?? [];
  const form = workspace.slack.views(you).at(-1);
  const from = watch.shown();
  const foot = form && (await clickFoot(stage, form, typed));
  if (foot !== undefined) return foot;
  const offered = places(stage, form).flatMap(({ at, blocks }) =>
    buttonsOf(blocks).map((button) => ({ at, ...button })),
  );
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
  return null;
}

/** The buttons at the foot of a form are not among its blocks. @returns undefined when none of them was meant. */
async function clickFoot(stage: Stage, form: View, typed: string) {
  const { workspace, watch, screen, you } = stage;
  const [cross, submit] = [wordsOf(form.close) || 'Close', wordsOf(form.submit)];
  if (isCalled(cross, typed)) {
    await workspace.slack.close(form.id);
    screen.print('The form is closed.');
    return null;
  }
  if (submit === '' || !isCalled(submit, typed)) return undefined;
  const from = watch.shown();
  const { errors, error } = await workspace.slack.submit(you, form.id, stage.typed.get(form.id) ?? {});
  const complaints = Object.entries(errors ?? {}).map(([block, text]) => `${labelOf(form, block)}: ${text}`);
  if (error || complaints.length > 0) return [...(error ? [error] : []), ...complaints].join('\n');
  screen.print('The form is sent.');
  await watch.settled({ from, atLeast: 1, withinMs: FOLLOWS_MS });
  return null;
}

/** `fill FIELD = TEXT`, in the form that is open. */
export async function fill(line: string, { workspace, you, screen, typed }: Stage): Promise<string | null> {
  const form = workspace.slack.views(you).at(-1);
  if (!form) return 'No form is open.';
  const [, field = '', text = ''] = /^(.+?)\s*=\s*(.*)$/.exec(line) ?? [];
  const label = inputsOf(form).find((each) => isCalled(each.label, field))?.label;
  if (label === undefined) {
    const labels = inputsOf(form).map((each) => each.label);
    return labels.length === 0
      ? 'The form has no fields.'
      : `Such as: fill ${labels[0]} = TEXT. Fields: ${labels.join(', ')}`;
  }
  typed.set(form.id, { ...typed.get(form.id), [label]: text });
  const send = wordsOf(form.submit);
  screen.print(`${label}: [${text}]${send === '' ? '' : `   (send it with: click ${send})`}`);
  return null;
}

type Place = { at: ClickPlace; blocks: readonly Json[] };

function places({ workspace: { slack }, you }: Stage, form: View | undefined): Place[] {
  if (form) return [{ at: { view: form.id }, blocks: form.blocks }];
  const whispers = slack.ephemerals(you).map(({ channel, message }) => ({ channel, message }));
  const alerts = slack
    .messages('alerts')
    .flatMap(({ ts }) => slack.thread('alerts', ts))
    .map((message) => ({ channel: 'alerts', message }));
  return [...whispers.toReversed(), ...alerts.toReversed()].map(({ channel, message }) => ({
    at: { channel, ts: message.ts },
    blocks: message.blocks ?? [],
  }));
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

function isCalled(words: string, typed: string): boolean {
  return words.toLowerCase() === typed.trim().toLowerCase();
}
