import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderPages } from '../../src/playbooks/render.ts';
import { playbook } from './build.ts';
import { allText, expectNothingLive, expectWithinLimits } from './slack-limits.ts';

const hostile = fc.constantFrom(
  ...[
    '<!channel>',
    '<!here|x>',
    '<@U123>',
    '<#C1|x>',
    '<http://evil|https://bank>',
    '&lt;!here&gt;',
    '&#60;!everyone>',
  ],
  ...['[a](', ')', '![', '](https://a.b/<!here>)', '](<https://a.b|c>)', '[^1]: ', '[x]: https://a.b|c\n', '[x]'],
  ...['```', '~~~', '`', '``', '*', '**', '_', '~~', '\\', '<', '>', '|', '&', '!', ':smile:', '@here'],
  ...['\n', '\n\n', '\n# ', '\n- ', '\n1. ', '\n> ', '\n    ', '\n---\n', '\n| a | b |\n| - | - |\n| ', '\n- [ ] '],
  ...['<b>', '</b>', '<!--', '-->', '<br>', '<script>', '👩‍👩‍👧', 'e\u0301', '\u200b', '\u0000', '\ud800', '\t', ' '],
);
const long = fc.tuple(
  fc.constantFrom('x', 'word ', '&', '<', '😀', 'line\n', '`', '| a '),
  fc.integer({ min: 1, max: 4000 }),
);
const part = fc.oneof(
  { weight: 8, arbitrary: hostile },
  { weight: 4, arbitrary: fc.string({ maxLength: 8 }) },
  { weight: 1, arbitrary: long.map(([unit, times]) => unit.repeat(times)) },
);
const markdown = fc.array(part, { maxLength: 40 }).map((parts) => parts.join(''));
const note = fc.record({
  by: fc.constantFrom('U1', 'W2', '!here', '<@U1>'),
  at: fc.date({ noInvalidDate: true, min: new Date(0) }),
  text: markdown,
});

describe('any Markdown whatever', () => {
  it('becomes pages within the limits of Slack, with whole fences', async () => {
    await fc.assert(
      fc.asyncProperty(markdown, fc.array(note, { maxLength: 3 }), async (given, notes) => {
        expectWithinLimits(await renderPages(playbook({ markdown: given }), notes));
      }),
      { numRuns: 200 },
    );
  });

  it('becomes nothing that pings or lies', async () => {
    await fc.assert(
      fc.asyncProperty(markdown, async (given) => {
        const text = allText(
          await renderPages(playbook({ title: given.slice(0, 50), owner: given, markdown: given }), []),
        );
        expect(text).not.toMatch(/<[!@#]/);
        expectNothingLive(text);
      }),
      { numRuns: 200 },
    );
  });

  it('becomes nothing live as a note but people, channels, times and links', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(note, { minLength: 1, maxLength: 4 }), async (notes) => {
        expectNothingLive(allText(await renderPages(playbook(), notes)));
      }),
      { numRuns: 200 },
    );
  });
});

const word = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 3, maxLength: 12 });
const form = fc.constantFrom(
  ...[
    'W',
    '# W',
    '- W',
    '  - W',
    '1. **W** W',
    '> W',
    '```\nW\nW\n```',
    '| W | W |\n| - | - |\n| W | W |',
    '`W` *W* ~~W~~',
  ],
  ...[
    '- [ ] W',
    '<b>W</b> W',
    '[W](https://a.b)',
    '![W](https://a.b)',
    'W\\\nW',
    '<W>',
    '- W\n\n  W\n  ```\n  W\n  ```',
  ],
);

describe('the words of a playbook', () => {
  it('all come out, in their order', async () => {
    const blocks = fc.array(fc.tuple(form, fc.array(word, { minLength: 6, maxLength: 6 })), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(blocks, async (list) => {
        let count = 0;
        const used: string[] = [];
        // A number tells equal words apart.
        const fill = (shape: string, words: string[]): string =>
          shape.replace(/W/g, () => {
            used.push(`${words[count % 6]}${count}`);
            count += 1;
            return used.at(-1) ?? '';
          });
        const given = list.map(([shape, words]) => fill(shape, words)).join('\n\n');
        const text = allText(await renderPages(playbook({ title: 'T', markdown: given }), []));
        expect(text.match(/[a-h]{3,}\d+/g) ?? []).toEqual(used);
      }),
      { numRuns: 100 },
    );
  });
});
