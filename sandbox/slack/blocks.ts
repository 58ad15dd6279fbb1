import { accessoryElements, actionElements, inputElements } from './block-elements.ts';
import { anyText, identifier, imageFields, plainText, textTypes } from './block-parts.ts';
import { anything, byType, type Check, flag, isObject, list, object, oneOf, problem, text } from './check.ts';
import { richText, richTextElements } from './rich-text.ts';
import type { Json, StoredFile } from './shapes.ts';

// The limits are those of https://docs.slack.dev/reference/block-kit/blocks and of @slack/types.

/** Where blocks are shown; each place takes its own kinds. */
export type Surface = 'message' | 'modal' | 'home';

const MAX_BLOCKS = { message: 50, modal: 100, home: 100 } as const;
const MAX_MARKDOWN = 12_000;

const block = (must: Record<string, Check>, may: Record<string, Check> = {}, also: Check = anything): Check =>
  object({ must, may: { ...may, block_id: identifier }, also });

const saysSomething: Check = (value, at, problems) => {
  if (isObject(value) && value['text'] === undefined && value['fields'] === undefined) {
    problems.push(problem('must define either `text` or `fields`', at));
  }
};

const cell = byType({
  raw_text: object({ must: { text: text(3000) } }),
  raw_number: object({ must: { value: anything, text: text(3000) } }),
  rich_text: richText,
});

const everywhere: Record<string, Check> = {
  section: block(
    {},
    {
      text: anyText(3000),
      fields: list(anyText(2000), 10),
      accessory: byType(accessoryElements),
      expand: flag,
    },
    saysSomething,
  ),
  header: block({ text: plainText(150) }),
  divider: block({}),
  image: block(imageFields.must, { ...imageFields.may, title: plainText(2000) }, imageFields.also),
  context: block({ elements: list(byType({ ...textTypes(3000), image: object(imageFields) }), 10) }),
  actions: block({ elements: list(byType(actionElements), 25) }),
  input: block(
    { label: plainText(2000), element: byType(inputElements) },
    { hint: plainText(2000), optional: flag, dispatch_action: flag },
  ),
  rich_text: block({ elements: richTextElements }),
};

const messageOnly: Record<string, Check> = {
  markdown: block({ text: text(MAX_MARKDOWN) }),
  table: block(
    { rows: list(list(cell, 20), 100) },
    { column_settings: list(object({ may: { align: oneOf('left', 'center', 'right'), is_wrapped: flag } }), 20) },
  ),
};

const kinds: Readonly<Record<Surface, Check>> = {
  message: byType({ ...everywhere, ...messageOnly }),
  modal: byType(everywhere),
  home: byType(everywhere),
};

type Place = { surface: Surface; files: ReadonlyMap<string, StoredFile>; at?: string };

/** What Slack would refuse in `blocks`, one line each with a JSON pointer; none when it would take them. */
export function checkBlocks(blocks: readonly unknown[], { surface, files, at = '/blocks' }: Place): string[] {
  const problems: string[] = [];
  list(kinds[surface], MAX_BLOCKS[surface], 0)(blocks, at, problems);
  const known = blocks.filter(isObject);
  const seen = new Set<unknown>();
  for (const [index, each] of known.entries()) {
    const { block_id: id } = each;
    if (id !== undefined && seen.has(id)) problems.push(problem(`block_id already exists: ${id}`, `${at}/${index}`));
    seen.add(id);
    problems.push(...repeatedActions(each, `${at}/${index}`), ...missingFiles(each, `${at}/${index}`, files));
  }
  const markdown = known.filter(({ type }) => type === 'markdown').map(({ text: said }) => String(said).length);
  if (markdown.length > 1 && markdown.reduce((sum, length) => sum + length, 0) > MAX_MARKDOWN) {
    problems.push(problem('markdown blocks are too long together', at));
  }
  if (known.filter(({ type }) => type === 'table').length > 1) problems.push(problem('only one table allowed', at));
  return problems;
}

/** An `action_id` must be its element's own within a block; other blocks may use it again. */
function repeatedActions(each: Json, at: string): string[] {
  const seen = new Set<unknown>();
  return elementsOf(each).flatMap(({ action_id: id }) => {
    if (id === undefined) return [];
    if (seen.has(id)) return [problem(`action_id already exists: ${String(id)}`, at)];
    seen.add(id);
    return [];
  });
}

function missingFiles(each: Json, at: string, files: ReadonlyMap<string, StoredFile>): string[] {
  const images = [each, each['accessory'], ...(each['type'] === 'context' ? listIn(each, 'elements') : [])];
  return images.filter(isObject).flatMap(({ slack_file: file }) => {
    if (!isObject(file) || typeof file['id'] !== 'string') return [];
    return files.get(file['id'])?.content ? [] : [problem('invalid slack file', `${at}/slack_file`)];
  });
}

function listIn(each: Json, name: string): unknown[] {
  const value = each[name];
  return Array.isArray(value) ? value : [];
}

/** The elements of a block that people can use. */
export function elementsOf(each: Json): Json[] {
  const given = [...(each['type'] === 'actions' ? listIn(each, 'elements') : []), each['accessory'], each['element']];
  return given.filter(isObject).filter(({ type }) => type !== 'image');
}

/** The blocks as Slack keeps them: whatever has no id of its own is given one. */
export function withIds(blocks: readonly unknown[], newId: (prefix: string) => string): Json[] {
  const fill = (element: unknown): unknown =>
    isObject(element) && element['type'] !== 'image' ? { action_id: newId('a'), ...element } : element;
  return blocks.filter(isObject).map((each) => ({
    block_id: newId('b'),
    ...each,
    ...(each['type'] === 'actions' ? { elements: listIn(each, 'elements').map(fill) } : {}),
    ...(each['accessory'] === undefined ? {} : { accessory: fill(each['accessory']) }),
    ...(each['element'] === undefined ? {} : { element: fill(each['element']) }),
  }));
}
