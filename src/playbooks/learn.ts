import { stringify } from 'yaml';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Library } from './library.ts';
import { insertNote, insertPage } from './store.ts';

/** What writing about playbooks needs. */
export type LearnParts = { outbox: Outbox; clock: Clock; library: Library };

/** Adds to a playbook what somebody learned, signed and dated. */
export async function addNote(
  { file, by, text }: { file: string; by: string; text: string },
  parts: LearnParts,
): Promise<void> {
  const note = { by, at: parts.clock.now(), text: text.trim() };
  await parts.outbox.commit((trx) => insertNote(trx, file, note));
}

/** A playbook as somebody wrote it in the form. */
export type NewPlaybook = { title: string; alarms: string; triage: string; mitigation: string; by: string };

/** Keeps a playbook that was written in Slack. @returns its file name. */
export async function writePlaybook(page: NewPlaybook, { outbox, clock, library }: LearnParts): Promise<string> {
  const markdown = toMarkdown(page);
  const at = clock.now();
  const file = await outbox.commit(async (trx) => {
    for (let number = 1; ; number++) {
      const name = `${slug(page.title)}${number > 1 ? `-${number}` : ''}.md`;
      const isNew = library.find(name) === null && (await insertPage(trx, { file: name, markdown, by: page.by, at }));
      if (isNew) return name;
    }
  });
  await library.reload();
  return file;
}

function toMarkdown({ title, alarms, triage, mitigation }: NewPlaybook): string {
  const globs = alarms
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const sections = [
    `## Triage\n\n${triage.trim()}`,
    ...(mitigation.trim() ? [`## Mitigation\n\n${mitigation.trim()}`] : []),
  ];
  return `---\n${stringify({ title: title.trim(), alarms: globs })}---\n\n${sections.join('\n\n')}\n`;
}

function slug(title: string): string {
  const plain = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain.slice(0, 60) || 'playbook';
}
