import type { Db } from '../store/tables.ts';
import type { Library } from './library.ts';
import type { AlarmPattern } from './playbook.ts';
import { allNotes } from './store.ts';

/** A playbook as scripts see it. A pattern that is a name alone is that glob; times are ISO 8601 in UTC. */
export type ListedPlaybook = {
  file: string;
  title: string;
  alarms: (string | AlarmPattern)[];
  owner: string | null;
  learned: { by: string; at: string; text: string }[];
};

/** All playbooks with what each covers and what was learned about it. */
export async function listPlaybooks(library: Library, db: Db): Promise<ListedPlaybook[]> {
  const notes = await allNotes(db);
  return library.all().map(({ file, title, alarms, owner }) => ({
    file,
    title,
    alarms: alarms.map(asWritten),
    owner,
    learned: notes.filter((note) => note.file === file).map(({ by, at, text }) => ({ by, at, text })),
  }));
}

function asWritten(pattern: AlarmPattern): string | AlarmPattern {
  const isName = Object.entries(pattern).every(([field, glob]) => field === 'name' || glob === undefined);
  return isName && pattern.name !== undefined ? pattern.name : pattern;
}
