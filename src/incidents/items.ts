import type { Db, Trx } from '../store/tables.ts';

/** Something that belongs to an incident, with where it is read. */
export type RelatedItem = { title: string; url: string };

/** Adds what is not there yet, by its address. @returns what was new. */
export async function addItems(trx: Trx, incident: number, items: readonly RelatedItem[]): Promise<RelatedItem[]> {
  const added: RelatedItem[] = [];
  for (const { title, url } of items) {
    const inserted = trx.insertInto('incident_item').values({ incident_id: incident, title, url });
    const once = inserted.onConflict((conflict) => conflict.columns(['incident_id', 'url']).doNothing());
    if ((await once.executeTakeFirst()).numInsertedOrUpdatedRows === 1n) added.push({ title, url });
  }
  return added;
}

/** Takes one away. @returns whether it was there. */
export async function removeItem(trx: Trx, incident: number, url: string): Promise<boolean> {
  const gone = trx.deleteFrom('incident_item').where('incident_id', '=', incident).where('url', '=', url);
  return (await gone.executeTakeFirst()).numDeletedRows > 0n;
}

/** What belongs to an incident, in the order in which it came. */
export async function itemsOf(db: Db, incident: number): Promise<RelatedItem[]> {
  const rows = db.selectFrom('incident_item').select(['title', 'url']).where('incident_id', '=', incident);
  return rows.orderBy('id').execute();
}
