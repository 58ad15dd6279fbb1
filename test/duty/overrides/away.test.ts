import { expect, it } from 'vitest';
import { absencesOf } from '../../../src/duty/overrides/absence-store.ts';
import { foreseeAway, goAway } from '../../../src/duty/overrides/away.ts';
import type { AwayOrder } from '../../../src/duty/overrides/away-words.ts';
import { cover } from '../../../src/duty/overrides/cover.ts';
import { cancelAbsence } from '../../../src/duty/overrides/give-back.ts';
import { type House, onBothEngines, onPostgres, TEAM, TODAY } from '../house.ts';

const order = (more: Partial<AwayOrder> = {}): AwayOrder => ({
  ...{ member: 'UADA', by: 'UADA', from: '2026-11-30', to: '2026-12-06', ...more },
});
const keysOf = (holders: Map<string, string | null>, user: string, { from, to }: { from: string; to: string }) =>
  [...holders].flatMap(([key, member]) => {
    const day = key.split(' ')[1] as string;
    return member === user && day >= from && day <= to ? [key] : [];
  });
const moved = (before: Map<string, string | null>, after: Map<string, string | null>) =>
  [...before].flatMap(([key, member]) => (after.get(key) === member ? [] : [key]));
async function absenceOf(house: House, member = 'UADA'): Promise<number> {
  const [absence] = await absencesOf(house.db, member, TODAY);
  if (!absence) throw new Error(`${member} is not away`);
  return absence.id;
}
const planned = async (house: House) => {
  await house.plan();
  return house;
};

onBothEngines('an absence', (open) => {
  it('is foreseen exactly, and nothing changes by that', async () => {
    const house = await planned(await open());
    const before = await house.holders();
    const foreseen = await foreseeAway(order(), house.overrides);
    expect(await house.holders()).toEqual(before);
    expect(await house.drain()).toEqual([]);
    await goAway(order(), house.overrides);
    const after = await house.holders();
    if ('problem' in foreseen) throw new Error(foreseen.problem);
    const seen = foreseen.moves.map(({ rotation, day, to }) => [`${rotation} ${day}`, to] as const);
    expect(new Map([...before, ...seen])).toEqual(after);
    expect(seen.length).toBeGreaterThan(0);
  });

  it('moves the shifts of whoever is away, all of them and no other', async () => {
    const house = await planned(await open());
    const before = await house.holders();
    await goAway(order(), house.overrides);
    const after = await house.holders();
    expect(moved(before, after).toSorted()).toEqual(keysOf(before, 'UADA', order()).toSorted());
    expect(keysOf(after, 'UADA', order())).toEqual([]);
  });

  it('is told to everybody whom it concerns in one message each, and is in the history with its cause', async () => {
    const house = await planned(await open());
    const before = keysOf(await house.holders(), 'UADA', order());
    await goAway(order(), house.overrides);
    const said = await house.drain();
    const history = await house.history();
    expect(history.map(({ rotation, day }) => `${rotation} ${day}`).toSorted()).toEqual(before.toSorted());
    const id = await absenceOf(house);
    for (const row of history) expect(row).toMatchObject({ by: 'UADA', cause: 'away', ref: id, from_member: 'UADA' });
    const concerned = new Set(['UADA', ...history.map(({ to_member: to }) => to)]);
    expect(said.map(({ channel }) => channel).toSorted()).toEqual([...concerned].toSorted());
    expect(said.find(({ channel }) => channel === 'UADA')?.text).toMatch(/now, not yours: you are away\./);
    const other = said.find(({ channel }) => channel !== 'UADA');
    expect(other?.text).toMatch(/is yours now, not <@UADA>’s: <@UADA> is away\./);
  });

  it('that leaves a shift to nobody is a loud gap, for the channel and for the admins, who can take it', async () => {
    const house = await planned(await open({ duty: { ic: { members: ['UADA'] } } }));
    await goAway(order({ from: '2026-12-01', to: '2026-12-02' }), house.overrides);
    const said = await house.drain();
    const [loud, ...more] = said.filter(({ channel }) => channel === 'engineering');
    expect(more).toEqual([]);
    expect(loud?.text).toBe(
      [
        ':rotating_light: *Nobody has these 2 shifts.* <@UADMIN>: please find somebody.',
        '*IC · Tue 1 Dec · 07:00-15:00*',
        '*IC · Wed 2 Dec · 07:00-15:00*',
      ].join('\n'),
    );
    expect(said.find(({ channel }) => channel === 'UADMIN')?.blocks).toMatch(/Take it.*ic 2026-12-01.*ic 2026-12-02/);
    expect(said.find(({ channel }) => channel === 'UADA')?.text).toContain('is *nobody’s* now, not yours');
  });

  it('names the missing admins where there are none, and never everybody', async () => {
    const house = await planned(await open({ admins: [], duty: { ic: { members: ['UADA'] } } }));
    await goAway(order({ from: '2026-12-01', to: '2026-12-01' }), house.overrides);
    const said = await house.drain();
    expect(said.find(({ channel }) => channel === 'engineering')?.text).toContain('names no `admins`');
    expect(said.map(({ text }) => text).join()).not.toContain('<!');
  });

  it('lists ten gaps and says how many more there are', async () => {
    const house = await planned(await open({ duty: { ic: { members: ['UADA'] } } }));
    await goAway(order({ from: '2026-11-24', to: '2026-12-11' }), house.overrides);
    const loud = (await house.drain()).find(({ channel }) => channel === 'engineering');
    expect(loud?.text).toContain('Nobody has these 14 shifts');
    expect(loud?.text).toContain('and 4 more');
    expect(loud?.blocks.match(/Take it/g)).toHaveLength(10);
  });

  it('lists ten shifts that moved and says how many more there are', async () => {
    const house = await planned(await open({ duty: { ic: { members: ['UADA', 'UBOB'] } } }));
    await goAway(order({ from: '2026-11-24', to: '2027-01-29' }), house.overrides);
    const own = (await house.drain()).find(({ channel }) => channel === 'UADA');
    expect(own?.text).toMatch(/^\*Some of your shifts changed:\*\n/);
    expect(own?.text.match(/^• /gm)).toHaveLength(10);
    expect(own?.text).toMatch(/… and \d+ more: `\/duty schedule` shows them all\.$/);
  });

  it('changes nothing twice when it is told twice', async () => {
    const house = await planned(await open());
    await goAway(order(), house.overrides);
    const history = await house.history();
    await house.drain();
    expect(await goAway(order(), house.overrides)).toEqual({
      problem: 'You are away then already: `/duty away` lists it.',
    });
    expect(await house.history()).toEqual(history);
    expect(await house.drain()).toEqual([]);
  });

  it('can be told of others by admins only, and they learn of it', async () => {
    const house = await planned(await open());
    expect(await goAway(order({ by: 'UBOB' }), house.overrides)).toEqual({
      problem: 'Only admins may change somebody else’s duty. Ask <@UADMIN>.',
    });
    expect(await foreseeAway(order({ by: 'UBOB' }), house.overrides)).toHaveProperty('problem');
    await goAway(order({ by: 'UADMIN' }), house.overrides);
    const own = (await house.drain()).find(({ channel }) => channel === 'UADA');
    expect(own?.text).toContain('you are away, says <@UADMIN>');
    const far = { from: '2027-10-01', to: '2027-10-02' };
    await goAway(order({ by: 'UADMIN', ...far }), house.overrides);
    expect((await house.drain()).map(({ channel, text }) => [channel, text])).toEqual([
      ['UADA', '<@UADMIN> noted that you are away: *Fri 1 Oct to Sat 2 Oct*. `/duty away` lists it.'],
    ]);
  });

  it('is nothing for somebody in neither rotation', async () => {
    const house = await open();
    const says = { problem: 'You are in neither rotation, so there are no shifts to move.' };
    expect(await goAway(order({ member: 'UEVE', by: 'UEVE' }), house.overrides)).toEqual(says);
    expect(await foreseeAway(order({ member: 'UEVE', by: 'UEVE' }), house.overrides)).toEqual(says);
  });
});

onBothEngines('an absence that is taken back', (open) => {
  const away = async (more: Partial<AwayOrder> = {}, options: Parameters<typeof open>[0] = {}) => {
    const house = await planned(await open(options));
    const before = await house.holders();
    await goAway(order(more), house.overrides);
    await house.drain();
    const id = await absenceOf(house);
    return { house, before, cancel: (by = 'UADA') => cancelAbsence({ id, by }, house.overrides) };
  };

  it('gives everything back as it was, and tells everybody', async () => {
    const { house, before, cancel } = await away();
    const told = new Set((await house.history()).map(({ to_member: to }) => to));
    await cancel();
    expect(await house.holders()).toEqual(before);
    const said = await house.drain();
    expect(said.map(({ channel }) => channel).toSorted()).toEqual(['UADA', ...told].toSorted());
    for (const { channel, text } of said) {
      expect(text).toContain(channel === 'UADA' ? 'you are not away after all' : '<@UADA> is not away after all');
    }
    const overrides = (await house.schedule.shifts(order())).filter(({ override }) => override);
    expect(overrides).toEqual([]);
    expect(await absencesOf(house.db, 'UADA', TODAY)).toEqual([]);
  });

  it('leaves what has changed hands since where it is', async () => {
    const { house, before, cancel } = await away();
    const [given] = (await house.history()).filter(({ rotation }) => rotation === 'oncall');
    const { day, to_member: of } = given as { day: string; to_member: string };
    const busy = (await house.holders()).get(`ic ${day}`);
    const taker = TEAM.find((user) => user !== 'UADA' && user !== of && user !== busy) as string;
    const covered = await cover({ of, day, rotation: 'oncall', taker, by: taker }, house.overrides);
    expect(covered).not.toHaveProperty('problem');
    await cancel();
    expect(await house.holders()).toEqual(new Map([...before, [`oncall ${day}`, taker]]));
  });

  it('leaves what has begun where it is', async () => {
    const { house, before, cancel } = await away();
    const [first] = (await house.history()).toSorted((a, b) => (a.day < b.day ? -1 : 1));
    const { rotation, day, to_member: to } = first as { rotation: 'ic' | 'oncall'; day: string; to_member: string };
    house.time.now = (await house.shift(rotation, day)).start;
    await cancel();
    const after = await house.holders();
    expect([...before].map(([key]) => [key, after.get(key)])).toEqual([
      ...new Map([...before, [`${rotation} ${day}`, to]]),
    ]);
  });

  it('gives nothing back on days on which another absence stands', async () => {
    const { house, cancel } = await away();
    await goAway(order({ from: '2026-12-01', to: '2026-12-31' }), house.overrides);
    await cancel();
    const after = await house.holders();
    expect(keysOf(after, 'UADA', { from: '2026-12-01', to: '2026-12-31' })).toEqual([]);
    expect(keysOf(after, 'UADA', { from: '2026-11-30', to: '2026-11-30' }).length).toBeLessThan(2);
  });

  it('fills the gaps that it had left', async () => {
    const { house, before, cancel } = await away({}, { duty: { ic: { members: ['UADA'] } } });
    expect([...(await house.holders()).values()]).toContain(null);
    await cancel();
    expect(await house.holders()).toEqual(before);
  });

  it.each([
    ['that it was cancelled already', 'UADA', /cancelled already/, 1],
    ['that it is somebody else’s', 'UBOB', /Only admins/, 0],
  ])('says %s', async (_sentence, by, says, before) => {
    const { house, cancel } = await away();
    for (let time = 0; time < before; time += 1) await cancel();
    await house.drain();
    expect(await cancel(by)).toEqual({ problem: expect.stringMatching(says) });
    expect(await house.drain()).toEqual([]);
  });

  it('says that it is over', async () => {
    const { house, cancel } = await away();
    house.time.now = new Date('2026-12-08T09:00:00Z');
    expect(await cancel()).toEqual({ problem: 'Mon 30 Nov to Sun 6 Dec is over already.' });
  });

  it('may be an admin’s doing', async () => {
    const { house, before, cancel } = await away();
    await cancel('UADMIN');
    expect(await house.holders()).toEqual(before);
  });
});

onPostgres('two replicas', (open) => {
  it('take an absence in once when it is told to both', async () => {
    const [one, other] = [await planned(await open()), await open()];
    const results = await Promise.all([goAway(order(), one.overrides), goAway(order(), other.overrides)]);
    expect(results.filter((result) => 'problem' in result)).toHaveLength(1);
    expect(await absencesOf(one.db, 'UADA', TODAY)).toHaveLength(1);
  });
});
