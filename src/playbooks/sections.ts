import { SECTIONS, type Section } from './playbook.ts';

type Heading = { line: number; level: number; known: Section['title'] | null };

const FENCE = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;

/**
 * Cuts out the parts under the four known headings (levels 1 to 3, upper or lower case). A part lasts until the next
 * known heading, or the next other one that is not below it. What looks like a heading in a code fence is none.
 */
export function findSections(markdown: string): Section[] {
  const lines = markdown.split('\n');
  const headings = findHeadings(lines);
  return headings.flatMap(({ line, level, known }, index) => {
    if (known === null) return [];
    const next = headings.slice(index + 1).find((other) => other.known !== null || other.level <= level);
    const body = lines.slice(line + 1, next?.line ?? lines.length).join('\n');
    return [{ title: known, markdown: body.trim() }];
  });
}

function findHeadings(lines: readonly string[]): Heading[] {
  const headings: Heading[] = [];
  let fence: string | null = null;
  for (const [line, text] of lines.entries()) {
    const [, marks = '', rest = ''] = FENCE.exec(text) ?? [];
    if (fence !== null) {
      if (marks.startsWith(fence) && rest.trim() === '') fence = null;
    } else if (marks !== '' && !(marks.startsWith('`') && rest.includes('`'))) fence = marks;
    else headings.push(...headingAt(text, line));
  }
  return headings;
}

function headingAt(text: string, line: number): Heading[] {
  const [, marks, title = ''] = HEADING.exec(text) ?? [];
  if (marks === undefined) return [];
  return [{ line, level: marks.length, known: marks.length <= 3 ? knownTitle(title) : null }];
}

/** Without the closing `##`, emphasis and a colon that some writers add. */
function knownTitle(title: string): Section['title'] | null {
  const bare = title.replace(/[\s#*_:]+$/, '').replace(/^[\s*_]+/, '');
  return SECTIONS.find((known) => known.toLowerCase() === bare.toLowerCase()) ?? null;
}
