import type { Selectable } from 'kysely';
import type { Db, Tables, Trx } from '../store/tables.ts';

/** An issue that is followed, by what waits for it. */
export type Followed = {
  ref: string;
  /** As it was made or named; it keeps that name here when it moves to another project. */
  key: string;
  /** Jira's own id; null until it was seen there. */
  issueId: string | null;
  /** When its category of status last changed as far as is known, by Jira's clock. */
  since: Date | null;
  doneAt: Date | null;
};

const toFollowed = ({ ref, key, issue_id, category_at, done_at }: Selectable<Tables['jira_issue']>): Followed => ({
  ...{ ref, key, issueId: issue_id },
  since: category_at === null ? null : new Date(category_at),
  doneAt: done_at === null ? null : new Date(done_at),
});

/** The issue that an alert or a ticket waits for; null when none is followed. */
export async function findFollowed(db: Db, ref: string): Promise<Followed | null> {
  const row = await db.selectFrom('jira_issue').selectAll().where('ref', '=', ref).executeTakeFirst();
  return row ? toFollowed(row) : null;
}

/** All that wait for an issue, by its id or its key. */
export async function followersOf(db: Db, { id, key }: { id: string; key: string }): Promise<Followed[]> {
  const rows = db.selectFrom('jira_issue').selectAll();
  const meant = rows.where((where) => where.or([where('issue_id', '=', id), where('key', '=', key)]));
  // A key that another issue had before it moved away is not this one's.
  const found = (await meant.orderBy('ref').execute()).map(toFollowed);
  return found.filter(({ issueId }) => issueId === null || issueId === id);
}

/** Those that are not done, or were since `doneSince`, whose ref comes after one, at most so many, in order. */
export async function followedAfter(
  db: Db,
  { after, doneSince, most }: { after: string; doneSince: Date; most: number },
): Promise<Followed[]> {
  const rows = db.selectFrom('jira_issue').selectAll().where('ref', '>', after);
  const open = rows.where((where) =>
    where.or([where('done_at', 'is', null), where('done_at', '>', doneSince.toISOString())]),
  );
  return (await open.orderBy('ref').limit(most).execute()).map(toFollowed);
}

/** Follows an issue for something, which then follows no other. */
export async function insertFollowed(
  trx: Trx,
  { ref, key, now }: { ref: string; key: string; now: Date },
): Promise<void> {
  const row = { key, issue_id: null, created_at: now.toISOString(), category_at: null, done_at: null };
  const inserted = trx.insertInto('jira_issue').values({ ref, ...row });
  await inserted.onConflict((conflict) => conflict.column('ref').doUpdateSet(row)).execute();
}

/** What becomes known of an issue. */
export async function updateFollowed(
  trx: Trx,
  ref: string,
  { issueId, since, doneAt }: Partial<Pick<Followed, 'issueId' | 'since' | 'doneAt'>>,
): Promise<void> {
  const set = {
    ...(issueId !== undefined && { issue_id: issueId }),
    ...(since !== undefined && { category_at: since?.toISOString() ?? null }),
    ...(doneAt !== undefined && { done_at: doneAt?.toISOString() ?? null }),
  };
  await trx.updateTable('jira_issue').set(set).where('ref', '=', ref).execute();
}

/** Something waits for no issue any more that Jira could tell of. */
export async function deleteFollowed(trx: Trx, ref: string): Promise<void> {
  await trx.deleteFrom('jira_issue').where('ref', '=', ref).execute();
}

/** Whether an errand of that kind waits in a line. */
export async function isAsked(db: Db, kind: string, line: string): Promise<boolean> {
  const waiting = db.selectFrom('errand').select('id').where('refused', '=', 0).where('kind', '=', kind);
  return (await waiting.where('line', '=', line).executeTakeFirst()) !== undefined;
}
