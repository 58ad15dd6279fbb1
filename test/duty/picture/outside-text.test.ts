import { fileURLToPath } from 'node:url';
import { Resvg } from '@resvg/resvg-js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawing, element, outsideText, words } from '../../../src/duty/picture/svg.ts';
import { readSvg, textsOf } from './svg-reading.ts';

const fontFiles = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
);
const place = { x: 50, y: 50, size: 14, width: 160 };
const drawn = (name: string, bold: boolean) =>
  drawing(300, 100, outsideText(name, { ...place, bold, fill: '#000000' }));
const shown = (name: string) => textsOf(readSvg(drawn(name, true)))[0];

/** Where ink is: the first and the last column and row with a dot that is not white; null on an empty picture. */
function inkOf(svg: string) {
  const { width, pixels } = new Resvg(svg, { font: { fontFiles, loadSystemFonts: false } }).render();
  const dark = Array.from({ length: pixels.length / 4 }, (_, dot) => dot).filter((dot) => (pixels[dot * 4] ?? 0) < 250);
  if (dark.length === 0) return null;
  const columns = dark.map((dot) => dot % width);
  const rows = dark.map((dot) => Math.floor(dot / width));
  return { left: Math.min(...columns), right: Math.max(...columns), top: Math.min(...rows), bottom: Math.max(...rows) };
}

describe('text from outside in a picture', () => {
  it.each([
    ['shows markup as it is written', '<!here> & <b>"x"', '<!here> & <b>"x"'],
    ['stands on one line', ' a\n\tb\u0000c\u001b[31m ', 'a b c [31m'],
    ['cannot turn the words around it', 'Ann\u202e\u2067 evil\u200f', 'Ann evil'],
    ['loses what XML does not allow', 'a\ud800b\ufffec\uffff', 'a\ufffdb c'],
    ['is a dash when there is nothing to see', '\u200e \n', '-'],
    ['keeps a joined emoji together', '👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'],
  ])('%s', (_sentence, given, text) => {
    expect(shown(given)).toBe(text);
  });

  it('is shown whole when it fits', () => {
    expect(shown('Maria de la Cruz')).toBe('Maria de la Cruz');
  });

  it('ends in an ellipsis when it does not, never within a character', () => {
    expect(shown('Grzegorz Brzęczyszczykiewicz')).toMatch(/^Grzegorz Brz.*[^ ]…$/);
    expect(shown('👩\u200d👩\u200d👧'.repeat(20))).toMatch(/^(👩\u200d👩\u200d👧)+…$/u);
  });

  it('isolates a right-to-left name, so that its ellipsis is at its own end', () => {
    const text = readSvg(drawn('שלום עולם '.repeat(8), true)).find(({ name }) => name === 'text')?.text;
    expect(text).toMatch(/^\u2068[^\u2068]+…\u2069$/);
  });

  it.each([
    ['wide letters', 'W'.repeat(80)],
    ['many accents on one letter', `e${'\u0301'.repeat(78)}`],
    ['many marks below', `e${'\u0323\u0331\u0325\u032d\u0330'.repeat(15)}`],
    ['letters wider than one would think', 'Œ'.repeat(80)],
  ])('never leaves its box: %s', (_sentence, name) => {
    const ink = inkOf(drawn(name, true));
    expect(ink).not.toBeNull();
    expect(ink?.left).toBeGreaterThanOrEqual(50);
    expect(ink?.right).toBeLessThanOrEqual(50 + 160);
    expect(ink?.top).toBeGreaterThanOrEqual(50 - 16);
    expect(ink?.bottom).toBeLessThanOrEqual(50 + 6);
  });

  it('is cut by its ellipsis before its box cuts it, in the letters of Europe', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-. ąćęłńóśźżĄĆĘŁŃÓŚŹŻäöüßéèñçåøÅØ';
    const name = fc.string({ unit: fc.constantFrom(...letters), minLength: 15, maxLength: 60 });
    fc.assert(
      fc.property(name, fc.boolean(), (given, bold) => {
        expect(inkOf(drawn(`${given}n`, bold))?.right ?? 0).toBeLessThan(50 + 160 - 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('our own words and attributes', () => {
  it('may hold what means something in XML', () => {
    const seen = readSvg(words('a < b & c', { x: 0, y: 0, size: 9, fill: '"<&' }) + element('rect', { fill: '"' }));
    expect(seen.map(({ text, attributes }) => [text, attributes.get('fill')])).toEqual([
      ['a < b & c', '"<&'],
      ['', '"'],
    ]);
  });
});
