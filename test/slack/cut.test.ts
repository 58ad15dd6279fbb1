import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../src/slack/cut.ts';

const piece = fc.constantFrom(
  'a',
  'word ',
  '\n',
  '\n\n',
  '&amp;',
  '&lt;',
  '<https://a.b|c d>',
  '👩‍👩‍👧',
  'e\u0301',
  '😀',
);
const text = fc.array(piece, { maxLength: 60 }).map((parts) => parts.join(''));
const bare = (given: string): string => given.replaceAll('\n', '');

describe('cutText', () => {
  it('leaves alone what fits', () => {
    expect(cutText('a\nb', 3)).toEqual(['a\nb']);
    expect(cutText('', 3)).toEqual(['']);
  });

  it('cuts between lines where it can, with as many in a part as fit', () => {
    expect(cutText('one\ntwo\nthree\nfour', 9)).toEqual(['one\ntwo', 'three', 'four']);
  });

  it('keeps within the limit and loses nothing', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 20, max: 60 }), (given, most) => {
        const parts = cutText(given, most);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
        expect(bare(parts.join(''))).toBe(bare(given));
      }),
    );
  });

  it('never cuts within an entity, a link or what people see as one character', () => {
    const whole = /^(?:a|\n|&amp;|&lt;|<https:\/\/a\.b\|c d>|👩‍👩‍👧|e\u0301|😀)*$/u;
    fc.assert(
      fc.property(text, (given) => {
        for (const part of cutText(given.replaceAll('word ', ''), 20)) expect(part).toMatch(whole);
      }),
    );
  });

  it('cuts even a single character that is longer than the limit', () => {
    const heap = `e${'\u0301'.repeat(50)}`;
    const parts = cutText(heap, 20);
    expect(parts.join('')).toBe(heap);
    expect(Math.max(...parts.map(({ length }) => length))).toBeLessThanOrEqual(20);
  });

  it('cuts a link that is longer than the limit', () => {
    const link = `<https://a.b/${'x'.repeat(50)}>`;
    expect(cutText(link, 20).join('')).toBe(link);
  });
});
