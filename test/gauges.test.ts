import { expect, it } from 'vitest';
import { gauges } from '../src/gauges.ts';
import { createMetrics } from '../src/http/metrics.ts';
import { acknowledge } from '../src/incidents/paging/acknowledge.ts';
import { escalatePages } from '../src/incidents/paging/escalate-pages.ts';
import { page } from '../src/incidents/paging/page.ts';
import { resolve } from '../src/incidents/resolve.ts';
import { BOB, EVE, type House, onBothEngines } from './incidents/house.ts';

/** The lines of `/metrics` that tell of incidents and errands, as `name{labels} value`. */
async function shown({ db, clock }: House): Promise<string[]> {
  const text = await createMetrics(gauges({ db, clock, lag: () => [] })).text();
  return text.split('\n').filter((line) => /^watchbill_(incidents|pages|errands)_/.test(line));
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

const refused = {
  ...{ kind: 'room.archive', line: 'room INC-1', payload: '{}', token: 'e9b1', attempts: 1, refused: 1 },
  ...{ claimed_by: null, claimed_until: null, last_error: 'restricted_action' },
  ...{ created_at: '2026-11-23T08:00:00.000Z', next_at: '2026-11-23T08:00:00.000Z' },
};
