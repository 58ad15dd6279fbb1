import { expect, it } from 'vitest';
import { answerSwap, type SwapAnswer } from '../../../src/duty/overrides/answer-swap.ts';
import { askSwap } from '../../../src/duty/overrides/ask-swap.ts';
import { swapChoices } from '../../../src/duty/overrides/choices.ts';
import { cover } from '../../../src/duty/overrides/cover.ts';
import type { SwapOffer } from '../../../src/duty/overrides/swap-offer.ts';
import { type House, MONDAY, onBothEngines, onPostgres } from '../house.ts';

const [SATURDAY, FRIDAY] = ['2026-11-28', '2026-11-27'];
const offer: SwapOffer = {
  ...{ askedBy: 'UADA', askedOf: 'UBOB' },
  mine: { rotation: 'oncall', day: SATURDAY },
  theirs: { rotation: 'ic', day: FRIDAY },
};
const ADAS = '*On call · Sat 28 Nov · 09:00-22:00*';
const BOBS = '*IC · Fri 27 Nov · 07:00-15:00*';

async function ready(house: House) {
  await house.plan();
  await house.give('oncall', SATURDAY, 'UADA');
  await house.give('ic', FRIDAY, 'UBOB');
  await house.give('oncall', FRIDAY, 'UDAN');
  return house;
}
async function ask(house: House, more: Partial<SwapOffer> = {}): Promise<number> {
  const asked = await askSwap({ ...offer, ...more }, house.overrides);
  if ('problem' in asked) throw new Error(asked.problem);
  return asked.swap;
}
const problem = async (house: House, more: Partial<SwapOffer> = {}) => {
  const asked = await askSwap({ ...offer, ...more }, house.overrides);
  return 'problem' in asked ? asked.problem : null;
};

onBothEngines('a swap', (open) => {
  /** Ada has asked Bob, and both know. */
  const asked = async () => {
    const house = await ready(await open());
    const id = await ask(house);
    const said = await house.drain();
    const answer = (by: string, how: SwapAnswer['answer']) => answerSwap({ id, by, answer: how }, house.overrides);
    const holders = async () => {
      const all = await house.holders();
      return [all.get(`oncall ${SATURDAY}`), all.get(`ic ${FRIDAY}`)];
    };
    return { house, said, answer, holders };
  };

  it('is asked in a direct message with two buttons, and nothing changes before', async () => {
    const { house, said, holders } = await asked();
    expect(said.map(({ channel, text }) => [channel, text])).toEqual([
      ['UBOB', `<@UADA> would like to swap shifts with you:\n• you get ${ADAS}\n• <@UADA> gets ${BOBS}`],
      [
        'UADA',
        `You asked <@UBOB> to swap shifts:\n• you get ${BOBS}\n• <@UBOB> gets ${ADAS}\nNothing changes unless they accept.`,
      ],
    ]);
    expect(said[0]?.blocks).toMatch(/Accept.*Decline/);
    expect(said[1]?.blocks).toMatch(/Withdraw/);
    expect(await holders()).toEqual(['UADA', 'UBOB']);
    expect(await house.history()).toEqual([]);
  });

  it('changes both shifts when it is accepted, tells both and the channel, and its messages show it', async () => {
    const { house, said, answer, holders } = await asked();
    expect(await answer('UBOB', 'accept')).toEqual({ state: 'accepted' });
    expect(await holders()).toEqual(['UBOB', 'UADA']);
    const after = await house.drain();
    const rewritten = after.filter(({ messageId }) => said.some((first) => first.messageId === messageId));
    expect(rewritten.map(({ channel, text }) => [channel, text])).toEqual([
      ['UBOB', `Swap with <@UADA>:\n• you get ${ADAS}\n• <@UADA> gets ${BOBS}\n:white_check_mark: <@UBOB> accepted.`],
      ['UADA', `Swap with <@UBOB>:\n• you get ${BOBS}\n• <@UBOB> gets ${ADAS}\n:white_check_mark: <@UBOB> accepted.`],
    ]);
    expect(rewritten.map(({ blocks }) => blocks).join()).not.toContain('button');
    const told = after.filter((each) => !rewritten.includes(each));
    expect(told.map(({ channel }) => channel).toSorted()).toEqual(['UADA', 'UBOB', 'engineering']);
    expect(told.find(({ channel }) => channel === 'UADA')?.text).toBe(
      `*Some of your shifts changed:*\n• ${BOBS} is yours now, not <@UBOB>’s: the two of you swapped.\n• ${ADAS} is <@UBOB>’s now, not yours: the two of you swapped.`,
    );
    expect(told.find(({ channel }) => channel === 'engineering')?.text).toBe(
      `:arrows_counterclockwise: <@UADA> and <@UBOB> swapped: <@UADA> has ${BOBS} now, <@UBOB> ${ADAS}.`,
    );
  });

  it('is in the history with who, when, what, why and which swap', async () => {
    const { house, answer } = await asked();
    await answer('UBOB', 'accept');
    const row = { by: 'UBOB', cause: 'swap', at: MONDAY.toISOString(), ref: expect.any(Number) };
    expect(await house.history()).toMatchObject([
      { ...row, day: SATURDAY, from_member: 'UADA', to_member: 'UBOB' },
      { ...row, day: FRIDAY, from_member: 'UBOB', to_member: 'UADA' },
    ]);
    expect(await house.shift('oncall', SATURDAY)).toMatchObject({ planned: 'UADA', override: true });
  });

  it('stands when the plan is looked at again, and ends when both swap back', async () => {
    const { house, answer, holders } = await asked();
    await answer('UBOB', 'accept');
    await house.schedule.refresh();
    expect(await holders()).toEqual(['UBOB', 'UADA']);
    const id = await ask(house, { mine: offer.theirs, theirs: offer.mine });
    await answerSwap({ id, by: 'UBOB', answer: 'accept' }, house.overrides);
    expect(await house.shift('oncall', SATURDAY)).toMatchObject({ member: 'UADA', override: false });
    expect(await house.shift('ic', FRIDAY)).toMatchObject({ member: 'UBOB', override: false });
  });

  it('can be declined, of which whoever asked is told', async () => {
    const { house, answer, holders } = await asked();
    expect(await answer('UBOB', 'decline')).toEqual({ state: 'declined' });
    expect(await holders()).toEqual(['UADA', 'UBOB']);
    const said = await house.drain();
    expect(said.filter(({ text }) => text.endsWith(':x: <@UBOB> declined.'))).toHaveLength(2);
    expect(said.at(-1)).toMatchObject({
      channel: 'UADA',
      text: '<@UBOB> declined to swap shifts with you. Nothing changed.',
    });
  });

  it('can be withdrawn by whoever asked, and accepted no more', async () => {
    const { house, answer, holders } = await asked();
    expect(await answer('UADA', 'withdraw')).toEqual({ state: 'withdrawn' });
    expect((await house.drain()).map(({ channel }) => channel)).toEqual(['UBOB', 'UADA']);
    expect(await answer('UBOB', 'accept')).toEqual({
      problem: 'This swap is not open any more. :x: <@UADA> withdrew it.',
    });
    expect(await holders()).toEqual(['UADA', 'UBOB']);
  });

  it.each([
    ['accept', 'UADA', 'Only <@UBOB> can accept this.'],
    ['accept', 'UCLEO', 'Only <@UBOB> can accept this.'],
    ['decline', 'UADMIN', 'Only <@UBOB> can decline this.'],
    ['withdraw', 'UBOB', 'Only <@UADA> can withdraw this.'],
  ] as const)('lets nobody else %s it, such as %s', async (how, by, says) => {
    const { house, answer } = await asked();
    expect(await answer(by, how)).toEqual({ problem: says });
    expect(await house.drain()).toEqual([]);
  });

  it('is answered once: the second time says so and does nothing', async () => {
    const { house, answer } = await asked();
    await answer('UBOB', 'accept');
    await house.drain();
    for (const how of ['accept', 'decline'] as const) {
      expect(await answer('UBOB', how)).toEqual({
        problem: 'This swap is not open any more. :white_check_mark: <@UBOB> accepted.',
      });
    }
    expect(await house.drain()).toEqual([]);
    expect(await house.history()).toHaveLength(2);
  });

  it('is void when a shift has changed hands meanwhile, and both learn of it', async () => {
    const { house, answer, holders } = await asked();
    await cover({ of: 'UADA', day: SATURDAY, rotation: null, taker: 'UCLEO', by: 'UCLEO' }, house.overrides);
    await house.drain();
    expect(await answer('UBOB', 'accept')).toEqual({ state: 'void' });
    expect(await holders()).toEqual(['UCLEO', 'UBOB']);
    const said = await house.drain();
    const why = 'On call · Sat 28 Nov · 09:00-22:00 is not <@UADA>’s any more.';
    expect(said.filter(({ text }) => text.endsWith(`:x: Nothing was swapped. ${why}`))).toHaveLength(2);
    expect(said.at(-1)).toMatchObject({ channel: 'UADA', text: `Nothing was swapped with <@UBOB>. ${why}` });
  });

  it('is void once a shift has begun', async () => {
    const { house, answer, holders } = await asked();
    house.time.now = new Date('2026-11-27T06:00:00Z');
    expect(await answer('UBOB', 'accept')).toEqual({ state: 'void' });
    expect(await holders()).toEqual(['UADA', 'UBOB']);
    expect((await house.drain()).at(-1)?.text).toContain('IC · Fri 27 Nov · 07:00-15:00 has begun.');
  });

  it('is void when somebody is away by then', async () => {
    const { house, answer } = await asked();
    const days = { from_day: SATURDAY, to_day: SATURDAY };
    const row = {
      member: 'UBOB',
      ...days,
      by: 'UBOB',
      at: MONDAY.toISOString(),
      cancelled_at: null,
      cancelled_by: null,
    };
    await house.db.insertInto('absence').values(row).execute();
    expect(await answer('UBOB', 'accept')).toEqual({ state: 'void' });
    expect((await house.drain()).at(-1)?.text).toContain('<@UBOB> is away on Sat 28 Nov.');
  });

  it('is asked once, though the form is sent twice', async () => {
    const { house } = await asked();
    expect(await problem(house)).toBe('You asked <@UBOB> for this already.');
    expect(await house.drain()).toEqual([]);
  });

  it('may be asked again once it was declined', async () => {
    const { house, answer } = await asked();
    await answer('UBOB', 'decline');
    expect(await problem(house)).toBeNull();
  });

  it('may exchange the two duties of one day, though nobody has both', async () => {
    const house = await ready(await open());
    await house.give('oncall', FRIDAY, 'UADA');
    const id = await ask(house, { mine: { rotation: 'oncall', day: FRIDAY } });
    expect(await answerSwap({ id, by: 'UBOB', answer: 'accept' }, house.overrides)).toEqual({ state: 'accepted' });
    expect((await house.shift('ic', FRIDAY)).member).toBe('UADA');
    expect((await house.shift('oncall', FRIDAY)).member).toBe('UBOB');
  });

  it.each([
    ['a shift that is not theirs any more', { askedOf: 'UCLEO' }, /is not <@UCLEO>’s any more/],
    ['a day without that duty', { theirs: { rotation: 'ic', day: SATURDAY } }, /hours are others now/],
    [
      'somebody whom Slack does not know',
      { askedOf: 'bob@example.com' },
      'Slack does not know bob@example.com, so nobody can be asked.',
    ],
  ] satisfies [string, Partial<SwapOffer>, string | RegExp][])('is not asked for %s', async (_sentence, more, says) => {
    const house = await ready(await open());
    expect(await problem(house, more)).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
    expect(await house.drain()).toEqual([]);
  });

  it('is not asked of whoever could not have the shift, nor where both duties would meet', async () => {
    const house = await ready(await open());
    await house.give('oncall', '2026-11-29', 'UDAN');
    const withDan = { askedOf: 'UDAN', theirs: { rotation: 'oncall', day: '2026-11-29' } } as const;
    await house.give('ic', '2026-12-01', 'UADA');
    expect(await problem(house, { ...withDan, mine: { rotation: 'ic', day: '2026-12-01' } })).toBe(
      '<@UDAN> is not in the IC rotation.',
    );
    await house.give('oncall', FRIDAY, 'UADA');
    await house.give('oncall', '2026-11-29', 'UADA');
    expect(await problem(house, { mine: { rotation: 'oncall', day: '2026-11-29' } })).toBe(
      'You have *On call* on Fri 27 Nov, and nobody has both duties on one day.',
    );
  });

  it('offers one’s own shifts to come, and others’ that could be swapped for them', async () => {
    const house = await ready(
      await open({ duty: { ic: { members: ['UADA', 'UBOB'] }, oncall: { members: ['UCLEO', 'UDAN', 'UADA'] } } }),
    );
    const ada = await swapChoices('UADA', house.overrides);
    expect(new Set(ada.mine.map(({ member }) => member))).toEqual(new Set(['UADA']));
    expect(new Set(ada.theirs.map(({ member }) => member))).toEqual(new Set(['UBOB', 'UCLEO', 'UDAN']));
    const all = [...ada.mine, ...ada.theirs];
    expect(all.filter(({ start }) => start <= MONDAY)).toEqual([]);
    const bob = await swapChoices('UBOB', house.overrides);
    expect(new Set(bob.theirs.map(({ rotation }) => rotation))).toEqual(new Set(['ic']));
    expect(await swapChoices('UEVE', house.overrides)).toEqual({ mine: [], theirs: [] });
  });
});

onPostgres('two replicas', (open) => {
  it('exchange the shifts once when it is accepted on both', async () => {
    const [one, other] = [await ready(await open()), await open()];
    const id = await ask(one);
    await one.drain();
    const answers = await Promise.all(
      [one, other].map((house) => answerSwap({ id, by: 'UBOB', answer: 'accept' }, house.overrides)),
    );
    expect(answers.filter((answer) => 'state' in answer)).toEqual([{ state: 'accepted' }]);
    expect(await one.history()).toHaveLength(2);
    expect((await one.drain()).filter(({ channel }) => channel === 'engineering')).toHaveLength(1);
  });
});
