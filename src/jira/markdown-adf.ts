import type { Definition, List, Nodes, PhrasingContent, Root, RootContent, Table } from 'mdast';
import { readMarkdown } from '../playbooks/read-markdown.ts';
import {
  type AdfBlock,
  type AdfInline,
  type AdfInner,
  type AdfItem,
  type AdfMark,
  linkTo,
  paragraph,
  printable,
  textOf,
} from './adf.ts';

/** What a text shall say instead: names for the ids of people. */
type Spell = (text: string) => string;
type Page = { definitions: ReadonlyMap<string, Definition>; spell: Spell };

/** What lies deeper is shown without its form: nobody reads it, and the stack has an end. */
const DEEPEST = 8;

/** Markdown as the blocks of a document. `spell` is applied to its texts, but not to code and addresses. */
export async function markdownBlocks(markdown: string, spell: Spell = (text) => text): Promise<AdfBlock[]> {
  const root = await readMarkdown(printable(markdown));
  return root.children.flatMap((node) => blockOf(node, { definitions: definitionsOf(root), spell }));
}

const definitionsOf = ({ children }: Root): Page['definitions'] =>
  new Map(children.flatMap((node) => (node.type === 'definition' ? [[node.identifier, node] as const] : [])));

function blockOf(node: RootContent, page: Page): AdfBlock[] {
  switch (node.type) {
    case 'heading':
      return [{ type: 'heading', attrs: { level: node.depth }, content: inline(node.children, page) }];
    case 'thematicBreak':
      return [{ type: 'rule' }];
    case 'blockquote': {
      const content = node.children.flatMap((child) => innerOf(child, page, 1));
      return content.length === 0 ? [] : [{ type: 'blockquote', content }];
    }
    default:
      return innerOf(node, page, 0);
  }
}

/** What stands in lists and quotes, where there are neither headings nor further quotes: those become paragraphs. */
function innerOf(node: Nodes, page: Page, depth: number): AdfInner[] {
  switch (node.type) {
    case 'paragraph':
    case 'heading':
      return [paragraph(inline(node.children, page))];
    case 'code':
      return codeOf(printable(node.value), node.lang ?? null);
    case 'list':
      return depth >= DEEPEST ? bare(node, page) : listOf(node, page, depth + 1);
    case 'blockquote':
    case 'footnoteDefinition':
      return depth >= DEEPEST ? bare(node, page) : node.children.flatMap((child) => innerOf(child, page, depth + 1));
    case 'table':
      return tableOf(node, page);
    case 'html':
      return [paragraph(textOf(node.value))];
    default:
      return [];
  }
}

const bare = (node: Nodes, page: Page): AdfInner[] => [paragraph(textOf(page.spell(wordsOf(node))))];

function codeOf(text: string, language: string | null): AdfInner[] {
  const content = text === '' ? [] : [{ type: 'text' as const, text }];
  return [
    {
      type: 'codeBlock',
      ...(language !== null && /^[\w+#-]{1,30}$/.test(language) && { attrs: { language } }),
      content,
    },
  ];
}

function listOf({ ordered, start, children }: List, page: Page, depth: number): AdfInner[] {
  const content = children.map((item): AdfItem => {
    const inner = item.children.flatMap((child) => innerOf(child, page, depth));
    const box = item.checked == null ? [] : textOf(item.checked ? '☑ ' : '☐ ');
    const [first, ...rest] = inner;
    if (first?.type === 'paragraph') {
      return { type: 'listItem', content: [paragraph([...box, ...first.content]), ...rest] };
    }
    const begins = first?.type === 'codeBlock' && box.length === 0;
    return { type: 'listItem', content: begins ? inner : [paragraph(box), ...inner] };
  });
  if (content.length === 0) return [];
  return [ordered ? { type: 'orderedList', attrs: { order: start ?? 1 }, content } : { type: 'bulletList', content }];
}

/** A table as lines of code: they keep its columns, and may stand everywhere. */
function tableOf({ children }: Table, { spell }: Page): AdfInner[] {
  const rows = children.map((row) => row.children.map((cell) => spell(wordsOf(cell))).join(' | '));
  return codeOf(printable(rows.join('\n')), null);
}

function inline(nodes: readonly PhrasingContent[], page: Page, marks: readonly AdfMark[] = []): AdfInline[] {
  return nodes.flatMap((node) => inlineOf(node, page, marks));
}

function inlineOf(node: PhrasingContent, page: Page, marks: readonly AdfMark[]): AdfInline[] {
  switch (node.type) {
    case 'text':
      return textOf(page.spell(node.value), marks);
    case 'strong':
      return inline(node.children, page, withMark(marks, 'strong'));
    case 'emphasis':
      return inline(node.children, page, withMark(marks, 'em'));
    case 'delete':
      return inline(node.children, page, withMark(marks, 'strike'));
    case 'inlineCode':
      return textOf(node.value.replaceAll('\n', ' '), [{ type: 'code' }]);
    case 'break':
      return [{ type: 'hardBreak' }];
    case 'html':
      return textOf(node.value, marks);
    case 'footnoteReference':
      return textOf(`[${node.label ?? node.identifier}]`, marks);
    default: {
      const url = 'url' in node ? node.url : page.definitions.get(node.identifier)?.url;
      const label = page.spell(wordsOf(node)).replaceAll('\n', ' ');
      return url === undefined ? textOf(label, marks) : linkTo(url, label, marks);
    }
  }
}

/** A text has each mark once. */
const withMark = (marks: readonly AdfMark[], type: 'strong' | 'em' | 'strike'): readonly AdfMark[] =>
  marks.some((mark) => mark.type === type) ? marks : [...marks, { type }];

/** The words of something without their form. */
function wordsOf(node: Nodes): string {
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  if (node.type === 'break') return '\n';
  if ('value' in node) return node.value;
  if (!('children' in node)) return '';
  const apart = node.type === 'list' || node.type === 'listItem' || node.type === 'blockquote' ? '\n' : '';
  return node.children.map(wordsOf).join(apart);
}
