import { graphemes } from '../clip.ts';

/** What means something only as a whole in escaped text: an entity, a link or mention. */
const WHOLE = /&(?:amp|lt|gt);|<[^<>]*>/g;

/**
 * Cuts escaped text into parts of at most `most` UTF-16 units: between lines where that will do, else between
 * characters as people see them, and never within an entity or a link. Joined (with the line breaks where it was cut
 * between lines) the parts are the text. Never empty.
 */
export function cutText(text: string, most: number): string[] {
  if (text.length <= most) return [text];
  return pack(
    text.split('\n').flatMap((line) => cutLine(line, most)),
    most,
  );
}

/** Joins neighbours by line breaks as long as they fit. */
function pack(lines: readonly string[], most: number): string[] {
  const parts: string[] = [];
  let part: string | null = null;
  for (const line of lines) {
    if (part !== null && part.length + 1 + line.length <= most) part = `${part}\n${line}`;
    else {
      if (part !== null) parts.push(part);
      part = line;
    }
  }
  return part === null ? parts : [...parts, part];
}

function cutLine(line: string, most: number): string[] {
  if (line.length <= most) return [line];
  const parts: string[] = [];
  let part = '';
  for (const atom of atoms(line, most)) {
    if (part.length + atom.length > most) {
      parts.push(part);
      part = '';
    }
    part += atom;
  }
  return [...parts, part];
}

function* atoms(line: string, most: number): Generator<string> {
  let from = 0;
  for (const { 0: whole, index } of line.matchAll(WHOLE)) {
    yield* characters(line.slice(from, index), most);
    yield* whole.length <= most ? [whole] : characters(whole, most);
    from = index + whole.length;
  }
  yield* characters(line.slice(from), most);
}

/** One base letter may carry thousands of accents: such a heap is cut between them. */
function* characters(text: string, most: number): Generator<string> {
  for (const { segment } of graphemes(text)) yield* segment.length <= most ? [segment] : segment;
}
