import type { KnownBlock } from '@slack/types';
import { toBlocks } from '../playbooks/pages.ts';
import { toPieces } from '../playbooks/pieces.ts';
import { readMarkdown } from '../playbooks/read-markdown.ts';
import { mentioning } from '../slack/spoken.ts';

/**
 * A message has room for 50 blocks and about 11,000 characters in them (see runbook/runbook-parts.ts); more of a summary
 * than this nobody reads in a channel.
 */
const MOST = 10;
const MOST_CHARACTERS = 5000;

/** A summary, Markdown as colleagues typed it, as blocks of which nothing is live but links and people. */
export async function summaryBlocks(markdown: string): Promise<KnownBlock[]> {
  if (markdown.trim() === '') return [];
  const blocks = toBlocks(toPieces(await readMarkdown(markdown)));
  let room = MOST_CHARACTERS;
  const fits = (block: KnownBlock) => {
    room -= JSON.stringify(block).length;
    return room >= 0;
  };
  const shown = blocks.slice(0, MOST).map(withPeople).filter(fits);
  const cut: KnownBlock = {
    type: 'context',
    elements: [{ type: 'mrkdwn', text: '_The summary goes on: *Edit* shows all of it._' }],
  };
  return blocks.length > shown.length ? [...shown, cut] : shown;
}

const withPeople = (block: KnownBlock): KnownBlock =>
  block.type === 'section' && block.text?.type === 'mrkdwn'
    ? { ...block, text: { ...block.text, text: mentioning(block.text.text) } }
    : block;
