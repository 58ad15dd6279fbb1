import { sql } from 'kysely';
import type { Db, Trx } from '../../store/tables.ts';
import { type Incident, toIncident } from '../incident.ts';
import { engagementsIn } from '../paging/page-store.ts';

/** Keeps an engagement in AWS that a page began. @returns whether the page is open; whoever ends it later has the engagement. */
export async function keepEngagement(trx: Trx, page: number, engagement: string): Promise<boolean> {
  const kept = trx.updateTable('incident_page').set({ engagements: sql`engagements || ${`${engagement} `}` });
  const row = await kept.where('id', '=', page).returning('acked_at').executeTakeFirstOrThrow();
  return row.acked_at === null;
}

/** The engagements in AWS that the pages of an incident began, and whether those pages are open. */
export async function engagementsOf(db: Db, incident: number): Promise<{ arn: string; isOpen: boolean }[]> {
  const rows = db.selectFrom('incident_page').select(['engagements', 'acked_at']).where('incident_id', '=', incident);
  const all = await rows.where('engagements', '!=', '').orderBy('id').execute();
  return all.flatMap(({ engagements, acked_at }) =>
    engagementsIn(engagements).map((arn) => ({ arn, isOpen: acked_at === null })),
  );
}

/** The open incidents that AWS does not have, but pages people for. */
export async function engagedWithoutRecord(db: Db): Promise<Incident[]> {
  const rows = db.selectFrom('incident').selectAll().where('state', '=', 'open').where('arn', 'is', null);
  const pages = db.selectFrom('incident_page').select('incident_id').where('engagements', '!=', '');
  return (await rows.where('id', 'in', pages).orderBy('id').execute()).map(toIncident);
}

/**
 * The open pages of an incident that somebody takes who acknowledges in AWS: the one that began the engagement, and those
 * that name the same person in Slack, if they are known.
 */
export async function pagesTaken(
  db: Db,
  { incident, engagement, user }: { incident: number; engagement: string; user: string | null },
): Promise<number[]> {
  const open = db.selectFrom('incident_page').select(['id', 'engagements', 'users']);
  const rows = await open.where('incident_id', '=', incident).where('acked_at', 'is', null).orderBy('id').execute();
  const isTheirs = (users: string) => (JSON.parse(users) as string[]).some((each) => each === user);
  return rows
    .filter(({ engagements, users }) => engagementsIn(engagements).includes(engagement) || isTheirs(users))
    .map(({ id }) => id);
}
