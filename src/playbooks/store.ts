import type { Db, Trx } from '../store/tables.ts';
import type { Note } from './notes.ts';

/** What people learned about a playbook, oldest first. */
export async function notesOn(db: Db, file: string): Promise<Note[]> {
  const rows = await db.selectFrom('playbook_note').selectAll().where('file', '=', file).orderBy('id').execute();
  return rows.map(({ by, at, text }) => ({ by, at: new Date(at), text }));
}

/** Every note on any playbook, oldest first. */
export async function allNotes(db: Db): Promise<{ file: string; by: string; at: string; text: string }[]> {
  return db.selectFrom('playbook_note').select(['file', 'by', 'at', 'text']).orderBy('id').execute();
}

export async function insertNote(trx: Trx, file: string, { by, at, text }: Note): Promise<void> {
  await trx.insertInto('playbook_note').values({ file, by, at: at.toISOString(), text }).execute();
}

/** Playbooks that were written in Slack. */
export async function writtenPages(db: Db): Promise<{ file: string; markdown: string }[]> {
  return db.selectFrom('playbook_page').select(['file', 'markdown']).orderBy('file').execute();
}

/** @returns false when there is one of that name already. */
export async function insertPage(
  trx: Trx,
  page: { file: string; markdown: string; by: string; at: Date },
): Promise<boolean> {
  const row = { ...page, at: page.at.toISOString() };
  const inserted = trx
    .insertInto('playbook_page')
    .values(row)
    .onConflict((conflict) => conflict.doNothing());
  return (await inserted.returning('file').execute()).length > 0;
}
