import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { markdownLines, markdownLink, markdownList, markdownText } from '../../../src/incidents/rules/markdown-text.ts';
import { bareText } from '../../../src/playbooks/inline.ts';
import { readMarkdown } from '../../../src/playbooks/read-markdown.ts';
import { walk } from '../../../src/playbooks/walk.ts';
import { oneLine } from '../../../src/slack/text.ts';

const hostile = fc.constantFrom(
  ...['# ', '#', '- ', '+ ', '* ', '1. ', '2) ', '> ', '===', '---', '***', '```', '~~~', '`', '~~', '$$', '| a | b |'],
  ...[
    '|',
    ':-',
    '| - |',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '<script>',
    '<https://a.b>',
    '[a](https://a.b)',
    '![',
    '](',
    ')',
  ],
  ...['[x]: https://a.b', '[^1]', '[^1]: ', '[ ] ', '&amp;', '&#60;', '&', '\\', '_', '__', 'a_b', '*', '!', '<', '>'],
  ...[
    'https://a.b/c_d?e=1&amp;f=2#g',
    'https://a.b).',
    'HTTP://A.B',
    'www.a.b/_c_',
    'a_b@c.d',
    'http://',
    '://',
    'xmpp:a@b.c',
  ],
  ...['\n', '\n\n', '\r\n', '    ', '\t', ' ', '\u0000', '\u2028', '\u00a0', '@here', '🔥', '٣. '],
);
const part = fc.oneof(hostile, fc.string({ maxLength: 6 }), fc.string({ unit: 'binary', maxLength: 3 }));
const anyText = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(''));

const kinds = (root: Nodes) => [...walk(root)].map(({ type }) => type);

describe('markdownText', () => {
  it.each([
    ['HTTPCode_ELB_5XX_Count > 5', 'HTTPCode_ELB_5XX_Count \\> 5'],
    ['_a_ *b* `c` ~d~ [e](f)', '\\_a\\_ \\*b\\* \\`c\\` \\~d\\~ \\[e\\](f)'],
    ['# a #', '\\# a \\#'],
    ['1. a', '1\\. a'],
    ['- a', '\\- a'],
    ['5 - 3, v1.4', '5 - 3, v1.4'],
    ['<!-- &lt; & -->', '\\<!-- \\&lt; & --\\>'],
    ['see https://a.b/c_d?e=1&f=2.', 'see <https://a.b/c_d?e=1&f=2>.'],
    ['two\nlines', 'two lines'],
    ['', ''],
  ])('writes %j as %s', (text, markdown) => {
    expect(markdownText(text)).toBe(markdown);
  });

  it('reads as it was written, whatever it is and wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        for (const before of ['', '- ', '# ']) {
          const root = await readMarkdown(`${before}x\n\n${before}${markdownText(text)}`);
          expect(bareText(root)).toBe(`x${oneLine(text)}`);
          expect(
            kinds(root).filter(
              (kind) => !['root', 'text', 'link', 'list', 'listItem', 'heading', 'paragraph'].includes(kind),
            ),
          ).toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('markdownLines', () => {
  it('keeps lines and paragraphs', () => {
    expect(markdownLines('\n a\n  b\r\n\n \n\nc\n')).toBe('a\\\nb\n\nc');
    expect(markdownLines(' \n ')).toBe('');
  });

  it.each([
    ['a\n===', 'a\\\n\\==='],
    ['a\n---', 'a\\\n\\---'],
    ['a\n:-', 'a\\\n\\:-'],
    ['| a |\n| - |', '\\| a \\|\\\n\\| - \\|'],
    ['```\na', '\\`\\`\\`\\\na'],
  ])('makes neither heading nor table nor code of %j', (text, markdown) => {
    expect(markdownLines(text)).toBe(markdown);
  });

  it('gives nothing but paragraphs, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const root = await readMarkdown(markdownLines(text));
        expect(kinds(root).filter((kind) => !['root', 'text', 'link', 'paragraph', 'break'].includes(kind))).toEqual(
          [],
        );
        expect(bareText(root).replace(/\s/g, '')).toBe(oneLine(text).replace(/\s/g, ''));
      }),
      { numRuns: 500 },
    );
  });
});

describe('markdownList', () => {
  it('makes an item of each line, whatever mark it had', () => {
    expect(markdownList('- a\n* b\n• c\n\n d\n-e')).toBe('- a\n- b\n- c\n- d\n- \\-e');
    expect(markdownList(' \n')).toBe('');
  });
});

describe('markdownLink', () => {
  it.each([
    ['https://a.b/c', 'x [y](z)', '[x \\[y\\](z)](<https://a.b/c>)'],
    ['https://a.b/c)d', 'x', '[x](<https://a.b/c)d>)'],
    ['https://a.b/?c&copy;', 'x', '[x](<https://a.b/?c\\&copy;>)'],
    ['https://a.b/\\>', 'x', 'x'],
    ['javascript:alert(1)', 'x', 'x'],
    [null, '# x', '\\# x'],
  ])('links to %j as %j', (url, label, markdown) => {
    expect(markdownLink(url, label)).toBe(markdown);
  });

  it('leads where it should, whatever its label', async () => {
    const path = fc.string().map((text) => text.replace(/[\s<>|\p{Cc}]/gu, ''));
    await fc.assert(
      fc.asyncProperty(path, anyText, async (rest, label) => {
        const url = `https://a.b/${rest}`;
        const links = [...walk(await readMarkdown(`- ${markdownLink(url, label)}`))].filter(
          ({ type }) => type === 'link',
        );
        expect(links.map((each) => 'url' in each && each.url)).toEqual([url.replaceAll('\\', '%5C')]);
      }),
      { numRuns: 500 },
    );
  });
});
