import type { RichTextBlock, RichTextElement } from '@slack/types';
import { escaped, isWebAddress, slackTime } from './text.ts';

/** A piece of a line: literal text, or something live that we put there ourselves. */
export type Piece =
  | string
  | { bold: string }
  | { url: string | null; label: string }
  | { user: string }
  | { at: Date; form?: string };

/**
 * Lines in a `rich_text` block, in which Slack formats nothing by itself: right for text from outside
 * (https://docs.slack.dev/reference/block-kit/blocks/rich-text-block). Messages that are rewritten do without it, for
 * Slack does not let rich text become anything else.
 */
export function rich(lines: readonly (readonly Piece[])[]): RichTextBlock {
  const pieces = lines.flatMap((line, index) => [...(index > 0 ? ['\n'] : []), ...line]);
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: pieces.map(toElement) }] };
}

/** The same for a message's `text`. */
export function spoken(line: readonly Piece[], zone: string): string {
  return line.map((piece) => speak(piece, zone)).join('');
}

/** Rich text is literal; the sequences that would ping elsewhere are broken up for whoever copies them out of it. */
function literal(text: string): string {
  return text.replace(/<(?=[!@#])/g, '<\u2060');
}

function toElement(piece: Piece): RichTextElement {
  if (typeof piece === 'string') return { type: 'text', text: literal(piece) };
  if ('bold' in piece) return { type: 'text', text: literal(piece.bold), style: { bold: true } };
  if ('user' in piece) return { type: 'user', user_id: piece.user };
  if ('at' in piece) {
    return {
      type: 'date',
      timestamp: Math.floor(piece.at.getTime() / 1000),
      format: piece.form ?? '{date_short_pretty} {time}',
    };
  }
  const text = literal(piece.label);
  return piece.url !== null && isWebAddress(piece.url)
    ? { type: 'link', url: piece.url, text }
    : { type: 'text', text };
}

function speak(piece: Piece, zone: string): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('bold' in piece) return escaped(piece.bold);
  if ('user' in piece) return `<@${piece.user}>`;
  if ('at' in piece) return slackTime(piece.at, zone, piece.form);
  return escaped(piece.label);
}
