import { identifier, plainText } from './block-parts.ts';
import { anything, byType, type Check, flag, object, problem, text } from './check.ts';
import type { View } from './shapes.ts';

// https://docs.slack.dev/reference/views

const always = { private_metadata: text(3000, 0), callback_id: identifier, external_id: text(255, 0) };

const modal = object({
  must: { title: plainText(24), blocks: anything },
  may: {
    ...always,
    submit: plainText(24),
    close: plainText(24),
    clear_on_close: flag,
    notify_on_close: flag,
    submit_disabled: flag,
  },
});
const home = object({ must: { blocks: anything }, may: always });

/** What is wrong with everything of a view but its blocks. */
export function checkViewFrame(view: unknown, type: View['type']): string[] {
  const problems: string[] = [];
  const frame: Check = byType(type === 'modal' ? { modal } : { home });
  frame(view, '/view', problems);
  if (typeof view === 'object' && view !== null && 'blocks' in view && !Array.isArray(view.blocks)) {
    problems.push(problem('must be an array', '/view/blocks'));
  }
  return problems;
}
