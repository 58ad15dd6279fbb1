import { expect, it } from 'vitest';
import { addDays, weekdayOf } from '../../../src/duty/days.ts';
import { type House, type HouseOptions, onBothEngines, type Said, TODAY } from '../house.ts';

const to = (said: readonly Said[], user: string) => said.filter(({ channel }) => channel === user);
const day = (row: { day: string }) => row.day;

onBothEngines('whoever’s shifts move', (open) => {
  /** Plans as the first configuration has it, and starts anew with the second. */
  const changed = async (first: HouseOptions, second: HouseOptions, before?: (house: House) => Promise<void>) => {
    const house = await open(first);
    await house.plan();
    await before?.(house);
    await house.drain();
    const next = await open(second);
    await next.schedule.refresh();
    return { house: next, said: await next.drain(), history: await next.history() };
  };

  it('are told that somebody no longer takes turns, in one message each', async () => {
    const { said, history } = await changed({}, { duty: { oncall: { members: ['UADA', 'UBOB', 'UCLEO'] } } });
    const left = history.filter(({ cause }) => cause === 'left');
    expect(left.length).toBeGreaterThan(0);
    expect(new Set(left.map(({ from_member: from }) => from))).toEqual(new Set(['UDAN']));
    expect(to(said, 'UDAN')).toHaveLength(1);
    expect(to(said, 'UDAN')[0]?.text).toContain('’s now, not yours: you no longer take turns then.');
    const [heir] = left.map(({ to_member: who }) => who as string);
    expect(to(said, heir as string)).toHaveLength(1);
    expect(to(said, heir as string)[0]?.text).toContain('not <@UDAN>’s: <@UDAN> no longer takes turns then.');
    expect(history.every(({ by, ref }) => by === null && ref === null)).toBe(true);
  });

  it('are told that the hours changed, and by the day alone of a shift that is gone', async () => {
    const { said, history } = await changed({}, { duty: { ic: { hours: { 'mon-thu': '07:00-15:00' } } } });
    const gone = history.filter(({ cause }) => cause === 'hours');
    expect(new Set(gone.map((row) => weekdayOf(row.day)))).toEqual(new Set([5]));
    const [one] = gone.map(({ from_member: from }) => from as string);
    expect(to(said, one as string)[0]?.text).toMatch(
      /\*IC · Fri \d+ \w+\* is not covered any more: the hours of the duty changed\./,
    );
    expect(to(said, 'engineering')).toEqual([]);
  });

  it('are told that others take turns now, where what was planned is planned anew', async () => {
    const { said, history } = await changed(
      {},
      { duty: { oncall: { members: ['UADA', 'UBOB', 'UCLEO', 'UDAN', 'UEVE'] } } },
    );
    const anew = history.filter(({ cause }) => cause === 'replanned');
    expect(anew.map(day).sort()[0]?.localeCompare(addDays(TODAY, 14))).toBe(1);
    expect(anew.map(({ to_member: who }) => who)).not.toContain(null);
    const [one] = anew.map(({ from_member: from }) => from as string);
    expect(to(said, one as string)[0]?.text).toContain('others take turns now');
  });

  it('are told that a gap found them', async () => {
    const { said } = await changed({ duty: { ic: { members: ['UADA'] } } }, {}, (house) =>
      house.give('ic', '2026-11-27', null),
    );
    const lines = said.flatMap(({ text }) => text.split('\n')).filter((line) => line.includes('nobody had it'));
    expect(lines).toEqual([expect.stringMatching(/\*IC · Fri 27 Nov .*\* is yours now: nobody had it, and you can\./)]);
  });

  it('are told of the clocks, where these change within a shift', async () => {
    const night = { oncall: { hours: { 'sat-sun': '22:00-06:00' }, members: ['UADA', 'UBOB'] } };
    const now = new Date('2027-03-20T09:00:00Z');
    const house = await open({ duty: night, now });
    await house.schedule.shifts({ from: '2027-03-20', to: '2027-03-28' });
    await house.give('oncall', '2027-03-27', 'UBOB');
    const next = await open({ duty: { oncall: { ...night.oncall, members: ['UADA'] } }, now });
    await next.schedule.refresh();
    expect(to(await next.drain(), 'UBOB')[0]?.text).toContain(
      '*On call · Sat 27 Mar · 22:00-06:00 (7 hours: the clocks change)*',
    );
  });

  it('are not told by direct message when Slack does not know them', async () => {
    const { said } = await changed(
      { duty: { oncall: { members: ['UADA', 'UBOB', 'dan@example.com'] } } },
      { duty: { oncall: { members: ['UADA', 'UBOB'] } } },
    );
    expect(said.length).toBeGreaterThan(0);
    expect(to(said, 'dan@example.com')).toEqual([]);
    expect(said.map(({ text }) => text).join()).toContain('not dan@example.com’s');
  });

  it('hear nothing when nothing moves', async () => {
    const { said } = await changed({}, {});
    expect(said).toEqual([]);
  });
});
