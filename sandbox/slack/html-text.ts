import { emojiCharacter, withEmoji } from './emoji.ts';
import { unescapeText } from './typed-text.ts';

/** Tells in words what Slack shows for a mention or a date, such as `<@U123>` or `<!date^0^{time}|then>`. */
export type Tell = (token: string) => string;

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** Text in which Slack formats nothing. `emoji` draws `:names:`. */
export function plainHtml(text: string, { emoji }: { emoji: boolean }): string {
  return withBreaks(escapeHtml(unescapeText(emoji ? withEmoji(text) : text)));
}

/** A `mrkdwn` text. */
export function mrkdwnHtml(text: string, tell: Tell): string {
  // What stands in backticks is shown letter by letter; the pieces at odd places are those.
  return text
    .split(/(```[\s\S]*?```|`[^`\n]*`)/)
    .map((piece, index) => (index % 2 === 1 ? codeHtml(piece) : formattedHtml(piece, tell)))
    .join('');
}

/** A web address as a link. Addresses of other kinds are shown as their words only. */
export function linkHtml(url: string, words: string): string {
  return /^https?:/.test(url) ? `<a href="${escapeHtml(url)}">${escapeHtml(words)}</a>` : escapeHtml(words);
}

/** An emoji by its name. */
export function emojiHtml(name: string): string {
  return `<span class="emoji">${escapeHtml(emojiCharacter(name))}</span>`;
}

function codeHtml(piece: string): string {
  const fenced = piece.startsWith('```');
  const code = escapeHtml(unescapeText(piece.slice(fenced ? 3 : 1, fenced ? -3 : -1)));
  return fenced ? `<pre>${code.trim()}</pre>` : `<code>${code}</code>`;
}

function formattedHtml(text: string, tell: Tell): string {
  const tokens: string[] = [];
  // Tokens wait outside the text, so that nothing in a link or a name is taken for formatting.
  const rest = text.replace(/[\uE000\uE001]/g, '').replace(/<([^<>\n]*)>/g, (token, inner: string) => {
    tokens.push(tokenHtml(token, inner, tell));
    return `\uE000${tokens.length - 1}\uE001`;
  });
  const formatted = withBreaks(escapeHtml(unescapeText(withEmoji(rest))))
    .replace(/(?<![\p{L}\p{N}*])\*(\S(?:[^*]*\S)?)\*(?![\p{L}\p{N}*])/gu, '<b>$1</b>')
    .replace(/(?<![\p{L}\p{N}_/])_(\S(?:[^_]*\S)?)_(?![\p{L}\p{N}_])/gu, '<i>$1</i>');
  return formatted.replace(/\uE000(\d+)\uE001/g, (_whole, index: string) => tokens[Number(index)] ?? '');
}

function tokenHtml(token: string, inner: string, tell: Tell): string {
  if (/^[@#]|^!subteam\^/.test(inner)) return `<span class="mention">${escapeHtml(tell(token))}</span>`;
  if (inner.startsWith('!')) return escapeHtml(tell(token));
  const [url = '', ...label] = inner.split('|');
  return linkHtml(unescapeText(url), unescapeText(label.join('|') || url));
}

function withBreaks(html: string): string {
  return html.replaceAll('\n', '<br>');
}
