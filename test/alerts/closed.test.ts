import { expect, it } from 'vitest';
import { closedSince } from '../../src/alerts/closed.ts';
import { at, batch, fires } from './event.ts';
import { type House, onBothEngines } from './house.ts';

/** Puts an emoji on the alert that was posted as the nth, so many minutes after noon. */
async function triage(house: House, nth: number, { emoji, minutes }: { emoji: string; minutes: number }) {
  house.time.now = at(minutes);
  const ts = `1763640000.${String(nth).padStart(6, '0')}`;
  await house.react({ ts, at: `${at(minutes).getTime() / 1000}.000000`, emoji });
}

onBothEngines('closed alerts', (open) => {
  it('are counted by state from the instant asked for, however old the alerts are', async () => {
    const house = await open();
    house.time.now = at(-60 * 24 * 30);
    await house.intake(batch(['a', 'b', 'c', 'd', 'e'].map((alarm) => fires(0, { alarm }))));
    await house.drain();
    await triage(house, 1, { emoji: 'heavy_check_mark', minutes: -1 });
    await triage(house, 2, { emoji: 'heavy_check_mark', minutes: 0 });
    await triage(house, 3, { emoji: 'no_entry_sign', minutes: 1 });
    await triage(house, 4, { emoji: 'repeat', minutes: 1 });
    await triage(house, 5, { emoji: 'eyes', minutes: 1 });
    expect(await closedSince(house.db, at(0))).toEqual([
      { state: 'fixed', count: 1 },
      { state: 'ignored', count: 1 },
      { state: 'repeat', count: 1 },
    ]);
  });

  it('are not counted again for what changes in them later', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.drain();
    await triage(house, 1, { emoji: 'heavy_check_mark', minutes: 0 });
    await house.db
      .updateTable('alert')
      .set({ changed_at: at(60).toISOString() })
      .execute();
    expect(await closedSince(house.db, at(30))).toEqual([]);
  });

  it('leave out those in storms', async () => {
    const house = await open({ storm: { alerts: 1, within: 60_000 } });
    await house.intake(batch(['a', 'b', 'c'].map((alarm) => fires(0, { alarm }))));
    await house.drain();
    await triage(house, 2, { emoji: 'heavy_check_mark', minutes: 1 });
    expect(await closedSince(house.db, at(0))).toEqual([]);
  });
});
