import type { ListItem, Root, RootContent } from 'mdast';
import { type Piece, toPieces } from '../../playbooks/pieces.ts';
import { SECTIONS, type Section } from '../../playbooks/playbook.ts';
import { readMarkdown } from '../../playbooks/read-markdown.ts';
import { codeBlock, literal } from '../../playbooks/slack-text.ts';
import { walk } from '../../playbooks/walk.ts';
import { cutText } from '../../slack/cut.ts';

/** One thing to do. `ordinal` counts from 1 in its section; `text` is mrkdwn of at most 2000 characters that pings nobody. */
export type Step = { section: Section['title']; ordinal: number; text: string };

/** Nobody ticks off more than these. */
const MOST_STEPS = 40;
/** UTF-16 units: room for the longest link that is made. The playbook itself has the rest. */
const LONGEST_STEP = 2000;

/**
 * The steps of a playbook, in the order of `SECTIONS`. Each item of a list is one, those within others too; a section
 * without lists has one for each paragraph. Code belongs to the step above it. At most 40 in a section.
 */
export async function stepsOf(sections: readonly Section[]): Promise<Step[]> {
  const steps = SECTIONS.map(async (section) => {
    const markdown = sections.filter(({ title }) => title === section).map((each) => each.markdown);
    const texts = stepTexts(await readMarkdown(markdown.join('\n\n')));
    return texts.slice(0, MOST_STEPS).map((text, index) => ({ section, ordinal: index + 1, text }));
  });
  return (await Promise.all(steps)).flat();
}

function stepTexts(root: Root): string[] {
  const isList = root.children.some(({ type }) => type === 'list');
  const definitions = [...walk(root)].filter((node) => node.type === 'definition');
  const steps = isList ? listedSteps(root.children) : paragraphSteps(root.children);
  const texts = steps.map((nodes) => fitting(toPieces({ type: 'root', children: [...nodes, ...definitions] })));
  return texts.filter((text) => /[^\s\p{Cf}\p{Cc}]/u.test(text));
}

const isCode = ({ type }: RootContent): boolean => type === 'code' || type === 'table';

/** What stands between the lists explains them, and is no step; code there belongs to the item it follows. */
function listedSteps(nodes: readonly RootContent[]): RootContent[][] {
  const steps: RootContent[][] = [];
  for (const node of nodes) {
    if (node.type === 'list') steps.push(...node.children.flatMap(itemSteps));
    else if (isCode(node)) steps.at(-1)?.push(node);
  }
  return steps;
}

function itemSteps({ children }: ListItem): RootContent[][] {
  const lists = children.filter((child) => child.type === 'list');
  const own = children.filter((child) => child.type !== 'list');
  return [own, ...lists.flatMap((list) => list.children.flatMap(itemSteps))];
}

function paragraphSteps(nodes: readonly RootContent[]): RootContent[][] {
  const steps: RootContent[][] = [];
  for (const node of nodes) {
    const above = steps.at(-1);
    if (isCode(node) && above) above.push(node);
    else if (node.type !== 'heading') steps.push([node]);
  }
  return steps;
}

/** The pieces as one text, as far as it goes; code that is cut is fenced all the same. */
function fitting(pieces: readonly Piece[]): string {
  let text = '';
  for (const piece of pieces) {
    if (piece.kind === 'divider') continue;
    const shown = (part: string): string => (piece.kind === 'code' ? codeBlock(part) : part);
    const gap = text === '' ? '' : '\n';
    const room = LONGEST_STEP - text.length - gap.length - shown('').length - 1;
    if (room < 1) return `${text}…`;
    // Of all pieces a heading alone is not escaped yet.
    const [part = '', ...more] = cutText(piece.kind === 'heading' ? literal(piece.text) : piece.text, room);
    // A link that was cut would take what is written behind it for its rest.
    if (more.length > 0) return text + gap + shown(`${part.replace(/<[^<>]*$/, '')}…`);
    text += gap + shown(part);
  }
  return text;
}
