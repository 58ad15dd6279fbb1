import { clip } from '../clip.ts';

const HAS_INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

let emojiOrInvisible: RegExp | undefined;

/** Text that says something else than it shows is told by its joiners; within an emoji they belong. */
function withoutInvisible(text: string): string {
  if (!HAS_INVISIBLE.test(text)) return text;
  // A whole emoji, or a character that shows as nothing: bidi controls, zero-width ones, tags. Made when first needed,
  // for the thousands of emoji take a while that a start need not wait.
  emojiOrInvisible ??= /(\p{RGI_Emoji})|\p{Default_Ignorable_Code_Point}/gv;
  return text.replace(emojiOrInvisible, (_all, emoji: string | undefined) => emoji ?? '');
}

/** What every database takes: no lone surrogates, and no control characters (PostgreSQL refuses NUL) but tab and line feed. */
export const storable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');

/** One line as it shows: control characters and line breaks are spaces, what is invisible is gone. May be empty. */
export function oneLine(text: string, most: number): string {
  // What is far behind the cut is not worth looking at: the text may be a megabyte long.
  const near = text.slice(0, most * 8).toWellFormed();
  const line = withoutInvisible(near)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return clip(line, most);
}

/** The lines that show something, each as one line. */
export function lines(text: string, most: number): string[] {
  const near = text.slice(0, 16_384).split(/[\r\n\u2028\u2029]+/);
  return near.map((line) => oneLine(line, most)).filter((line) => line !== '');
}

/** Text of several lines, without what is invisible; null when nothing is left. */
export function paragraph(text: string | null, most = 4_000): string | null {
  if (text === null) return null;
  const shown = withoutInvisible(storable(text.slice(0, most * 2))).trim();
  return shown === '' ? null : clip(shown, most);
}
