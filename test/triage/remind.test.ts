import { expect, it } from 'vitest';
import { remind } from '../../src/triage/remind.ts';
import { at, batch, fires, recovers } from '../alerts/event.ts';
import { type House, onBothEngines } from '../alerts/house.ts';

const HOUR = 3_600_000;

/** Lets a time come, and reminds whoever is on duty then. @returns what was said. */
async function remindAt(house: House, minutes: number, person: string | null = 'UADA', remindAfter = HOUR) {
  house.time.now = at(minutes);
  const { outbox, db, clock } = house;
  await remind({ outbox, db, clock, zone: 'Europe/Warsaw', remindAfter, onDuty: async () => person });
  return house.drain();
}

onBothEngines('a reminder', (open) => {
  it('comes once, in the thread of an alert untriaged for so long, and names the one on duty', async () => {
    const house = await open();
    await house.tell(fires(0), recovers(1));
    const [card] = await house.drain();
    expect(await remindAt(house, 60)).toEqual([]);
    const said = await remindAt(house, 60.01);
    expect(said).toMatchObject([{ kind: 'post', threadOf: card?.messageId, channel: 'alerts' }]);
    expect(said[0]?.text).toContain('<@UADA>');
    expect(await remindAt(house, 120)).toEqual([]);
  });

  it('does not come for an alert that somebody has looked at', async () => {
    const house = await open();
    await house.tell(fires(0), fires(0, { alarm: 'other' }));
    await house.drain();
    const ts = (await house.alerts()).find(({ alarm }) => alarm === 'other')?.ts ?? '';
    await house.react({ ts, at: '1763640001.000000', emoji: 'eyes' });
    await house.drain();
    expect((await remindAt(house, 61)).map(({ text }) => text.includes('cpu-high'))).toEqual([true]);
  });

  it('waits while nobody has the duty, and goes to whoever comes', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.drain();
    expect(await remindAt(house, 61, null)).toEqual([]);
    expect((await remindAt(house, 400, 'UBOB'))[0]?.text).toContain('<@UBOB>');
  });

  it('counts from the arrival of an alert: what waited in a queue is new to people', async () => {
    const house = await open();
    house.time.now = at(500);
    await house.tell(fires(0));
    await house.drain();
    expect(await remindAt(house, 540)).toEqual([]);
    expect(await remindAt(house, 561)).toHaveLength(1);
  });

  it('comes once for a storm, in its thread, and not for each of its alerts', async () => {
    const house = await open({ storm: { alerts: 1, within: 60_000 } });
    await house.intake(batch(['a', 'b', 'c', 'd'].map((alarm) => fires(0, { alarm }))));
    const [alone, storm] = await house.drain();
    const said = await remindAt(house, 61);
    expect(said.map(({ threadOf }) => threadOf)).toEqual([alone?.messageId, storm?.messageId]);
    expect(await remindAt(house, 120)).toEqual([]);
  });

  it('can be switched off, and does not come for what is a week old', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.drain();
    expect(await remindAt(house, 61, 'UADA', 0)).toEqual([]);
    expect(await remindAt(house, 8 * 24 * 60)).toEqual([]);
  });
});
