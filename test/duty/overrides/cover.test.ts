import { expect, it } from 'vitest';
import { cover } from '../../../src/duty/overrides/cover.ts';
import type { CoverOrder } from '../../../src/duty/overrides/cover-words.ts';
import { undoCover } from '../../../src/duty/overrides/undo-cover.ts';
import { type House, MONDAY, onBothEngines, onPostgres } from '../house.ts';

const SATURDAY = '2026-11-28';
const FRIDAY = '2026-11-27';
const order = (more: Partial<CoverOrder> = {}): CoverOrder => ({
  ...{ of: 'UADA', day: SATURDAY, rotation: null, taker: 'UBOB', by: 'UBOB', ...more },
});
/** A change that went through. */
async function done(house: House, more: Partial<CoverOrder> = {}) {
  const covered = await cover(order(more), house.overrides);
  if ('problem' in covered) throw new Error(covered.problem);
  return covered;
}
const problem = async (house: House, more: Partial<CoverOrder> = {}) => {
  const covered = await cover(order(more), house.overrides);
  return 'problem' in covered ? covered.problem : null;
};

onBothEngines('a cover', (open) => {
  const adaOnSaturday = async (options: Parameters<typeof open>[0] = {}) => {
    const house = await open(options);
    await house.plan();
    await house.give('oncall', SATURDAY, 'UADA');
    await house.give('ic', FRIDAY, 'UADA');
    await house.give('oncall', FRIDAY, 'UDAN');
    return house;
  };

  it('gives the shift to whoever takes it, at once, and tells both and the channel', async () => {
    const house = await adaOnSaturday();
    expect(await cover(order(), house.overrides)).toMatchObject({ from: 'UADA', hasBegun: false });
    expect(await house.shift('oncall', SATURDAY)).toMatchObject({ member: 'UBOB', planned: 'UADA', override: true });
    expect((await house.drain()).map(({ channel, text }) => [channel, text])).toEqual([
      ['UADA', '*On call · Sat 28 Nov · 09:00-22:00* is <@UBOB>’s now, not yours: <@UBOB> took it.'],
      ['UBOB', '*On call · Sat 28 Nov · 09:00-22:00* is yours now, not <@UADA>’s: you took it.'],
      ['engineering', ':arrows_counterclockwise: <@UBOB> takes *On call · Sat 28 Nov · 09:00-22:00* from <@UADA>.'],
    ]);
  });

  it('moves no other shift, and counts as one change for calendars', async () => {
    const house = await adaOnSaturday();
    const before = await house.holders();
    const { changes } = await house.shift('oncall', SATURDAY);
    await done(house);
    await house.schedule.refresh();
    expect(await house.holders()).toEqual(new Map([...before, [`oncall ${SATURDAY}`, 'UBOB']]));
    expect((await house.shift('oncall', SATURDAY)).changes).toBe(changes + 1);
  });

  it('is in the history with who, when, what and why', async () => {
    const house = await adaOnSaturday();
    await done(house);
    expect(await house.history()).toEqual([
      {
        ...{ id: expect.any(Number), at: MONDAY.toISOString(), by: 'UBOB', cause: 'cover', ref: null },
        ...{ rotation: 'oncall', day: SATURDAY, from_member: 'UADA', to_member: 'UBOB' },
      },
    ]);
  });

  it('ends when whoever has the shift by the plan takes it back', async () => {
    const house = await adaOnSaturday();
    await done(house);
    await house.drain();
    await done(house, { of: 'UBOB', taker: 'UADA', by: 'UADA' });
    expect(await house.shift('oncall', SATURDAY)).toMatchObject({ member: 'UADA', override: false });
    expect((await house.drain()).at(-1)?.text).toContain('<@UADA> takes back *On call · Sat 28 Nov');
  });

  it('may be of a shift under way: whoever falls ill is relieved', async () => {
    const house = await adaOnSaturday();
    await house.give('ic', '2026-11-23', 'UADA');
    await house.give('oncall', '2026-11-23', 'UDAN');
    expect(await done(house, { day: '2026-11-23' })).toMatchObject({ hasBegun: true });
  });

  it('takes a gap', async () => {
    const house = await adaOnSaturday();
    await house.give('oncall', SATURDAY, null);
    expect(await done(house, { of: null })).toMatchObject({ from: null });
    const [toBob, announced] = await house.drain();
    expect(toBob?.text).toBe('*On call · Sat 28 Nov · 09:00-22:00* is yours now: you took it.');
    expect(announced?.text).toMatch(/takes .*, which nobody had\.$/);
  });

  it('reaches as far as somebody asks, though nothing was planned so far', async () => {
    const house = await open();
    const { member } = await house.shift('oncall', '2027-05-01');
    expect(
      await problem(house, { of: member, day: '2027-05-01', taker: member as string, by: member as string }),
    ).toMatch(/own shift/);
  });

  it('does nothing twice when it is told twice, and says whose the shift is', async () => {
    const house = await adaOnSaturday();
    await done(house);
    await house.drain();
    expect(await problem(house)).toBe(
      '<@UADA> has no such shift on Sat 28 Nov: *On call · Sat 28 Nov · 09:00-22:00* is yours.',
    );
    expect(await house.history()).toHaveLength(1);
    expect(await house.drain()).toEqual([]);
  });

  it('lets admins give a shift to anyone who can have it, and says so', async () => {
    const house = await adaOnSaturday();
    await done(house, { by: 'UADMIN' });
    const texts = (await house.drain()).map(({ text }) => text);
    expect(texts[0]).toContain('<@UADMIN> arranged it');
    expect(texts[2]).toContain('(arranged by <@UADMIN>)');
    expect(await house.history()).toMatchObject([{ by: 'UADMIN', to_member: 'UBOB' }]);
  });

  it.each([
    [
      'whose the shifts are, when it is not that person’s',
      { of: 'UCLEO', day: FRIDAY },
      '<@UCLEO> has no such shift on Fri 27 Nov: *IC · Fri 27 Nov · 07:00-15:00* is <@UADA>’s, *On call · Fri 27 Nov · 15:00-22:00* is <@UDAN>’s.',
    ],
    ['that somebody has nothing of that duty', { of: 'UADA', rotation: 'ic' }, /<@UADA> has no such shift/],
    ['that there is no gap', { of: null }, /^There is no gap on Sat 28 Nov: .* is <@UADA>’s\.$/],
    ['that one’s own shift is one’s own', { taker: 'UADA', by: 'UADA' }, 'That is your own shift already.'],
    [
      'that somebody else’s own shift is their own',
      { taker: 'UADA', by: 'UADMIN' },
      'That is their own shift already.',
    ],
    ['who is not in the rotation', { day: FRIDAY, taker: 'UDAN', by: 'UDAN' }, 'You are not in the IC rotation.'],
    [
      'that somebody else is not in the rotation',
      { day: FRIDAY, taker: 'UDAN', by: 'UADMIN' },
      '<@UDAN> is not in the IC rotation.',
    ],
    [
      'that only admins change others’ duty, and who they are',
      { by: 'UCLEO' },
      'Only admins may change somebody else’s duty. Ask <@UADMIN>.',
    ],
  ] satisfies [string, Partial<CoverOrder>, string | RegExp][])('says %s', async (_sentence, more, says) => {
    const house = await adaOnSaturday();
    const before = await house.holders();
    expect(await problem(house, more)).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
    expect(await house.holders()).toEqual(before);
    expect(await house.drain()).toEqual([]);
  });

  it('says that nobody has both duties on one day, unless that is allowed', async () => {
    const house = await adaOnSaturday();
    await house.give('oncall', FRIDAY, 'UBOB');
    expect(await problem(house, { day: FRIDAY })).toBe(
      'You have *On call* on Fri 27 Nov, and nobody has both duties on one day.',
    );
    const lenient = await open({ duty: { never_both: false } });
    await lenient.give('oncall', FRIDAY, 'UBOB');
    await lenient.give('ic', FRIDAY, 'UADA');
    expect(await problem(lenient, { day: FRIDAY })).toBeNull();
  });

  it('asks which, where somebody has both duties that day', async () => {
    const house = await adaOnSaturday({ duty: { never_both: false } });
    await house.give('oncall', FRIDAY, 'UADA');
    expect(await problem(house, { day: FRIDAY })).toBe(
      'There are two such shifts on Fri 27 Nov: say which by adding `ic` or `oncall`.',
    );
    expect((await done(house, { day: FRIDAY, rotation: 'oncall' })).shift.rotation).toBe('oncall');
  });

  it('says that a shift is over, and that nobody has a duty on a day without hours', async () => {
    const house = await open({ duty: { oncall: { hours: { 'mon-fri': '15:00-22:00' } } } });
    await house.plan();
    await house.give('ic', '2026-11-23', 'UADA');
    house.time.now = new Date('2026-11-23T14:00:00Z');
    expect(await problem(house, { day: '2026-11-23' })).toBe('That shift is over: IC · Mon 23 Nov · 07:00-15:00.');
    expect(await problem(house, { day: SATURDAY })).toBe(
      '<@UADA> has no such shift on Sat 28 Nov: nobody has a duty that day.',
    );
  });

  it.each([
    ['away', { away: [`${SATURDAY}..${SATURDAY}`] }, /^You are away on Sat 28 Nov\. `\/duty away` shows/],
    ['shadowing', { shadow_until: '2026-12-31' }, /^You are still shadowing in the on-call rotation on Sat 28 Nov/],
    ['not in the rotation yet', { from: '2026-12-31' }, 'You are not in the on-call rotation on Sat 28 Nov.'],
  ])('says that one is %s', async (_sentence, more, says) => {
    const members = ['UADA', { user: 'UBOB', ...more }, 'UCLEO', 'UDAN'];
    const house = await adaOnSaturday({ duty: { oncall: { members } } });
    expect(await problem(house)).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
  });

  it('lets topics and groups follow when it is about now or what comes next, and no later', async () => {
    const house = await adaOnSaturday();
    await done(house);
    expect(house.shown.times).toBe(0);
    await house.give('oncall', '2026-11-23', 'UADA');
    await house.give('ic', '2026-11-23', 'UCLEO');
    await done(house, { day: '2026-11-23', taker: 'UDAN', by: 'UDAN' });
    expect(house.shown.times).toBe(1);
  });
});

onBothEngines('undoing a cover', (open) => {
  const covered = async () => {
    const house = await open();
    await house.plan();
    await house.give('oncall', SATURDAY, 'UADA');
    const { change } = await done(house);
    await house.drain();
    return { house, undo: (by = 'UBOB') => undoCover({ change, by }, house.overrides) };
  };

  it('gives the shift back and tells all who were told', async () => {
    const { house, undo } = await covered();
    expect(await undo()).toMatchObject({ shift: { member: 'UADA' } });
    expect(await house.shift('oncall', SATURDAY)).toMatchObject({ member: 'UADA', override: false });
    expect((await house.drain()).map(({ channel, text }) => [channel, text])).toEqual([
      ['UBOB', '*On call · Sat 28 Nov · 09:00-22:00* is <@UADA>’s now, not yours: you undid the change.'],
      ['UADA', '*On call · Sat 28 Nov · 09:00-22:00* is yours now, not <@UBOB>’s: <@UBOB> undid the change.'],
      [
        'engineering',
        ':arrows_counterclockwise: *On call · Sat 28 Nov · 09:00-22:00* is <@UADA>’s again: <@UBOB> undid the change.',
      ],
    ]);
    expect((await house.history()).map(({ cause }) => cause)).toEqual(['cover', 'undo']);
  });

  it('is for whoever did it', async () => {
    const { undo } = await covered();
    expect(await undo('UCLEO')).toEqual({ problem: 'Only whoever did this can undo it.' });
  });

  it('does nothing the second time', async () => {
    const { house, undo } = await covered();
    await undo();
    await house.drain();
    expect(await undo()).toEqual({
      problem: 'That shift changed again since: it is <@UADA>’s now. Nothing was undone.',
    });
    expect(await house.drain()).toEqual([]);
  });

  it('does nothing once somebody else has the shift', async () => {
    const { house, undo } = await covered();
    await done(house, { of: 'UBOB', taker: 'UDAN', by: 'UDAN' });
    expect(await undo()).toEqual({ problem: expect.stringContaining('it is <@UDAN>’s now') });
    expect((await house.shift('oncall', SATURDAY)).member).toBe('UDAN');
  });

  it('does nothing once the shift has begun', async () => {
    const { house, undo } = await covered();
    house.time.now = new Date('2026-11-28T08:00:00Z');
    expect(await undo()).toEqual({ problem: expect.stringContaining('has begun') });
    expect((await house.shift('oncall', SATURDAY)).member).toBe('UBOB');
  });

  it('gives nothing back to somebody who could not have it any more', async () => {
    const { house, undo } = await covered();
    const days = { from_day: SATURDAY, to_day: SATURDAY };
    const row = {
      member: 'UADA',
      ...days,
      by: 'UADA',
      at: MONDAY.toISOString(),
      cancelled_at: null,
      cancelled_by: null,
    };
    await house.db.insertInto('absence').values(row).execute();
    expect(await undo()).toEqual({ problem: '<@UADA> is away on Sat 28 Nov.' });
  });

  it('makes a gap that was taken a gap again, loudly', async () => {
    const house = await open();
    await house.plan();
    await house.give('oncall', SATURDAY, null);
    const { change } = await done(house, { of: null });
    await house.drain();
    await undoCover({ change, by: 'UBOB' }, house.overrides);
    const said = await house.drain();
    expect(said.map(({ channel }) => channel)).toEqual(['UBOB', 'engineering', 'UADMIN', 'engineering']);
    expect(said[1]?.text).toContain('Nobody has this shift.* <@UADMIN>: please find somebody.');
    expect(said[2]?.blocks).toContain('duty.take_gap');
  });
});

onPostgres('two replicas', (open) => {
  it('let one of two covers win, and tell the other who has the shift', async () => {
    const [one, other] = [await open(), await open()];
    await one.plan();
    await one.give('oncall', SATURDAY, 'UADA');
    const results = await Promise.all([
      cover(order(), one.overrides),
      cover(order({ taker: 'UDAN', by: 'UDAN' }), other.overrides),
    ]);
    const lost = results.filter((result) => 'problem' in result);
    expect(lost).toHaveLength(1);
    const holder = (await one.shift('oncall', SATURDAY)).member;
    expect(lost[0]).toEqual({ problem: expect.stringContaining(`is <@${holder}>’s`) });
    expect(await one.history()).toHaveLength(1);
  });
});
