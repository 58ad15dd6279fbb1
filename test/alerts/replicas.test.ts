import { expect, it } from 'vitest';
import { showStorms } from '../../src/alerts/show-storms.ts';
import { remind } from '../../src/triage/remind.ts';
import { at, batch, fires, recovers } from './event.ts';
import { type House, onPostgres } from './house.ts';

const ROUNDS = 8;
const names = Array.from({ length: ROUNDS }, (_, index) => `alarm-${index}`);

onPostgres('two replicas', (open) => {
  const pair = async (more: Parameters<typeof open>[0] = {}): Promise<[House, House]> => [
    await open(more),
    await open(more),
  ];

  it('that are told of the same alarm at once make one alert of it, and one message', async () => {
    const [one, other] = await pair();
    for (const alarm of names) {
      await Promise.all([
        one.intake(batch([fires(0, { alarm })], 'sqs')),
        other.intake(batch([fires(0, { alarm })], 'sns')),
      ]);
    }
    expect((await one.alerts()).map(({ alarm, repeats }) => `${alarm} ${repeats}`).toSorted()).toEqual(
      names.map((alarm) => `${alarm} 0`),
    );
    expect(await one.drain()).toHaveLength(ROUNDS);
    expect([...one.told, ...other.told]).toHaveLength(ROUNDS);
  });

  it('that are told of a firing each count both', async () => {
    const [one, other] = await pair();
    for (const alarm of names) {
      await Promise.all([one.tell(fires(0, { alarm })), other.tell(fires(1, { alarm }))]);
    }
    expect((await one.alerts()).map(({ repeats }) => repeats)).toEqual(names.map(() => 1));
  });

  it('that hear of the same reaction keep one act and ask once', async () => {
    const [one, other] = await pair();
    await one.intake(batch(names.map((alarm) => fires(0, { alarm }))));
    await one.drain();
    for (const { ts } of await one.alerts()) {
      const reaction = { ts: ts ?? '', at: '1763640001.000000', emoji: 'arrow_right' };
      await Promise.all([one.react(reaction), other.react(reaction)]);
    }
    expect(await one.acts()).toHaveLength(ROUNDS);
    const said = await one.drain();
    expect(said.filter(({ kind }) => kind === 'whisper')).toHaveLength(ROUNDS);
  });

  it('lose nothing of a recovery and a reaction at the same instant: the card shows both', async () => {
    const [one, other] = await pair();
    await one.intake(batch(names.map((alarm) => fires(0, { alarm }))));
    const cards = await one.drain();
    const alerts = await one.alerts();
    const acts = alerts.flatMap(({ ts, alarm }) => [
      one.react({ ts: ts ?? '', at: '1763640001.000000', emoji: 'eyes' }),
      other.tell(recovers(1, { alarm })),
    ]);
    await Promise.all(acts);
    expect((await one.alerts()).map(({ state, condition }) => `${state} ${condition}`)).toEqual(
      names.map(() => 'looking recovered'),
    );
    const shown = await one.drain();
    expect(shown.map(({ messageId }) => messageId).toSorted()).toEqual(
      cards.map(({ messageId }) => messageId).toSorted(),
    );
    for (const { text } of shown) expect(text).toMatch(/recovered.*UADA/);
  });

  it('leave no alert of a storm behind when it is triaged while more join it', async () => {
    const [one, other] = await pair({ storm: { alerts: 1, within: 60_000 } });
    await one.intake(batch([fires(0, { alarm: 'alone' }), fires(0, { alarm: 'first' })]));
    await one.drain();
    const ts = (await one.alerts()).find(({ alarm }) => alarm === 'first')?.ts ?? '';
    for (const [index, alarm] of names.entries()) {
      const added = index % 2 === 0;
      const reaction = { ts, at: `176364000${index}.000000`, emoji: 'eyes', added };
      await Promise.all([one.react(reaction), other.tell(fires(index, { alarm }))]);
      const states = (await one.alerts()).filter((alert) => alert.ts === ts).map(({ state }) => state);
      expect(states).toEqual(Array.from({ length: index + 2 }, () => (added ? 'looking' : 'untriaged')));
    }
  });

  it('show a storm once, and list each of its alerts once', async () => {
    const [one, other] = await pair({ storm: { alerts: 1, within: 60_000 } });
    await one.intake(batch(names.map((alarm) => fires(0, { alarm }))));
    await one.drain();
    const show = ({ outbox, db, clock }: House) => showStorms({ outbox, db, clock, zone: 'Europe/Warsaw' });
    for (const house of [one, other]) house.time.now = at(1);
    await Promise.all([show(one), show(other)]);
    expect((await one.drain()).map(({ kind }) => kind).toSorted()).toEqual(['post', 'rewrite']);
  });

  it('remind once', async () => {
    const [one, other] = await pair();
    await one.intake(batch(names.map((alarm) => fires(0, { alarm }))));
    await one.drain();
    const reminding = (house: House) => {
      house.time.now = at(61);
      const { outbox, db, clock } = house;
      return remind({ outbox, db, clock, zone: 'Europe/Warsaw', remindAfter: 3_600_000, onDuty: async () => 'UADA' });
    };
    await Promise.all([reminding(one), reminding(other)]);
    expect(await one.drain()).toHaveLength(ROUNDS);
  });
});
