import type { Definition, Delete, Emphasis, Nodes, PhrasingContent, Strong } from 'mdast';
import { plainHtml } from './plain-html.ts';
import { inlineCode, literal, webLink } from './slack-text.ts';
import { walk } from './walk.ts';

/** The link targets that a page defines apart (`[name]: https://…`), by identifier. */
export type Definitions = ReadonlyMap<string, Definition>;

/** What is styled more often over is shown bare: nobody could see the difference, and the stack has an end. */
const DEEPEST = 12;

/** The words of a line as Slack's mrkdwn. Nothing in them can ping. */
export function inlineMrkdwn(nodes: readonly PhrasingContent[], definitions: Definitions, depth = 0): string {
  return nodes.map((node) => inlineNode(node, definitions, depth)).join('');
}

/** The words without any styling, in one line or, where the writer broke it, several. Not escaped. */
export function bareText(node: Nodes): string {
  return [...walk(node)].map(ownText).join('');
}

function ownText(node: Nodes): string {
  if (node.type === 'html') return plainHtml(node.value);
  if (node.type === 'break') return '\n';
  if (node.type === 'image' || node.type === 'imageReference') return node.alt ?? '';
  return 'value' in node ? node.value : '';
}

function inlineNode(node: PhrasingContent, definitions: Definitions, depth: number): string {
  switch (node.type) {
    case 'text':
      return literal(node.value.replace(/[ \t]*\n[ \t]*/g, ' '));
    case 'strong':
      return styled('*', node, definitions, depth);
    case 'emphasis':
      return styled('_', node, definitions, depth);
    case 'delete':
      return styled('~', node, definitions, depth);
    case 'inlineCode':
      return inlineCode(node.value);
    case 'break':
      return '\n';
    case 'html':
      return literal(plainHtml(node.value));
    case 'footnoteReference':
      return literal(`[${node.label ?? node.identifier}]`);
    default:
      return inlineLink(node, definitions);
  }
}

function styled(mark: string, node: Strong | Emphasis | Delete, definitions: Definitions, depth: number): string {
  if (depth >= DEEPEST) return literal(bareText(node).replace(/[ \t]*\n[ \t]*/g, ' '));
  const inside = inlineMrkdwn(node.children, definitions, depth + 1);
  // The zero-width spaces make it a style also within a word; Slack styles nothing that spans lines.
  return /^\s*$|\n/.test(inside) ? inside : `\u200b${mark}${inside}${mark}\u200b`;
}

type Linking = Extract<PhrasingContent, { type: 'link' | 'linkReference' | 'image' | 'imageReference' }>;

/** Slack shows no image from elsewhere within text, so one becomes a link to it. */
function inlineLink(node: Linking, definitions: Definitions): string {
  const url = 'url' in node ? node.url : definitions.get(node.identifier)?.url;
  const label = bareText(node);
  return url === undefined ? literal(label) : webLink(url, label);
}
