import { graphemes } from '../../clip.ts';
import { oneLine } from '../../slack/text.ts';

/** Marks that turn the direction of what follows: with them a name could rearrange the words beside it. */
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** What well-formed text may hold but XML may not (https://www.w3.org/TR/xml/#charsets); `oneLine` takes the rest. */
const NO_XML = /[\ufffe\uffff]/g;

/** Text from outside on one line, of characters that XML allows and that turn no direction. Not escaped. */
export function clean(text: string): string {
  return oneLine(text.replace(DIRECTION_MARKS, '').replace(NO_XML, ' ').toWellFormed());
}

/** Escapes clean text for the content and the attributes of XML. */
export function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Widths in DejaVu Sans Condensed Bold, the widest face in use, as parts of the font's size; the first that fits. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/^[ .,:;'|/\\\-ijlIJ]/, 0.37],
  [/^[!()[\]"*_`frt]/, 0.47],
  [/^[?cskvxyzL]/, 0.59],
  [/^[mwMW@%]/, 0.99],
  [/^([0-9$EFT]|(?=\p{Script=Latin})\p{Ll})/u, 0.65],
  [/^[\u0020-\u024f\u0370-\u03ff\u0590-\u05ff]/, 0.76],
  [/^[\u0400-\u08ff]/, 0.9],
];
/** For other scripts and emoji, whose font is not known. */
const WIDEST = 1.25;

const widthOf = (character: string): number => WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? WIDEST;

/**
 * As much of a text as fits into `width`, ending in an ellipsis when it is not all. Widths are estimated, rather too
 * wide than too narrow; `width` and `size` (of the bold font) are in the picture's units.
 */
export function fitted(text: string, width: number, size: number): string {
  let used = 0;
  let kept = '';
  for (const { segment, index } of graphemes(text)) {
    used += widthOf(segment) * size;
    if (used > width) return `${kept.trimEnd()}…`;
    // The last character that leaves room for an ellipsis.
    if (used + size <= width) kept = text.slice(0, index + segment.length);
  }
  return text;
}
