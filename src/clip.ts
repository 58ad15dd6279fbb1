/** Enough of the text behind a cut to tell whether a character goes on there, in UTF-16 units. */
const LONGEST = 64;

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text as people see them, with where each begins (in UTF-16 units). */
export function graphemes(text: string): Intl.Segments {
  // Made when first needed: it loads a dictionary, for which a start need not wait.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/** At most `most` UTF-16 units, as Slack counts them, ending in an ellipsis and never within a character. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = most - 1;
  const end = graphemes(text.slice(0, most + LONGEST)).containing(room)?.index ?? 0;
  // One "character" may be endless (a letter under hundreds of accents): better a piece of it than nothing.
  const kept = end > 0 ? text.slice(0, end) : text.slice(0, room).toWellFormed();
  return `${kept.trimEnd()}…`;
}
