import type { Content } from '../../outbox/say.ts';
import { button, saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import { type Move, moveWords } from './moved-words.ts';

/** Takes a gap for whoever presses it; its value is the gap's rotation and day. */
export const TAKE_GAP = 'duty.take_gap';

/** As many gaps have a line and a button of their own. */
const MOST = 10;

/** The alarm that shifts are nobody's, with a button for each. The ones who are to find somebody are named. */
export function gapContent(
  gaps: readonly Move[],
  { admins, zone }: { admins: readonly string[]; zone: string },
): Content {
  const whom =
    admins.length > 0
      ? `${admins.map(mention).join(', ')}: please find somebody.`
      : 'The configuration names no `admins` who could find somebody, so it is for whoever reads this.';
  const head = `:rotating_light: *${gaps.length === 1 ? 'Nobody has this shift' : `Nobody has these ${gaps.length} shifts`}.* ${whom}`;
  const shown = gaps.slice(0, MOST);
  const lines = shown.map((gap) => moveWords(gap, zone));
  const rest = gaps.length > MOST ? [`and ${gaps.length - MOST} more: see \`/duty schedule\``] : [];
  const { blocks } = saying(head);
  for (const [index, gap] of shown.entries()) {
    const accessory = button(TAKE_GAP, 'Take it', `${gap.rotation} ${gap.day}`);
    blocks.push({ type: 'section', text: { type: 'mrkdwn', text: lines[index] as string }, accessory });
  }
  for (const text of rest) blocks.push({ type: 'context', elements: [{ type: 'mrkdwn', text }] });
  return { text: [head, ...lines, ...rest].join('\n'), blocks };
}
