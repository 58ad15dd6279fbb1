import type { Say } from '../../outbox/say.ts';
import type { Db, Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import type { Fields } from '../rules/merge.ts';
import type { AwsParts } from './parts.ts';

/** How far a page of AWS has come. */
export type PageState = 'sent' | 'delivered' | 'read';

/** What AWS last told of an incident, which tells what changed there since. */
export type Seen = {
  /** Null before the first look. `at` is when its newest change was made, ISO 8601. */
  record: { fields: Fields; at: string } | null;
  /** What we began to set there since, and may have set. */
  pushing: Partial<Fields>;
  /** The addresses of its related items. */
  items: readonly string[];
  /** By the ARN of each page. */
  pages: Readonly<Record<string, PageState>>;
};

const unseen: Seen = { record: null, pushing: {}, items: [], pages: {} };

/** What was last seen of an incident, by its id. */
export async function seenOf(db: Db, id: number): Promise<Seen> {
  const row = await db.selectFrom('incident').select('aws_seen').where('id', '=', id).executeTakeFirst();
  return row?.aws_seen ? { ...unseen, ...(JSON.parse(row.aws_seen) as Partial<Seen>) } : unseen;
}

/** Keeps a part of what was seen, in a transaction that holds the lock of incidents. */
export async function keepSeen(trx: Trx, id: number, part: Partial<Seen>): Promise<void> {
  const aws_seen = JSON.stringify({ ...(await seenOf(trx, id)), ...part });
  await trx.updateTable('incident').set({ aws_seen }).where('id', '=', id).execute();
}

/** A part of what was seen of an incident, as it was when AWS was asked. */
export type Looked<Part extends keyof Seen> = { id: number; part: Part; before: Seen[Part] };

/**
 * Takes over what AWS was seen to have; `work` tells what to keep as seen. Nothing happens when somebody else has taken
 * over something meanwhile: what was read may be older than that.
 * @returns whether it was taken over.
 */
export async function takeOver<Part extends keyof Seen>(
  { id, part, before }: Looked<Part>,
  work: (trx: Trx, say: Say, incident: Incident) => Promise<Seen[Part]>,
  { outbox }: AwsParts,
): Promise<boolean> {
  return outbox.commit(async (trx, say) => {
    const incident = await findIncident(trx, id);
    const now = (await seenOf(trx, id))[part];
    if (incident === null || JSON.stringify(now) !== JSON.stringify(before)) return false;
    await keepSeen(trx, id, { [part]: await work(trx, say, incident) });
    return true;
  }, INCIDENT_LOCK);
}
