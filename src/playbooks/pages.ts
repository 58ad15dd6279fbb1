import type { HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { cutText } from '../slack/cut.ts';
import { escaped } from '../slack/text.ts';
import type { Piece } from './pieces.ts';
import { codeBlock, literal } from './slack-text.ts';

/** Slack's limits, in UTF-16 units (https://docs.slack.dev/reference/block-kit/blocks/section-block, …/header-block). */
const LONGEST_SECTION = 3000;
const LONGEST_HEADER = 150;
/** A modal takes 100 blocks (https://docs.slack.dev/surfaces/modals); buttons to turn the pages need a few. */
const MOST_BLOCKS = 90;
/** A view as a whole takes 250 kB; a page of this many characters stays far below and can still be read. */
const MOST_CHARACTERS = 20_000;

const FENCES = codeBlock('').length;

/** Joins pieces to blocks: as much text in a section as fits, so that few blocks hold much. */
export function toBlocks(pieces: readonly Piece[]): KnownBlock[] {
  const blocks: KnownBlock[] = [];
  let open = '';
  const close = (): void => {
    if (isVisible(open)) blocks.push(section(open));
    open = '';
  };
  for (const piece of pieces) {
    if (piece.kind !== 'divider' && !isVisible(piece.text)) continue;
    const whole = wholeBlock(piece);
    if (whole) {
      close();
      blocks.push(whole);
      continue;
    }
    const gap = open === '' ? '' : 'close' in piece && piece.close ? '\n' : '\n\n';
    const [first = '', ...rest] = fitting(piece);
    if (rest.length === 0 && open.length + gap.length + first.length <= LONGEST_SECTION) open += gap + first;
    else
      for (const part of [first, ...rest]) {
        close();
        open = part;
      }
  }
  close();
  return blocks;
}

/** The piece as a block of its own, if it is one. A heading too long for a header is text. */
function wholeBlock(piece: Piece): KnownBlock | null {
  if (piece.kind === 'divider') return { type: 'divider' };
  const text = piece.kind === 'heading' ? escaped(piece.text) : '';
  return text !== '' && text.length <= LONGEST_HEADER ? header(text) : null;
}

/** The piece as mrkdwn, in parts that fit a section each. Code that is cut is fenced again. */
function fitting(piece: Piece): string[] {
  switch (piece.kind) {
    case 'divider':
      return [];
    case 'code':
      return cutText(piece.text, LONGEST_SECTION - FENCES).map(codeBlock);
    case 'heading':
      return cutText(literal(piece.text), LONGEST_SECTION - 2).map((part) => `*${part}*`);
    case 'text':
      return cutText(piece.text, LONGEST_SECTION);
  }
}

/** Slack refuses texts of nothing, and to a reader invisible characters are nothing. */
function isVisible(text: string): boolean {
  return /[^\s\p{Cf}\p{Cc}]/u.test(text);
}

/** `expand` shows it all at once; `verbatim` keeps Slack from guessing mentions and links. */
function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: text.toWellFormed(), verbatim: true }, expand: true };
}

function header(text: string): HeaderBlock {
  return { type: 'header', text: { type: 'plain_text', text: text.toWellFormed(), emoji: false } };
}

/** Spreads blocks over pages for a modal. A header does not stay behind at the foot of a page. */
export function toPages(blocks: readonly KnownBlock[]): KnownBlock[][] {
  const pages: KnownBlock[][] = [];
  let page: KnownBlock[] = [];
  for (const block of blocks) {
    const length = [...page, block].reduce((sum, each) => sum + textLength(each), 0);
    if (page.length + 1 > MOST_BLOCKS || length > MOST_CHARACTERS) {
      const last = page.at(-1);
      const carried = last?.type === 'header' && page.length > 1 ? [last] : [];
      pages.push(page.slice(0, page.length - carried.length));
      page = carried;
    }
    page.push(block);
  }
  return page.length > 0 ? [...pages, page] : pages;
}

function textLength(block: KnownBlock): number {
  return (block.type === 'section' || block.type === 'header') && block.text ? block.text.text.length : 0;
}
