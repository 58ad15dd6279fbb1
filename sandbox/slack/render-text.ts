import { styleText } from 'node:util';
import { withEmoji } from './emoji.ts';
import { renderDate } from './render-date.ts';
import { unescapeText } from './typed-text.ts';
import type { World } from './world.ts';

/** Bold on a terminal; the bare text where the output is none. */
export function bold(text: string): string {
  return styleText('bold', text);
}

/** A `mrkdwn` text as it looks: mentions as names, dates told, emoji drawn, marks of bold and italic taken off. */
export function renderMrkdwn(world: World, text: string): string {
  // What stands in backticks is shown letter by letter; the pieces at odd places are those.
  return text
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((piece, index) => unescapeText(index % 2 === 1 ? unlinked(world, piece) : formatted(world, piece)))
    .join('');
}

/** A `plain_text` as it looks. */
export function renderPlain(text: string, emoji: boolean): string {
  return unescapeText(emoji ? withEmoji(text) : text);
}

function formatted(world: World, text: string): string {
  const emphasised = text
    .split(/(<[^<>\n]*>)/)
    .map((piece, index) => (index % 2 === 1 ? renderToken(world, piece.slice(1, -1)) : withEmoji(piece)))
    .join('');
  return emphasised
    .replace(/(?<![\p{L}\p{N}*])\*(\S(?:[^*\n]*\S)?)\*(?![\p{L}\p{N}*])/gu, (_whole, inner: string) => bold(inner))
    .replace(/(?<![\p{L}\p{N}_/])_(\S(?:[^_\n]*\S)?)_(?![\p{L}\p{N}_])/gu, '$1');
}

function unlinked(world: World, text: string): string {
  return text.replace(/<([^<>\n]*)>/g, (_whole, inner: string) => renderToken(world, inner));
}

/** What stands between angle brackets: a mention, a date or a link. */
function renderToken(world: World, token: string): string {
  const [target = '', label] = splitOnce(token, '|');
  if (target.startsWith('@')) return `@${world.users.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${world.channels.get(target.slice(1))?.name ?? label ?? target.slice(1)}`;
  if (target.startsWith('!date^')) return renderDate(world, target.split('^').slice(1), label ?? '');
  if (target.startsWith('!subteam^')) {
    return `@${world.groups.get(target.slice('!subteam^'.length))?.handle ?? label ?? 'group'}`;
  }
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  return label ?? target.replace(/^mailto:/, '');
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
