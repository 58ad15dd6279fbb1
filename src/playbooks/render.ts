import type { KnownBlock } from '@slack/types';
import { type Note, notePieces } from './notes.ts';
import { toBlocks, toPages } from './pages.ts';
import { type Piece, toPieces } from './pieces.ts';
import type { Playbook } from './playbook.ts';
import { readMarkdown } from './read-markdown.ts';
import { literal } from './slack-text.ts';

/**
 * A playbook as the pages of a modal: its title, its text, what colleagues learned (newest last). At least one page, each
 * with at least one block, at most 90 blocks and 20,000 characters. Nothing in it pings anybody: a modal notifies
 * nobody, and of what would, elsewhere, only mentions of people in notes are left.
 */
export async function renderPages(playbook: Playbook, notes: readonly Note[]): Promise<KnownBlock[][]> {
  const title: Piece = { kind: 'heading', text: playbook.title };
  const owner: Piece[] = playbook.owner
    ? [{ kind: 'text', text: `Owner: ${literal(playbook.owner)}`, close: false }]
    : [];
  const text = toPieces(await readMarkdown(playbook.markdown));
  return toPages(toBlocks([title, ...owner, ...text, ...notePieces(notes)]));
}
