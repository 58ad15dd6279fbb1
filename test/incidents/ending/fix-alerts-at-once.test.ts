import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { tieAlerts } from '../../../src/alerts/tie.ts';
import { fixAlerts } from '../../../src/incidents/ending/fix-alerts.ts';
import { stampOf } from '../../../src/slack/stamp.ts';
import { batch, fires } from '../../alerts/event.ts';
import { type House, onPostgres } from '../../alerts/house.ts';

const names = Array.from({ length: 12 }, (_, index) => `alarm-${String(index).padStart(2, '0')}`);

onPostgres('the alerts of an incident that is resolved on one of two replicas', (open) => {
  const incident = { name: 'INC-7' };
  const fixAll = ({ outbox, triage }: House, inside = async () => {}) =>
    outbox.commit(async (trx, say) => {
      await fixAlerts(trx, say, { incident, by: 'UADA' }, triage);
      await inside();
    });

  /** Two replicas, and an incident with an alert of each of these alarms. */
  async function pair(alarms: readonly string[]): Promise<[House, House]> {
    const [one, other] = [await open(), await open()];
    await one.intake(batch(alarms.map((alarm) => fires(0, { alarm }))));
    await one.drain();
    const rows = await one.db.selectFrom('alert').select('id').execute();
    const tied = { alerts: rows.map(({ id }) => id), incident: incident.name, now: one.time.now };
    await one.outbox.commit((trx, say) => tieAlerts(trx, say, tied, one.cards));
    return [one, other];
  }

  it('are fixed where somebody puts an older emoji on one at that moment on the other', async () => {
    const [one, other] = await pair(['cpu-high']);
    const ts = (await one.alerts())[0]?.ts ?? '';
    let reacting: Promise<unknown> = Promise.resolve();
    await fixAll(one, async () => {
      reacting = other.react({ ts, emoji: 'eyes', user: 'UBOB', at: stampOf(new Date(one.time.now.getTime() - 1000)) });
      await expect.poll(() => waiting(one)).toBe(1);
    });
    await reacting;
    expect(await one.alerts()).toMatchObject([{ state: 'fixed', triagedBy: 'UADA' }]);
    expect(await one.acts()).toHaveLength(2);
  });

  it('are fixed though they fire again in another order on the other', async () => {
    const [one, other] = await pair(names);
    const again = names.toReversed().map((alarm, index) => fires(1 + index, { alarm }));
    await Promise.all([fixAll(one), other.intake(batch(again))]);
    const tied = (await one.alerts()).filter((alert) => alert.incident === incident.name);
    expect(tied.map(({ state }) => state)).toEqual(names.map(() => 'fixed'));
  });
});

/** How many connections to a house's database wait for another's lock. */
async function waiting({ db }: House): Promise<number> {
  const asked = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await asked.execute(db)).rows[0]?.n ?? 0;
}
