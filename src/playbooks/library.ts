import type { Db } from '../store/tables.ts';
import { loadPlaybooks } from './load.ts';
import { type AlarmSubject, chosenPlaybook, matchPlaybook } from './match.ts';
import { parsePlaybook } from './parse.ts';
import type { Playbook, Problem } from './playbook.ts';
import { writtenPages } from './store.ts';

/** The playbooks at hand: those of the folder, and those that people wrote in Slack. */
export type Library = {
  all(): readonly Playbook[];
  problems(): readonly Problem[];
  find(file: string): Playbook | null;
  /** The one that an alarm gets. */
  forAlarm(subject: AlarmSubject): Playbook | null;
  /** Where people read it, if there is such a place: pages written in Slack are nowhere else yet. */
  url(file: string): string | null;
  /** Reads folder and database again. */
  reload(): Promise<void>;
};

/**
 * A library that is empty until it is first loaded. A page written in Slack counts until the folder has a file of its name: whoever commits it there
 * takes it over.
 */
export function createLibrary({ dir, baseUrl, db }: { dir: string; baseUrl: string | null; db: Db }): Library {
  let playbooks: Playbook[] = [];
  let problems: Problem[] = [];
  let inFolder = new Set<string>();

  async function reload(): Promise<void> {
    const folder = await loadPlaybooks(dir);
    const files = new Set(folder.playbooks.map((playbook) => playbook.file));
    const written = (await writtenPages(db))
      .filter((page) => !files.has(page.file))
      .map((page) => parsePlaybook(page.file, page.markdown));
    playbooks = [...folder.playbooks, ...written.flatMap((read) => (read.kind === 'playbook' ? read.playbook : []))];
    problems = [...folder.problems, ...written.flatMap((read) => (read.kind === 'problems' ? read.problems : []))];
    inFolder = files;
  }

  return {
    all: () => playbooks,
    problems: () => problems,
    find: (file) => playbooks.find((playbook) => playbook.file === file) ?? null,
    forAlarm: (subject) => chosenPlaybook(matchPlaybook(playbooks, subject)),
    url: (file) =>
      baseUrl !== null && inFolder.has(file) ? `${baseUrl.replace(/\/$/, '')}/${encodeURIComponent(file)}` : null,
    reload,
  };
}

/** A library that is loaded. */
export async function openLibrary(place: { dir: string; baseUrl: string | null; db: Db }): Promise<Library> {
  const library = createLibrary(place);
  await library.reload();
  return library;
}
