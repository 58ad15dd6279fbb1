const HAS_INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** A whole emoji, or a character that shows as nothing: bidi controls, zero-width ones, tags. */
const EMOJI_OR_INVISIBLE = /(\p{RGI_Emoji})|\p{Default_Ignorable_Code_Point}/gv;

/** Text that says something else than it shows is told by its joiners; within an emoji they belong. */
const withoutInvisible = (text: string): string =>
  HAS_INVISIBLE.test(text) ? text.replace(EMOJI_OR_INVISIBLE, (_all, emoji: string | undefined) => emoji ?? '') : text;

/** What every database takes: no lone surrogates, and no control characters (PostgreSQL refuses NUL) but tab and line feed. */
export const storable = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ');

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most `most` UTF-16 units, ending in an ellipsis and never within a character as people see it. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - 1;
  let end = 0;
  for (const { index, segment } of graphemes.segment(text.slice(0, most + 1))) {
    if (index + segment.length > room) break;
    end = index + segment.length;
  }
  // One "character" may be endless (a letter under hundreds of accents): better a piece of it than nothing.
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, room).toWellFormed();
  return `${kept.trimEnd()}…`;
}

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
