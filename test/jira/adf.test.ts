import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adfDocument } from '../../sandbox/jira/adf.ts';
import { documentOf, linkTo, paragraph, textOf } from '../../src/jira/adf.ts';
import { issueFields } from '../../src/jira/issue-draft.ts';
import { markdownBlocks } from '../../src/jira/markdown-adf.ts';
import { wordsOf } from './desk.ts';

const blocksOf = (markdown: string) => markdownBlocks(markdown);

describe('Markdown in an issue', () => {
  it('keeps its paragraphs, lists, code, quotes and headings', async () => {
    const markdown = [
      ...['# Title', '', 'One line', 'and *another* with **bold**, ~~old~~ and `code`.', ''],
      ...['1. first', '2. second', '   - below', '', '- [x] done', '- [ ] to do', ''],
      ...['```sql', 'select 1', '```', '', '> said', '> - so', '', '---', '', '| a | b |', '| - | - |', '| 1 | 2 |'],
    ].join('\n');
    const text = (words: string, ...marks: string[]) => ({
      ...{ type: 'text', text: words, ...(marks.length > 0 && { marks: marks.map((type) => ({ type })) }) },
    });
    const lines = (...content: object[]) => ({ type: 'paragraph', content });
    const item = (...content: object[]) => ({ type: 'listItem', content });
    const below = { type: 'bulletList', content: [item(lines(text('below')))] };
    expect(await blocksOf(markdown)).toEqual([
      { type: 'heading', attrs: { level: 1 }, content: [text('Title')] },
      lines(
        ...[text('One line'), { type: 'hardBreak' }, text('and '), text('another', 'em'), text(' with ')],
        ...[text('bold', 'strong'), text(', '), text('old', 'strike'), text(' and '), text('code', 'code'), text('.')],
      ),
      {
        type: 'orderedList',
        attrs: { order: 1 },
        content: [item(lines(text('first'))), item(lines(text('second')), below)],
      },
      { type: 'bulletList', content: [item(lines(text('☑ '), text('done'))), item(lines(text('☐ '), text('to do')))] },
      { type: 'codeBlock', attrs: { language: 'sql' }, content: [text('select 1')] },
      {
        type: 'blockquote',
        content: [lines(text('said')), { type: 'bulletList', content: [item(lines(text('so')))] }],
      },
      { type: 'rule' },
      { type: 'codeBlock', content: [text('a | b\n1 | 2')] },
    ]);
  });

  it.each([
    ['[pay](https://shop.example/pay)', 'https://shop.example/pay'],
    ['[pay][p]\n\n[p]: https://shop.example/p', 'https://shop.example/p'],
    ['![chart](https://shop.example/c.png)', 'https://shop.example/c.png'],
    ['<mailto:eve@example.com>', 'mailto:eve@example.com'],
    ['[pay](javascript:alert)', null],
    ['[pay](/relative)', null],
  ])('makes %s a link to %s', async (markdown, href) => {
    const found = /"href":"([^"]+)"/.exec(JSON.stringify(await blocksOf(markdown)));
    expect(found?.[1] ?? null).toBe(href);
  });

  it('shows HTML and mentions of Jira as they stand', async () => {
    const document = documentOf(
      await blocksOf('<b onclick="x">hi</b> [~accountid:1] {code}x{code}\n\n<script>x</script>'),
    );
    expect(wordsOf(document)).toBe('<b onclick="x">hi</b> [~accountid:1] {code}x{code}\n<script>x</script>\n');
  });

  it('spells what it says, but neither code nor addresses', async () => {
    const spell = (words: string) => words.replaceAll('@U0000EVE', 'Eve');
    const blocks = await markdownBlocks('@U0000EVE `@U0000EVE` [@U0000EVE](https://x.example/@U0000EVE)', spell);
    expect(wordsOf(documentOf(blocks))).toBe('Eve @U0000EVE Eve\n');
    expect(JSON.stringify(blocks)).toContain('https://x.example/@U0000EVE');
  });
});

const hostile = fc.constantFrom(
  ...[
    '[a](',
    ')',
    '![',
    '](https://a.b/x)',
    '](javascript:x)',
    '<https://a.b>',
    '[^1]',
    '[^1]: note\n',
    '[x]: https://a.b\n',
  ],
  ...[
    '```',
    '~~~',
    '`',
    '*',
    '**',
    '_',
    '~~',
    '\\',
    '<',
    '>',
    '|',
    '&',
    '!',
    '<b>',
    '</b>',
    '<!--',
    '-->',
    '[x]',
    '{code}',
  ],
  ...[
    '\n',
    '\n\n',
    '\n# ',
    '\n- ',
    '\n  - ',
    '\n1. ',
    '\n> ',
    '\n    ',
    '\n---\n',
    '\n| a | b |\n| - | - |\n| ',
    '\n- [ ] ',
  ],
  ...['👩‍👩‍👧', 'e\u0301', '\u200b', '\u0000', '\u001b', '\ud800', '\t', ' ', '\r\n', '\u2028'],
);
const long = fc.tuple(
  fc.constantFrom('x', 'word ', '\n- y', '\n> ', '😀', 'line\n\n'),
  fc.integer({ min: 1, max: 3000 }),
);
const part = fc.oneof(
  { weight: 8, arbitrary: hostile },
  { weight: 4, arbitrary: fc.string({ maxLength: 8, unit: 'binary' }) },
  { weight: 1, arbitrary: long.map(([unit, times]) => unit.repeat(times)) },
);
const markdown = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));

describe('any text whatever', () => {
  it('becomes an issue that Jira takes', async () => {
    const fact = fc.record({ label: markdown, value: markdown });
    const link = fc.record({ label: markdown, url: fc.oneof(markdown, fc.webUrl()) });
    const draft = fc.record({ title: markdown, body: markdown, facts: fc.array(fact), links: fc.array(link) });
    await fc.assert(
      fc.asyncProperty(draft, async ({ body, ...rest }) => {
        const said = { ...rest, body: await markdownBlocks(body) };
        const settings = { project: 'OPS', type: 'Task', fields: {} };
        const { summary, description } = issueFields(said, ['watchbill-a-1'], settings);
        expect(summary).toMatch(/^[^\r\n]{1,255}$/);
        expect(adfDocument.safeParse(description).error).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('that is too long ends with the word that there is more', () => {
    const blocks = Array.from({ length: 2000 }, (_, index) =>
      paragraph(textOf(`paragraph ${index} ${'x'.repeat(30)}`)),
    );
    const document = documentOf(blocks);
    expect(adfDocument.safeParse(document).success).toBe(true);
    expect(wordsOf(document).trimEnd().split('\n').at(-1)).toBe('… There is more of it in Slack.');
    expect(document.content.length).toBeGreaterThan(200);
  });

  it('that is no address of the web stays text', () => {
    expect(linkTo('not a link', 'x')).toEqual([{ type: 'text', text: 'x' }]);
    expect(linkTo('https://a.b/c', ' ')).toEqual([
      { type: 'text', text: 'https://a.b/c', marks: [{ type: 'link', attrs: { href: 'https://a.b/c' } }] },
    ]);
  });
});
