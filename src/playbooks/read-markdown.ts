import type { Root } from 'mdast';

/** The longest stretch without a blank line that is read as Markdown: reading takes time that grows with its square. */
const LONGEST_STRETCH = 16_000;
/** Lists and quotes so deep that the reader would run out of stack. */
const DEEPLY_NESTED = /^(?:[ \t]*(?:>|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))){60}/m;

/**
 * Reads GitHub's Markdown. What nobody wrote by hand (see the two limits) becomes one block of code that shows it as it
 * stands. The library is loaded at the first use, because it is only needed once somebody opens a playbook.
 */
export async function readMarkdown(markdown: string): Promise<Root> {
  if (DEEPLY_NESTED.test(markdown) || markdown.split(/\n[ \t]*\n/).some(({ length }) => length > LONGEST_STRETCH)) {
    return { type: 'root', children: [{ type: 'code', value: markdown }] };
  }
  const [{ fromMarkdown }, { gfmFromMarkdown }, { gfm }] = await Promise.all([
    import('mdast-util-from-markdown'),
    import('mdast-util-gfm'),
    import('micromark-extension-gfm'),
  ]);
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}
