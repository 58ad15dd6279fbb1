import { escaped, mention, slackTime } from '../slack/text.ts';
import type { Piece } from './pieces.ts';
import { codeText, webLink, withoutBroadcasts } from './slack-text.ts';

/** What somebody learned while using a playbook. `by` is a Slack user id, `text` what they typed in Slack. */
export type Note = { by: string; at: Date; text: string };

/** The notes under a playbook, oldest first. Nothing when there are none. */
export function notePieces(notes: readonly Note[]): Piece[] {
  if (notes.length === 0) return [];
  const inOrder = notes.toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return [{ kind: 'heading', text: 'What we learned' }, ...inOrder.flatMap(onePiece)];
}

function onePiece({ by, at, text }: Note): Piece[] {
  // Slack shows the time in each reader's zone; only old clients see the fallback.
  const signed: Piece = { kind: 'text', text: `${mention(by)} · ${slackTime(at, 'UTC')}`, close: false };
  // Fences come in pairs: what stands between two is code, and a single last one is only text.
  const parts = text.trim().replace(/\r\n?/g, '\n').split('```');
  const open = parts.length % 2 === 0 ? (parts.pop() ?? '') : null;
  const pieces = parts.map(
    (part, index): Piece =>
      index % 2 === 1
        ? { kind: 'code', text: codeText(part.replace(/^\n|\n$/g, '')), close: true }
        : { kind: 'text', text: typedText(part.trim()), close: true },
  );
  if (open !== null) pieces.push({ kind: 'text', text: typedText(open.trim()), close: true });
  return [signed, ...pieces.filter((piece) => !('text' in piece) || piece.text !== '')];
}

/**
 * What a colleague typed keeps its formatting and its mentions of people and channels; those of everybody, of groups
 * and links with a label (which may belie their target) are shown as text. A bare web address becomes a link, without the
 * punctuation that ends its sentence.
 */
function typedText(text: string): string {
  return text
    .split(/(<[@#][A-Z0-9]+(?:\|[^<>]*)?>|https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)\]'"])/)
    .map((part, index) => (index % 2 === 0 ? withoutBroadcasts(escaped(part)) : live(part)))
    .join('');
}

function live(part: string): string {
  if (!part.startsWith('<')) return webLink(part, part);
  return part.replace(/\|.*>$/s, '>');
}
