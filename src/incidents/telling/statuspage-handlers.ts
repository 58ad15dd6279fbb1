import type { Handler } from '../../errands/errand.ts';
import { knownNames } from '../../slack/known-names.ts';
import { saying } from '../../slack/said.ts';
import { escaped } from '../../slack/text.ts';
import type { Db } from '../../store/tables.ts';
import { findIncident, updateIncident } from '../incident-store.ts';
import { sayInRoom } from '../room.ts';
import type { PageIncident, Statuspage } from './statuspage-api.ts';
import { type CustomerNews, TELL_CUSTOMERS } from './statuspage-news.ts';

/** What telling customers needs. */
export type StatuspageParts = { db: Db; statuspage: Statuspage };

/** Tells customers, by kind of errand: once for each update, since Statuspage mails them. */
export function statuspageHandlers({ db, statuspage }: StatuspageParts): Record<string, Handler> {
  const telling: Handler = {
    async run({ payload, token: errand }, signal) {
      const { incident: id, ...news } = payload as CustomerNews;
      const row = await statusRow(db, id);
      const there = await seen(row, signal);
      if (there?.marker?.errand === errand) return keep(id, there.id);
      if (there === null && news.status === 'resolved') return async () => {};
      const told = { ...news, body: await withNames(news.body), marker: { incident: row.token, errand } };
      signal.throwIfAborted();
      if (there !== null) await statuspage.update(there.id, told, signal);
      return keep(id, there?.id ?? (await statuspage.create(told, signal)));
    },
    refused:
      ({ payload }, problem) =>
      async (trx, say) => {
        const incident = await findIncident(trx, (payload as CustomerNews).incident);
        const text = `:warning: Customers were not told on Statuspage: ${escaped(problem)}`;
        if (incident) sayInRoom(say, incident, saying(text));
      },
  };

  /** The incident there: as we know it, or as a try before this made it and could not tell of. */
  async function seen(row: { token: string; statuspage_id: string | null }, signal: AbortSignal) {
    if (row.statuspage_id !== null) return statuspage.find(row.statuspage_id, signal);
    const isOurs = ({ marker }: PageIncident) => marker?.incident === row.token;
    return (await statuspage.unresolved(signal)).find(isOurs) ?? null;
  }

  /** Customers know nobody by an id. */
  async function withNames(text: string): Promise<string> {
    const names = await knownNames(db);
    return text.replace(/@([UW][A-Z0-9]{6,})\b/g, (_, user: string) => names.get(user) ?? 'a colleague');
  }

  return { [TELL_CUSTOMERS]: telling };
}

const keep = (id: number, statuspageId: string) => async (trx: Parameters<typeof updateIncident>[0]) => {
  await updateIncident(trx, id, { statuspage_id: statuspageId });
};

async function statusRow(db: Db, id: number): Promise<{ token: string; statuspage_id: string | null }> {
  const row = db.selectFrom('incident').select(['token', 'statuspage_id']).where('id', '=', id);
  return row.executeTakeFirstOrThrow();
}
