import type { List, ListItem, Root, RootContent, Table } from 'mdast';
import { bareText, type Definitions, inlineMrkdwn } from './inline.ts';
import { plainHtml } from './plain-html.ts';
import { codeText, literal } from './slack-text.ts';
import { tableText } from './table.ts';
import { walk } from './walk.ts';

/** A part of a page that is shown in one piece where it fits. All text but that of headings is escaped. */
export type Piece =
  | { kind: 'heading'; text: string }
  | { kind: 'divider' }
  /** `close` tells that it belongs to the piece before it: no blank line between them. */
  | { kind: 'text'; text: string; close: boolean }
  /** The lines of a block of code, without fences. */
  | { kind: 'code'; text: string; close: boolean };

/** Where a node stands: what each of its lines begins with, and whether it belongs to what is before it. */
type Place = { indent: string; close: boolean };

const TOP: Place = { indent: '', close: false };
/** Plain spaces at the beginning of a section are dropped by Slack. */
const INDENT = '\u2003';

/** Cuts a page into pieces. */
export function toPieces(root: Root): Piece[] {
  const defined = [...walk(root)].filter((node) => node.type === 'definition');
  // Of several with one name Markdown takes the first.
  const definitions = new Map(defined.toReversed().map((definition) => [definition.identifier, definition]));
  return root.children.flatMap((node) => nodePieces(node, TOP, definitions));
}

function nodePieces(node: RootContent, place: Place, definitions: Definitions): Piece[] {
  switch (node.type) {
    case 'heading':
      if (place.indent === '') return [{ kind: 'heading', text: bareText(node).replace(/\s+/g, ' ').trim() }];
      return [textPiece(bold(literal(bareText(node).replace(/\s+/g, ' ').trim())), place)];
    case 'paragraph':
      return [textPiece(inlineMrkdwn(node.children, definitions), place)];
    case 'thematicBreak':
      return [{ kind: 'divider' }];
    case 'code':
      return [{ kind: 'code', text: codeText(node.value), close: place.close }];
    case 'table':
      return [{ kind: 'code', text: codeText(tableText(cellsOf(node))), close: place.close }];
    case 'list':
      return listPieces(node, place, definitions);
    case 'blockquote':
      return childPieces(node.children, { ...place, indent: `${place.indent}> ` }, definitions);
    case 'footnoteDefinition':
      return childPieces(
        node.children,
        { ...place, indent: literal(`[${node.label ?? node.identifier}] `) },
        definitions,
      );
    case 'html':
      return [textPiece(literal(plainHtml(node.value).trim()), place)];
    default:
      return [];
  }
}

function childPieces(children: readonly RootContent[], place: Place, definitions: Definitions): Piece[] {
  return children.flatMap((child, index) =>
    nodePieces(child, { ...place, close: place.close || index > 0 }, definitions),
  );
}

/** A heading within a list or a quote, where Slack knows none. */
function bold(text: string): string {
  return text === '' ? '' : `*${text}*`;
}

function textPiece(text: string, { indent, close }: Place): Piece {
  return { kind: 'text', text: text.replace(/^/gm, indent), close };
}

function cellsOf({ children }: Table): string[][] {
  return children.map((row) => row.children.map((cell) => bareText(cell).replace(/\s+/g, ' ').trim()));
}

function listPieces(list: List, place: Place, definitions: Definitions): Piece[] {
  return list.children.flatMap((item, index) => {
    const mark = list.ordered ? `${(list.start ?? 1) + index}.` : '•';
    return itemPieces(item, mark, { indent: place.indent, close: place.close || index > 0 }, definitions);
  });
}

/** The mark stands before the first line; what follows it in the item is moved in. */
function itemPieces(item: ListItem, mark: string, place: Place, definitions: Definitions): Piece[] {
  const box = item.checked === true ? '☑ ' : item.checked === false ? '☐ ' : '';
  const [first, ...rest] = item.children;
  const inner = { indent: place.indent + INDENT, close: true };
  const lead = first?.type === 'paragraph' ? inlineMrkdwn(first.children, definitions) : '';
  const [line = '', ...more] = lead.split('\n');
  const text = [`${place.indent}${mark} ${box}${line}`, ...more.map((each) => inner.indent + each)].join('\n');
  const below = first && first.type !== 'paragraph' ? item.children : rest;
  return [{ kind: 'text', text, close: place.close }, ...childPieces(below, inner, definitions)];
}
