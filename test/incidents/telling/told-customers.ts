import { type StatuspageStandIn, startStatuspage } from '../../../sandbox/statuspage.ts';
import type { Done, Errand, Handler } from '../../../src/errands/errand.ts';
import { createStatuspage } from '../../../src/incidents/telling/statuspage-api.ts';
import { statuspageHandlers } from '../../../src/incidents/telling/statuspage-handlers.ts';
import type { House, Open } from '../house.ts';

/** What an errand came to: done, or what its handler threw. */
type Outcome = 'done' | Error;

/** A house with a Statuspage page, and an incident; `run` does what is to be done there. */
export async function withStatuspage(open: Open) {
  const page = await startStatuspage();
  const { pageId: page_id, apiUrl } = page;
  const house = await open({ incidents: { statuspage: { page_id } } });
  const { id } = await house.open();
  const incident = await house.makeRoom({ id });
  await house.drain();
  await house.errands();
  const access = { token: page.key, pageId: page_id, apiUrl };
  const run = running(house, handlersFor(house, access));
  return {
    page,
    house,
    incident,
    run,
    runAs: (token: string) => running(house, handlersFor(house, { ...access, token })),
  };
}

const handlersFor = ({ db }: House, access: Parameters<typeof createStatuspage>[0]) =>
  statuspageHandlers({ db, statuspage: createStatuspage(access) });

/**
 * Runs what waits, in order, until something fails. With `dies` each is done but nothing of it is kept, as if the process
 * had died; with `ms` no longer than so long.
 */
const running =
  (house: House, handlers: Record<string, Handler>) =>
  async ({ dies = false, ms = 5000 } = {}): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    const waiting = house.db.selectFrom('errand').selectAll().where('kind', 'in', Object.keys(handlers));
    for (const row of await waiting.orderBy('id').execute()) {
      const errand: Errand = { ...row, payload: JSON.parse(row.payload), since: new Date(row.created_at) };
      try {
        const done = await (handlers[row.kind] as Handler).run(errand, AbortSignal.timeout(ms));
        if (!dies) await keep(house, row.id, done);
        outcomes.push('done');
      } catch (error) {
        return [...outcomes, error as Error];
      }
    }
    return outcomes;
  };

async function keep({ outbox }: House, id: number, done: Done): Promise<void> {
  await outbox.commit(async (trx, say) => {
    await trx.deleteFrom('errand').where('id', '=', id).execute();
    await done(trx, say);
  });
}

/** What a page says of its incidents, and to how many mails that came. */
export const told = ({ incidents, mails }: StatuspageStandIn) => ({
  updates: incidents.map(({ updates }) => updates.map(({ status, body }) => `${status}: ${body}`)),
  mails: mails.length,
});
