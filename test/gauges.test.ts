import { expect, it } from 'vitest';
import { gauges } from '../src/gauges.ts';
import { createMetrics } from '../src/http/metrics.ts';
import { acknowledge } from '../src/incidents/paging/acknowledge.ts';
import { escalatePages } from '../src/incidents/paging/escalate-pages.ts';
import { page } from '../src/incidents/paging/page.ts';
import { resolve } from '../src/incidents/resolve.ts';
import { ADA, BOB, EVE, type House, onBothEngines } from './incidents/house.ts';
import { onBothEngines as onBothDesks } from './support-desk/house.ts';

/** The lines of `/metrics` that tell of incidents and errands, or what else is asked for, as `name{labels} value`. */
async function shown({ db, clock }: Pick<House, 'db' | 'clock'>, some = 'incidents|pages|errands'): Promise<string[]> {
  const text = await createMetrics(gauges({ db, clock, lag: () => [] })).text();
  return text.split('\n').filter((line) => new RegExp(`^watchbill_(${some})[_{]`).test(line));
}

onBothEngines('GET /metrics', (open) => {
  it('tells how many incidents are open, and how many pages nobody has acknowledged', async () => {
    const house = await open();
    const { parts } = house;
    const first = await house.open();
    await house.open({ impact: 5 });
    await house.errands();
    expect(await shown(house)).toEqual([
      'watchbill_incidents_open 2',
      'watchbill_pages_unacknowledged 1',
      'watchbill_errands_oldest_seconds 0',
      'watchbill_errands_refused 0',
    ]);
    house.pass(parts.config.incidents.escalate_after);
    await escalatePages(parts);
    await page({ id: first.id, by: EVE, whom: { kind: 'user', user: BOB } }, parts);
    expect(await shown(house), 'a chain counts once').toContain('watchbill_pages_unacknowledged 2');
    const bobs = await house.db
      .selectFrom('incident_page')
      .select('id')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    await acknowledge({ page: bobs.id, by: BOB }, parts);
    expect(await shown(house)).toContain('watchbill_pages_unacknowledged 1');
    await resolve({ id: first.id, by: EVE, text: '' }, parts);
    expect(await shown(house)).toEqual(
      expect.arrayContaining(['watchbill_incidents_open 1', 'watchbill_pages_unacknowledged 0']),
    );
  });

  it('tells what is still to be done outside, for how long, and what never can be', async () => {
    const house = await open();
    await house.open();
    await house.open();
    house.pass(90_000);
    await house.db.insertInto('errand').values(refused).execute();
    expect(await shown(house)).toEqual(
      expect.arrayContaining([
        'watchbill_errands_waiting{kind="room.make"} 2',
        'watchbill_errands_oldest_seconds 90',
        'watchbill_errands_refused 1',
      ]),
    );
  });
});

onBothDesks('GET /metrics of tickets', (open) => {
  it('tells which are open, how soon somebody looked, and where the promise was not kept', async () => {
    const house = await open();
    const all = await shown(house, 'tickets?');
    expect(all).toContain('watchbill_tickets{state="untriaged"} 0');
    expect(all).toContain('watchbill_tickets_overdue{impact="critical"} 0');
    expect(all.filter((line) => line.startsWith('watchbill_ticket_first_look_seconds'))).toEqual([]);
    const quick = await house.raise({ impact: 1 });
    const slow = await house.raise({ impact: 1 });
    await house.raise({ impact: 1 });
    await house.raise({ impact: 5 });
    await house.drain();
    house.pass(59_000);
    await house.emoji(quick.id, 'eyes', ADA);
    house.pass(3_600_000);
    await house.emoji(slow.id, 'heavy_check_mark', ADA);
    const counted = [
      'watchbill_tickets_raised{impact="critical"} 3',
      'watchbill_tickets_raised{impact="no impact"} 1',
      'watchbill_tickets_late{impact="critical"} 1',
      `watchbill_ticket_first_look_seconds{impact="critical"} ${(60 + 3661) / 2}`,
    ];
    const now = [
      'watchbill_tickets{state="untriaged"} 2',
      'watchbill_tickets{state="looking"} 1',
      'watchbill_tickets{state="delegated"} 0',
      'watchbill_tickets{state="ticketed"} 0',
      'watchbill_tickets_overdue{impact="critical"} 1',
      'watchbill_tickets_overdue{impact="no impact"} 0',
    ];
    expect(await shown(house, 'tickets?')).toEqual(expect.arrayContaining([...now, ...counted]));
    house.pass(7 * 24 * 3_600_000);
    const later = await shown(house, 'tickets?');
    expect(later).toEqual(expect.arrayContaining([...now, 'watchbill_tickets_raised{impact="critical"} 0']));
    expect(later.filter((line) => line.startsWith('watchbill_ticket_first_look_seconds'))).toEqual([]);
  });
});

const refused = {
  ...{ kind: 'room.archive', line: 'room INC-1', payload: '{}', token: 'e9b1', attempts: 1, refused: 1 },
  ...{ claimed_by: null, claimed_until: null, last_error: 'restricted_action' },
  ...{ created_at: '2026-11-23T08:00:00.000Z', next_at: '2026-11-23T08:00:00.000Z' },
};
