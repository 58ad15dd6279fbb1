/**
 * The part of the Atlassian Document Format that descriptions are made of. Jira shows its text as it stands: nothing in
 * it is markup. https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
export type AdfDocument = { version: 1; type: 'doc'; content: AdfBlock[] };

/** Something that takes lines of its own. */
export type AdfBlock =
  | AdfParagraph
  | { type: 'heading'; attrs: { level: number }; content: AdfInline[] }
  | { type: 'blockquote'; content: AdfInner[] }
  | { type: 'rule' }
  | AdfInner;

/** What may stand within lists and quotes. */
export type AdfInner =
  | AdfParagraph
  | { type: 'codeBlock'; attrs?: { language: string }; content: { type: 'text'; text: string }[] }
  | { type: 'bulletList'; content: AdfItem[] }
  | { type: 'orderedList'; attrs: { order: number }; content: AdfItem[] };

/** A paragraph; it may be empty. */
export type AdfParagraph = { type: 'paragraph'; content: AdfInline[] };
/** An item of a list. It begins with a paragraph or with code, never with another list. */
export type AdfItem = { type: 'listItem'; content: AdfInner[] };

/** A piece of a line. A text is never empty. */
export type AdfInline = { type: 'hardBreak' } | { type: 'text'; text: string; marks?: AdfMark[] };

/** How a text looks. `code` goes with `link` alone. */
export type AdfMark = { type: 'strong' | 'em' | 'strike' | 'code' } | { type: 'link'; attrs: { href: string } };

/**
 * Jira takes 32,767 characters in a field of text
 * (https://support.atlassian.com/jira/kb/how-to-modify-the-character-limit-for-text-fields-in-jira/). The whole document,
 * written as JSON, stays below that, however it counts.
 */
const MOST_CHARACTERS = 30_000;

/** A document of as many of the blocks, from the first, as Jira has room for. */
export function documentOf(blocks: readonly AdfBlock[]): AdfDocument {
  let room = MOST_CHARACTERS;
  const fits = (block: AdfBlock) => {
    room -= JSON.stringify(block).length + 1;
    return room >= 0;
  };
  const content = blocks.filter(fits);
  const cut = paragraph(textOf('… There is more of it in Slack.'));
  return { version: 1, type: 'doc', content: content.length < blocks.length ? [...content, cut] : content };
}

/** A paragraph of pieces. */
export const paragraph = (content: readonly AdfInline[]): AdfParagraph => ({
  type: 'paragraph',
  content: [...content],
});

/** Text as it stands, in as many lines as it has. Characters that no document may hold are left out. */
export function textOf(text: string, marks: readonly AdfMark[] = []): AdfInline[] {
  const lines = printable(text).split('\n');
  return lines.flatMap((line, index) => [
    ...(index > 0 ? [{ type: 'hardBreak' as const }] : []),
    ...(line === ''
      ? []
      : [
          marks.length === 0
            ? { type: 'text' as const, text: line }
            : { type: 'text' as const, text: line, marks: [...marks] },
        ]),
  ]);
}

/** A link where the address is one of the web; else its words alone. */
export function linkTo(url: string, label: string, marks: readonly AdfMark[] = []): AdfInline[] {
  const words = label.trim() === '' ? url : label;
  return isLinkable(url) ? textOf(words, [...marks, { type: 'link', attrs: { href: url } }]) : textOf(words, marks);
}

/** What Jira makes a live link of: nothing that could run. */
export const isLinkable = (url: string): boolean =>
  /^(?:https?:\/\/|mailto:)/i.test(url) && URL.canParse(url) && url.length <= 2000;

/** Line breaks as `\n`; without other control characters, and without halves of characters. */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .toWellFormed();
