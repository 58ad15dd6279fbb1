import { wordsOf } from '../slack/form.ts';
import type { Stage } from './stage.ts';

/** Some forms stay as they open: they only tell something. */
const PATIENCE_MS = 1500;

/** Slack wants a form to open at once: one that opened without a button to send it may get its fields a moment later. */
export async function formIsFilled({ workspace, watch, hands: { you } }: Stage): Promise<void> {
  const form = workspace.slack.views(you).at(-1);
  const from = watch.shown();
  if (form && wordsOf(form.submit) === '') await watch.settled({ from, atLeast: 1, withinMs: PATIENCE_MS });
}
