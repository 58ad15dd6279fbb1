import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../../src/incidents/rules/steps.ts';
import type { Section } from '../../../src/playbooks/playbook.ts';
import { findSections } from '../../../src/playbooks/sections.ts';
import { expectNothingLive } from '../../playbooks/slack-limits.ts';

const triage = async (markdown: string) => (await stepsOf([{ title: 'Triage', markdown }])).map(({ text }) => text);

describe('stepsOf', () => {
  it('gives the steps of each section, in the order in which they are needed', async () => {
    const page =
      '# Disk full\n\n## Recovery\n- e\n\n## Triage\n1. a\n2. b\n\n## Diagnosis\nc\n\n## Mitigation\n- d\n\n## Links\n- x';
    expect(await stepsOf(findSections(page))).toEqual([
      { section: 'Triage', ordinal: 1, text: 'a' },
      { section: 'Triage', ordinal: 2, text: 'b' },
      { section: 'Diagnosis', ordinal: 1, text: 'c' },
      { section: 'Mitigation', ordinal: 1, text: 'd' },
      { section: 'Recovery', ordinal: 1, text: 'e' },
    ]);
  });

  it('counts on where a heading stands twice', async () => {
    const sections: Section[] = [
      { title: 'Triage', markdown: '- a' },
      { title: 'Recovery', markdown: '- x' },
      { title: 'Triage', markdown: '- b' },
    ];
    expect((await stepsOf(sections)).map(({ section, ordinal, text }) => [section, ordinal, text])).toEqual([
      ['Triage', 1, 'a'],
      ['Triage', 2, 'b'],
      ['Recovery', 1, 'x'],
    ]);
  });

  it.each<[string, string, string[]]>([
    ['nothing of nothing', '', []],
    ['items of lists', '- a\n- b\n\n1. c', ['a', 'b', 'c']],
    ['items within items, each by itself', '1. a\n   - b\n     - c\n   - d\n2. e', ['a', 'b', 'c', 'd', 'e']],
    ['tasks without their boxes', '- [ ] a\n- [x] b', ['a', 'b']],
    ['all that belongs to an item', '- a\n\n  b\n  ```\n  c\n  ```', ['a\nb\n```\nc\n```']],
    ['code below the item that it follows', '1. a\n\n```\nb\n```\n\n2. c', ['a\n```\nb\n```', 'c']],
    ['no words around a list', 'Do this:\n\n- a\n\nThen go home.', ['a']],
    ['paragraphs where there are no lists', 'a\nb\n\nc', ['a b', 'c']],
    ['code with the paragraph above it', 'a\n\n```\nb\n```\n\nc', ['a\n```\nb\n```', 'c']],
    ['code alone', '```\na\n```', ['```\na\n```']],
    ['no headings, rules and comments', '### H\n\na\n\n---\n\n<!-- b -->', ['a']],
    ['no items of nothing', '- \n- &nbsp;\n- a', ['a']],
    [
      'styles and links as Slack writes them',
      '- run `x` **now**, [here](https://a.b)',
      ['run `x` \u200b*now*\u200b, <https://a.b|here>'],
    ],
    ['headings within items', '- # a <!channel>\n- b\n  ===', ['a &lt;!channel&gt;', 'b']],
    ['links that are defined elsewhere', '- [a][b]\n\n[b]: https://c.d', ['<https://c.d|a>']],
  ])('makes steps of %s', async (_what, markdown, texts) => {
    expect(await triage(markdown)).toEqual(texts);
  });

  it('gives at most 40 of a section', async () => {
    const texts = await triage(Array.from({ length: 50 }, (_, index) => `- step ${index + 1}`).join('\n'));
    expect(texts).toHaveLength(40);
    expect(texts.at(-1)).toBe('step 40');
  });

  it('clips what is long, and closes the fence of code that it cuts', async () => {
    const [words = '', code = '', both = ''] = await triage(
      `- ${'word '.repeat(1000)}\n- ~~~\n  ${'x'.repeat(3000)}\n  ~~~\n- ${'y'.repeat(1990)}\n  ~~~\n  z\n  ~~~`,
    );
    expect(words).toBe(`${'word '.repeat(400).slice(0, 1999)}…`);
    expect(code).toMatch(/^```\nx+…\n```$/);
    expect(code).toHaveLength(2000);
    expect(both).toBe(`${'y'.repeat(1990)}…`);
  });

  it('leaves no half of a link', async () => {
    const [text = ''] = await triage(`- ${'word '.repeat(300)}[a](https://a.b/${'x'.repeat(1000)})`);
    expect(text).toMatch(/^(word )+…$/);
    const [nested = ''] = await triage(`- ${'word '.repeat(300)}\n\n  [a](https://a.b/${'x'.repeat(1000)})`);
    expect(nested).toMatch(/^(word ?)+\n…$/);
  });

  it('gives steps that ping nobody and that Slack takes, whatever stands in the playbook', async () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...['\n- # ', '\n- > ', '\n  ===\n', '\n  - ', '<!channel>', '<!here|x>'],
        ...['<!channel>', '<@U123456>', '&lt;!here&gt;', '@everyone', '[a](https://a.b/<!here>)', '```', '~~~', '`'],
        ...['\n', '\n\n', '\n- ', '\n  - ', '\n1. ', '\n> ', '\n    ', '\n| a |\n| - |\n', '[x]: https://a.b|c\n', '<'],
      ),
      fc.string({ maxLength: 8 }),
      fc.constantFrom('x'.repeat(1990), 'x&'.repeat(1500)),
    );
    const markdown = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(markdown, async (given) => {
        const texts = await triage(given);
        expect(texts.length).toBeLessThanOrEqual(40);
        for (const text of texts) {
          expect(text.length).toBeLessThanOrEqual(2000);
          expect(text.trim()).not.toBe('');
          expect(text).not.toMatch(/<[!@#]/);
          expectNothingLive(text);
        }
      }),
      { numRuns: 100 },
    );
  });
});
