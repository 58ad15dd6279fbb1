import { type LineMistake, readFrontMatter } from './front-matter.ts';
import type { Playbook, Problem } from './playbook.ts';
import { findSections } from './sections.ts';

/** A file, read: a playbook, or why it is none. */
export type PlaybookReading = { kind: 'playbook'; playbook: Playbook } | { kind: 'problems'; problems: Problem[] };

const FENCE = /^---[ \t]*$/;

/** Reads a playbook: front matter between two lines `---`, then Markdown. Never throws, whatever the text. */
export function parsePlaybook(file: string, text: string): PlaybookReading {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (!FENCE.test(lines[0] ?? ''))
    return refuse(file, [{ line: 1, message: 'must begin with front matter: a line ---' }]);
  const end = lines.findIndex((line, index) => index > 0 && FENCE.test(line));
  if (end < 0) return refuse(file, [{ line: 1, message: 'the front matter never ends: a second line --- is missing' }]);
  const { front, mistakes } = readFrontMatter(lines.slice(1, end).join('\n'));
  if (front === null) return refuse(file, mistakes);
  const markdown = lines
    .slice(end + 1)
    .join('\n')
    .trim();
  return {
    kind: 'playbook',
    playbook: {
      file,
      title: front.title.trim(),
      alarms: front.alarms,
      owner: front.owner?.trim() ?? null,
      markdown,
      sections: findSections(markdown),
    },
  };
}

function refuse(file: string, mistakes: readonly LineMistake[]): PlaybookReading {
  return { kind: 'problems', problems: mistakes.map((mistake) => ({ file, ...mistake })) };
}
