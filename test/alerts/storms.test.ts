import { expect, it } from 'vitest';
import { showStorms } from '../../src/alerts/show-storms.ts';
import { batch, fires, NOON, recovers } from './event.ts';
import { type House, onBothEngines } from './house.ts';

const storm = { alerts: 3, within: 60_000 };
const many = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) =>
    fires(0, { alarm: `alarm-${String(from + index).padStart(3, '0')}` }),
  );
const after = (house: House, ms: number) => {
  house.time.now = new Date(NOON.getTime() + ms);
};
const show = ({ outbox, db, clock }: House) => showStorms({ outbox, db, clock, zone: 'Europe/Warsaw' });
/** The names of alarms in a text. */
const named = (text: string) => text.match(/alarm-\d{3}/g) ?? [];

onBothEngines('a storm', (open) => {
  it('begins after the first alerts, which stand alone, and is one message for all others', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 10)));
    const posts = await house.drain();
    expect(posts.map(({ kind }) => kind)).toEqual(['post', 'post', 'post', 'post']);
    expect(posts.at(-1)?.text).toMatch(/7 alerts/);
    const alerts = await house.alerts();
    expect(alerts).toHaveLength(10);
    expect(new Set(alerts.map(({ ts }) => ts)).size).toBe(4);
    expect(alerts.filter(({ ts }) => ts === alerts.find(({ alarm }) => alarm === 'alarm-009')?.ts)).toHaveLength(7);
  });

  it('takes alerts of later batches in for as long as they keep coming, and ends when they do not', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 5)));
    await house.drain();
    after(house, 59_000);
    await house.intake(batch(many(5, 7)));
    expect((await house.drain()).filter(({ kind }) => kind === 'post')).toEqual([]);
    after(house, 110_000);
    await house.intake(batch(many(7, 8)));
    expect((await house.drain()).map(({ kind }) => kind)).toEqual(['post']);
    expect(await house.db.selectFrom('storm').select('alerts').execute()).toEqual([{ alerts: 4 }]);
  });

  it('rewrites its message at most every two seconds, with how many, which, and how many still fire', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 10)));
    await house.drain();
    after(house, 1000);
    await house.intake(batch([...many(10, 12), ...many(3, 8).map(({ alarm }) => recovers(1, { alarm }))]));
    await show(house);
    after(house, 1999);
    await show(house);
    expect(await house.drain()).toEqual([]);
    after(house, 2000);
    await show(house);
    const [rewritten, ...more] = await house.drain();
    expect(more).toEqual([]);
    expect(rewritten).toMatchObject({ kind: 'rewrite' });
    expect(rewritten?.text).toMatch(/9 alerts/);
    expect(rewritten?.text).toMatch(/\b4 still firing/);
    expect(named(rewritten?.text ?? '')).toContain('alarm-011');
    after(house, 60_000);
    await show(house);
    expect((await house.drain()).filter(({ kind }) => kind === 'rewrite')).toEqual([]);
  });

  it('is shown anew also while another goes on in another channel', async () => {
    const house = await open({ storm: { alerts: 0, within: 60_000 } });
    await house.intake(batch([...many(0, 2), fires(0, { source: 'pingdom', key: '12', alarm: 'website' })]));
    await house.drain();
    after(house, 2000);
    await show(house);
    const rewrites = (await house.drain()).filter(({ kind }) => kind === 'rewrite');
    expect(rewrites.map(({ channel }) => channel).toSorted()).toEqual(['alerts', 'pingdom']);
  });

  it('lists every alert once in its thread, in chunks, those of a started chunk once it is quiet', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 3 + 95)));
    const message = (await house.drain()).at(-1)?.messageId;
    after(house, 2000);
    await show(house);
    const chunks = (await house.drain()).filter(({ kind }) => kind === 'post');
    expect(chunks.map(({ threadOf }) => threadOf)).toEqual([message, message]);
    after(house, 3000);
    await house.intake(batch(many(98, 100)));
    for (const ms of [5000, 8000, 11_000, 14_000]) {
      after(house, ms);
      await show(house);
    }
    const rest = (await house.drain()).filter(({ kind }) => kind === 'post');
    const blocks = [...chunks, ...rest].map(({ text }) =>
      JSON.stringify((JSON.parse(text) as { blocks: unknown }).blocks),
    );
    expect(blocks.flatMap(named).toSorted()).toEqual(many(3, 100).map(({ alarm }) => alarm));
  });

  it('takes an emoji on its message for all its alerts, also those that join it later', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 6)));
    await house.drain();
    const ts = (await house.alerts()).find(({ alarm }) => alarm === 'alarm-005')?.ts ?? '';
    await house.react({ ts, at: '1763640001.000000', emoji: 'eyes' });
    await house.intake(batch(many(6, 8)));
    const states = async () => (await house.alerts()).map(({ alarm, state }) => `${alarm} ${state}`).toSorted();
    expect((await states()).slice(0, 3)).toEqual(many(0, 3).map(({ alarm }) => `${alarm} untriaged`));
    expect((await states()).slice(3)).toEqual(many(3, 8).map(({ alarm }) => `${alarm} looking`));
    await house.react({ ts, at: '1763640002.000000', emoji: 'eyes', added: false });
    expect((await states()).every((state) => state.endsWith('untriaged'))).toBe(true);
  });

  it('has alerts whose alarms fire again and recover like all others, without a line for each', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 5)));
    await house.drain();
    await house.tell(fires(1, { alarm: 'alarm-004' }), recovers(2, { alarm: 'alarm-004' }));
    expect((await house.alerts()).find(({ alarm }) => alarm === 'alarm-004')).toMatchObject({
      ...{ repeats: 1, condition: 'recovered' },
    });
    expect(await house.drain()).toEqual([]);
  });

  it('is of one channel: alerts elsewhere stand alone meanwhile', async () => {
    const house = await open({ storm });
    await house.intake(batch(many(0, 10)));
    await house.drain();
    await house.tell(fires(0, { source: 'pingdom', key: '12', alarm: 'website' }));
    expect(await house.drain()).toMatchObject([{ kind: 'post', channel: 'pingdom' }]);
  });
});
