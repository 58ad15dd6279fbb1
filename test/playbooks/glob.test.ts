import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalGlob, literalCount, matchesGlob } from '../../src/playbooks/glob.ts';

/** The definition of a glob, word for word; takes exponential time. */
function obviously(glob: readonly string[], text: readonly string[]): boolean {
  const [first, ...rest] = glob;
  if (first === undefined) return text.length === 0;
  if (first === '*') return obviously(rest, text) || (text.length > 0 && obviously(glob, text.slice(1)));
  return text.length > 0 && (first === '?' || first === text[0]) && obviously(rest, text.slice(1));
}

const shortGlob = fc.array(fc.constantFrom('*', '?', 'a', 'b', '😀', '.'), { maxLength: 8 });
const shortText = fc.array(fc.constantFrom('a', 'b', '😀', '.', '*'), { maxLength: 8 });

describe('matchesGlob', () => {
  it('agrees with the definition on any short glob and text', () => {
    fc.assert(
      fc.property(shortGlob, shortText, (glob, text) => {
        expect(matchesGlob(glob.join(''), text.join(''))).toBe(obviously(glob, text));
      }),
      { numRuns: 3000 },
    );
  });

  it('takes every other character for itself, as no regular expression would', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const literal = text.replace(/[*?]/g, 'x');
        expect(matchesGlob(literal, literal)).toBe(true);
        expect(matchesGlob(literal, `${literal}x`)).toBe(false);
      }),
    );
    expect(matchesGlob('a.c', 'abc')).toBe(false);
    expect(matchesGlob('[ab](c)', '[ab](c)')).toBe(true);
  });

  it.each([
    ['counts an emoji as one character', '?', '😀', true],
    ['tells upper from lower case', 'cpu*', 'CPU-high', false],
    ['lets a star stand for nothing', 'a*b*', 'ab', true],
    ['covers the whole text only', 'cpu', 'my-cpu', false],
    ['finds the end after many false starts', '*ab', 'aaababab', true],
  ])('%s', (_sentence, glob, text, matches) => {
    expect(matchesGlob(glob, text)).toBe(matches);
  });

  it('gives an answer on globs made to backtrack', () => {
    // With backtracking over each star this would take longer than the universe is old.
    expect(matchesGlob(`${'*a'.repeat(60)}*b`, 'a'.repeat(5000))).toBe(false);
    expect(matchesGlob(`${'?*'.repeat(200)}x`, 'a'.repeat(5000))).toBe(false);
  });
});

describe('literalCount', () => {
  it('counts the characters that are no wildcards', () => {
    expect(literalCount('*rds-?-cpu*')).toBe(8);
    expect(literalCount('😀*')).toBe(1);
  });
});

describe('canonicalGlob', () => {
  it('matches what the glob matches', () => {
    fc.assert(
      fc.property(shortGlob, shortText, (glob, text) => {
        expect(matchesGlob(canonicalGlob(glob.join('')), text.join(''))).toBe(obviously(glob, text));
      }),
    );
  });

  it('is the same for spellings of the same glob', () => {
    expect(canonicalGlob('a**?*b')).toBe(canonicalGlob('a?*b'));
    expect(canonicalGlob('a*b')).not.toBe(canonicalGlob('a?b'));
  });
});
