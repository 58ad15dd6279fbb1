import { isObject } from './check.ts';
import { emojiHtml, escapeHtml, linkHtml, mrkdwnHtml, plainHtml, type Tell } from './html-text.ts';
import type { Json, Message } from './shapes.ts';

/** Who wrote a message, as it stands above it. */
export type Byline = { name: string; isApp: boolean; time: string };

/** A message as Slack shows it, as HTML for the styles of `html-page.ts`: byline, blocks and reactions. */
export function messageHtml(message: Message, { name, isApp, time }: Byline, tell: Tell): string {
  const badge = isApp ? '<span class="badge">APP</span>' : '';
  const { blocks = [], reactions } = message;
  const said =
    blocks.length > 0 ? blocksHtml(blocks, tell) : `<div class="text">${mrkdwnHtml(message.text, tell)}</div>`;
  const drawn = reactions.map((each) => `<span class="reaction">${emojiHtml(each.name)} ${each.count}</span>`).join('');
  return `<article>
<div class="avatar ${isApp ? 'app' : ''}">${escapeHtml(name.slice(0, 1).toUpperCase())}</div>
<div class="body">
<div class="byline"><b>${escapeHtml(name)}</b>${badge}<span class="time">${escapeHtml(time)}</span></div>
${said}
${drawn === '' ? '' : `<div class="reactions">${drawn}</div>`}
</div>
</article>`;
}

/** Blocks of a message, one element each. Kinds that only forms have are left out. */
export function blocksHtml(blocks: readonly Json[], tell: Tell): string {
  return blocks.map((block) => blockHtml(block, tell)).join('\n');
}

function blockHtml(block: Json, tell: Tell): string {
  switch (block['type']) {
    case 'header':
      return `<h1>${textHtml(block['text'], tell)}</h1>`;
    case 'section':
      return sectionHtml(block, tell);
    case 'context':
      return `<div class="context">${objects(block['elements'])
        .map((each) => `<span>${textHtml(each, tell)}</span>`)
        .join('')}</div>`;
    case 'actions':
      return `<div class="actions">${objects(block['elements'])
        .map((each) => elementHtml(each, tell))
        .join('')}</div>`;
    case 'divider':
      return '<hr>';
    case 'rich_text':
      return objects(block['elements'])
        .map((each) => richPartHtml(each, tell))
        .join('');
    default:
      return '';
  }
}

function sectionHtml({ text, fields, accessory }: Json, tell: Tell): string {
  const said = text === undefined ? '' : `<div class="text">${textHtml(text, tell)}</div>`;
  const pairs = objects(fields).map((each) => `<div>${textHtml(each, tell)}</div>`);
  const table = pairs.length === 0 ? '' : `<div class="fields">${pairs.join('')}</div>`;
  const beside = isObject(accessory) ? `<div class="accessory">${elementHtml(accessory, tell)}</div>` : '';
  return `<div class="section"><div>${said}${table}</div>${beside}</div>`;
}

function textHtml(value: unknown, tell: Tell): string {
  if (!isObject(value) || typeof value['text'] !== 'string') return '';
  if (value['type'] === 'mrkdwn') return mrkdwnHtml(value['text'], tell);
  return plainHtml(value['text'], { emoji: value['emoji'] !== false });
}

/** Buttons and menus; pictures are not drawn. */
function elementHtml(element: Json, tell: Tell): string {
  const { type, style, text, placeholder } = element;
  if (type === 'image') return '';
  const kind = style === 'primary' || style === 'danger' ? style : '';
  const arrow = type === 'button' ? '' : ' ▾';
  return `<span class="button ${kind}">${textHtml(text ?? placeholder, tell)}${arrow}</span>`;
}

function richPartHtml(part: Json, tell: Tell): string {
  const pieces = objects(part['elements']);
  switch (part['type']) {
    case 'rich_text_list': {
      const kind = part['style'] === 'ordered' ? 'ol' : 'ul';
      return `<${kind}>${pieces.map((each) => `<li>${richPartHtml(each, tell)}</li>`).join('')}</${kind}>`;
    }
    case 'rich_text_quote':
      return `<blockquote>${piecesHtml(pieces, tell)}</blockquote>`;
    case 'rich_text_preformatted':
      return `<pre>${piecesHtml(pieces, tell)}</pre>`;
    default:
      return `<div class="text">${piecesHtml(pieces, tell)}</div>`;
  }
}

function piecesHtml(pieces: readonly Json[], tell: Tell): string {
  return pieces.map((piece) => styled(pieceHtml(piece, tell), piece['style'])).join('');
}

function pieceHtml(piece: Json, tell: Tell): string {
  const value = (name: string) => String(piece[name] ?? '');
  const mention = (token: string) => mrkdwnHtml(token, tell);
  switch (piece['type']) {
    case 'user':
      return mention(`<@${value('user_id')}>`);
    case 'channel':
      return mention(`<#${value('channel_id')}>`);
    case 'usergroup':
      return mention(`<!subteam^${value('usergroup_id')}>`);
    case 'broadcast':
      return mention(`<!${value('range')}>`);
    case 'date':
      return mention(`<!date^${value('timestamp')}^${value('format')}|${value('fallback')}>`);
    case 'emoji':
      return emojiHtml(value('name'));
    case 'link':
      return linkHtml(value('url'), value('text') || value('url'));
    default:
      return escapeHtml(value('text')).replaceAll('\n', '<br>');
  }
}

function styled(html: string, style: unknown): string {
  const marks = [
    ['bold', 'b'],
    ['italic', 'i'],
    ['strike', 's'],
    ['code', 'code'],
  ] as const;
  const wanted = isObject(style) ? style : {};
  return marks.reduce((inner, [name, tag]) => (wanted[name] === true ? `<${tag}>${inner}</${tag}>` : inner), html);
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}
