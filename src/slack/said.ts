import type { Button, KnownBlock } from '@slack/types';
import { clip } from '../clip.ts';
import type { Content } from '../outbox/say.ts';

/** What Slack takes in one section: https://docs.slack.dev/reference/block-kit/blocks/section-block */
const MOST = 3000;

/** A message of mrkdwn, escaped already; with blocks below it, such as buttons. */
export function saying(text: string, ...below: KnownBlock[]): Content {
  const shown = clip(text, MOST);
  return { text: shown, blocks: [{ type: 'section', text: { type: 'mrkdwn', text: shown } }, ...below] };
}

/** A row of buttons. */
export const buttons = (...elements: Button[]): KnownBlock => ({ type: 'actions', elements });

/** A button; `value` comes back when it is pressed. */
export const button = (action_id: string, label: string, value: string): Button => ({
  type: 'button',
  action_id,
  text: { type: 'plain_text', text: label },
  value,
});
