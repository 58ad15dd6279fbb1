import { stripVTControlCharacters } from 'node:util';
import { isObject } from './check.ts';
import { emojiCharacter } from './emoji.ts';
import { isBlank, untouched, wordsOf } from './form.ts';
import { renderDate } from './render-date.ts';
import { bold, renderMrkdwn, renderPlain } from './render-text.ts';
import type { Json } from './shapes.ts';
import type { World } from './world.ts';

const COLUMN = 36;

/** Blocks as plain lines. */
export function renderBlocks(world: World, blocks: readonly unknown[]): string[] {
  return blocks.filter(isObject).flatMap((block) => renderBlock(world, block));
}

function renderBlock(world: World, block: Json): string[] {
  switch (block['type']) {
    case 'header':
      return [bold(renderText(world, block['text']))];
    case 'section':
      return renderSection(world, block);
    case 'context':
      return [
        objects(block['elements'])
          .map((each) => renderText(world, each))
          .join('  '),
      ];
    case 'actions':
      return [objects(block['elements']).map(renderElement).join(' ')];
    case 'divider':
      return ['─'.repeat(2 * COLUMN)];
    case 'image':
      return [renderImage(block)];
    case 'input':
      return renderInput(world, block);
    case 'rich_text':
      return objects(block['elements']).flatMap((each) => renderRichText(world, each));
    case 'markdown':
      return String(block['text']).split('\n');
    case 'table':
      return (Array.isArray(block['rows']) ? block['rows'] : []).map((row: unknown) =>
        objects(row)
          .map((cell) => renderCell(world, cell))
          .join(' | '),
      );
    default:
      return [];
  }
}

/** A text object, or an image among them. */
export function renderText(world: World, value: unknown): string {
  if (!isObject(value)) return '';
  if (value['type'] === 'image') return renderImage(value);
  if (value['type'] === 'mrkdwn') return renderMrkdwn(world, wordsOf(value));
  return renderPlain(wordsOf(value), value['emoji'] !== false);
}

function renderImage(image: Json): string {
  return `[image: ${String(image['alt_text'])}]`;
}

function renderSection(world: World, block: Json): string[] {
  const accessory = isObject(block['accessory']) ? block['accessory'] : null;
  const beside = accessory
    ? `  ${accessory['type'] === 'image' ? renderImage(accessory) : renderElement(accessory)}`
    : '';
  const text = block['text'] === undefined ? [] : renderText(world, block['text']).split('\n');
  const first = text.length > 0 ? [`${text[0]}${beside}`, ...text.slice(1)] : beside === '' ? [] : [beside.trim()];
  return [...first, ...renderFields(world, objects(block['fields']))];
}

/** Fields go in pairs, side by side; lines within a field stay below each other. */
function renderFields(world: World, fields: readonly Json[]): string[] {
  const lines: string[] = [];
  for (let index = 0; index < fields.length; index += 2) {
    const left = renderText(world, fields[index]).split('\n');
    const right = index + 1 < fields.length ? renderText(world, fields[index + 1]).split('\n') : [];
    for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
      const shown = stripVTControlCharacters(left[row] ?? '').length;
      const padding = ' '.repeat(Math.max(0, COLUMN - shown));
      lines.push(`${left[row] ?? ''}${padding}${right.length > 0 ? `  ${right[row] ?? ''}` : ''}`.trimEnd());
    }
  }
  return lines;
}

/** A button as `[Playbook]`, a menu as `[Choose ▾]`. */
function renderElement(element: Json): string {
  const words = renderPlain(wordsOf(element['text']) || wordsOf(element['placeholder']), true);
  if (element['type'] === 'button') return `[${words}]`;
  if (element['type'] === 'overflow') return '[…]';
  return `[${words || String(element['type'])} ▾]`;
}

function renderInput(world: World, block: Json): string[] {
  const element = isObject(block['element']) ? block['element'] : {};
  const state = untouched(element);
  const { type: _type, ...values } = state;
  const [value] = Object.values(values);
  const chosen = [value].flat().map((each) => (isObject(each) ? wordsOf(each['text']) : String(each)));
  const shown = isBlank(state) ? wordsOf(element['placeholder']) : chosen.join(', ');
  const options = objects(element['options']).map((each) => wordsOf(each['text']));
  const offer = options.length > 0 ? ` (${options.join(' · ')})` : '';
  const label = renderText(world, block['label']);
  return [`${bold(label)}${block['optional'] === true ? ' (optional)' : ''}: [${shown}]${offer}`];
}

function renderCell(world: World, cell: Json): string {
  if (cell['type'] === 'rich_text') return renderBlock(world, cell).join(' ');
  return String(cell['text']);
}

function renderRichText(world: World, part: Json): string[] {
  const pieces = objects(part['elements']);
  if (part['type'] === 'rich_text_list') {
    return pieces.map((each, index) => {
      const mark = part['style'] === 'ordered' ? `${index + 1}.` : '•';
      return `${'  '.repeat(Number(part['indent'] ?? 0))}${mark} ${renderRichText(world, each).join('\n')}`;
    });
  }
  const lines = pieces
    .map((each) => renderPiece(world, each))
    .join('')
    .split('\n');
  return part['type'] === 'rich_text_quote' ? lines.map((line) => `│ ${line}`) : lines;
}

function renderPiece(world: World, piece: Json): string {
  const value = (name: string) => String(piece[name] ?? '');
  switch (piece['type']) {
    case 'user':
      return `@${world.users.get(value('user_id'))?.name ?? value('user_id')}`;
    case 'channel':
      return `#${world.channels.get(value('channel_id'))?.name ?? value('channel_id')}`;
    case 'usergroup':
      return `@${world.groups.get(value('usergroup_id'))?.handle ?? value('usergroup_id')}`;
    case 'broadcast':
      return `@${value('range')}`;
    case 'emoji':
      return emojiCharacter(value('name'));
    case 'date':
      return renderDate(world, [value('timestamp'), value('format')], value('fallback'));
    case 'link':
      return value('text') || value('url');
    default:
      return isObject(piece['style']) && piece['style']['bold'] === true ? bold(value('text')) : value('text');
  }
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
