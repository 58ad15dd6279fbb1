import type { Db } from '../store/tables.ts';

/** How many incidents are open, and how many pages nobody has acknowledged; one that went on to others counts once. */
export async function incidentCounts(db: Db): Promise<{ open: number; unacknowledged: number }> {
  const incidents = db.selectFrom('incident').select((select) => select.fn.countAll<number | string>().as('n'));
  const pages = db.selectFrom('incident_page').select((select) => select.fn.countAll<number | string>().as('n'));
  const open = incidents.where('state', '=', 'open');
  const unacknowledged = pages.where('root_id', 'is', null).where('acked_at', 'is', null);
  return {
    open: Number((await open.executeTakeFirstOrThrow()).n),
    unacknowledged: Number((await unacknowledged.executeTakeFirstOrThrow()).n),
  };
}
