import { isWebAddress, oneLine } from '../../slack/text.ts';

/** A web address, without the punctuation that ends its sentence. */
const ADDRESS = /(https?:\/\/[^\s<>|`]*[^\s<>|`.,;:!?)\]}'"*_~])/i;

const LINE_END = /\r\n|\r|\n/;

/** Text from outside as one line of Markdown that shows it as it stands. Web addresses become links. */
export function markdownText(text: string): string {
  const parts = oneLine(text).split(ADDRESS);
  return parts.map((part, index) => (index % 2 === 1 ? `<${part}>` : literal(part))).join('');
}

/** The same for text of several lines: lines stay lines, and paragraphs paragraphs. */
export function markdownLines(text: string): string {
  const lines = text.split(LINE_END).map(markdownText).join('\n').trim();
  return lines.replace(/\n{2,}/g, '\n\n').replace(/(?<!\n)\n(?!\n)/g, '\\\n');
}

/** A list with an item for each line that says something; a mark that the writer put before it is dropped. */
export function markdownList(text: string): string {
  const lines = text.split(LINE_END).map((line) => markdownText(line.trim().replace(/^[-*•]\s+/, '')));
  const items = lines.filter((line) => line !== '').map((line) => `- ${line}`);
  return items.join('\n');
}

/** A link to a page on the web; the label alone where that is none. */
export function markdownLink(url: string | null, label: string): string {
  const words = literal(oneLine(label));
  if (url === null || !isWebAddress(url)) return words;
  return `[${words}](<${url.replaceAll('\\', '%5C').replace(/&(?=#?\w+;)/g, '\\&')}>)`;
}

/** Marks that mean nothing within a word are left, so that names of metrics and hosts stay readable. */
function literal(text: string): string {
  return text
    .replace(/[\\`*[\]<>|~$#]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|&(?=#?\w+;)|(?<=www)\./giu, '\\$&')
    .replace(/^[-+=:]|(?<=^\d{1,9})[.)]/, '\\$&');
}
