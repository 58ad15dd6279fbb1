import { expect, it } from 'vitest';
import { checkBlocks } from '../../sandbox/slack/blocks.ts';
import { answerHistory } from '../../src/duty/moves/answer-history.ts';
import { answerAway, answerCancel, answerDoAway } from '../../src/duty/overrides/answer-away.ts';
import { answerCover, answerUndo } from '../../src/duty/overrides/answer-cover.ts';
import { coverChoices } from '../../src/duty/overrides/choices.ts';
import type { Reply } from '../../src/slack/reply.ts';
import { type House, type HouseOptions, onBothEngines } from './house.ts';

const SATURDAY = '2026-11-28';
const asked = (text: string, user = 'UBOB') => ({ user, text, channel: 'C0GENERAL' });
/** The values of the buttons that an answer has, by their labels. */
function buttonsOf({ blocks = [] }: Reply): [string, string][] {
  expect(checkBlocks(blocks, { surface: 'message', files: new Map() })).toEqual([]);
  const found = JSON.stringify(blocks).matchAll(/"text":"([^"]*)"\},"value":"([^"]*)"/g);
  return [...found].map(([, label = '', value = '']) => [label, value]);
}
const away = (text: string, house: House, user = 'UADA') => answerAway(asked(text, user), house.overrides);

onBothEngines('the answer to', (open) => {
  const opened = async (options: HouseOptions = {}) => {
    const house = await open(options);
    await house.plan();
    await house.give('oncall', SATURDAY, 'UADA');
    return house;
  };

  it('/duty cover says what was done, with a button that undoes it', async () => {
    const house = await opened();
    const reply = await answerCover(asked('<@UADA|ada> sat'), house.overrides);
    expect(reply.text).toBe('Done: *On call · Sat 28 Nov · 09:00-22:00* is yours now. <@UADA> has been told.');
    const [[label, value] = []] = buttonsOf(reply);
    expect(label).toBe('Undo');
    const undone = await answerUndo({ change: Number(value), by: 'UBOB' }, house.overrides);
    expect(undone.text).toBe('Undone: *On call · Sat 28 Nov · 09:00-22:00* is <@UADA>’s again.');
    expect(buttonsOf(undone)).toEqual([]);
  });

  it('/duty cover has no such button once the shift is under way', async () => {
    const house = await opened();
    house.time.now = new Date('2026-11-28T09:00:00Z');
    const reply = await answerCover(asked('<@UADA> today'), house.overrides);
    expect(reply.text).toMatch(/^Done/);
    expect(buttonsOf(reply)).toEqual([]);
  });

  it('/duty cover says what to type where it cannot tell what is meant, and what was refused', async () => {
    const house = await opened();
    expect((await answerCover(asked('@ada sat'), house.overrides)).text).toMatch(/choose the person/);
    expect((await answerCover(asked('<@UCLEO> sat'), house.overrides)).text).toMatch(/is <@UADA>’s\.$/);
  });

  it('/duty cover counts days in the configured zone', async () => {
    const house = await opened({ timezone: 'Pacific/Auckland', now: new Date('2026-11-27T12:30:00Z') });
    const reply = await answerCover(asked('<@UADA> today'), house.overrides);
    expect(reply.text).toContain('Sat 28 Nov');
  });

  it('/duty away shows what it would move and asks, and the button does exactly that', async () => {
    const house = await opened();
    const preview = await away('sat', house);
    expect(preview.text).toMatch(
      /^You are away \*Sat 28 Nov\*\. This moves:\n• \*On call · Sat 28 Nov · 09:00-22:00\*: <@UADA> → <@U\w+>$/,
    );
    expect(buttonsOf(preview)).toEqual([
      ['Do it', `${SATURDAY} ${SATURDAY} UADA`],
      ['Never mind', 'no'],
    ]);
    const order = { from: SATURDAY, to: SATURDAY, member: 'UADA', by: 'UADA' };
    const done = await answerDoAway(order, house.overrides);
    expect(done.text).toContain(preview.text.split('\n')[1]);
    expect(buttonsOf(done)).toEqual([]);
    expect((await answerDoAway(order, house.overrides)).text).toMatch(/away then already/);
  });

  it('/duty away warns loudly of gaps', async () => {
    const house = await opened({ duty: { ic: { members: ['UADA'] } } });
    const { text } = await away('2026-12-01 2026-12-02', house);
    expect(text).toMatch(/IC · Tue 1 Dec · 07:00-15:00\*: <@UADA> → :rotating_light: \*nobody\*/);
    expect(text).toContain(':rotating_light: *2 shifts are left to nobody: nobody else can have them.*');
  });

  it('/duty away says when nothing is in the way', async () => {
    const house = await opened();
    expect((await away('2027-10-01', house)).text).toMatch(/no planned shift is in the way, so nothing moves/);
  });

  it('/duty away alone lists one’s absences with buttons that cancel them', async () => {
    const house = await opened();
    expect((await away('', house)).text).toMatch(/^You are not away\./);
    await answerDoAway({ from: SATURDAY, to: SATURDAY, member: 'UADA', by: 'UADA' }, house.overrides);
    const list = await away('', house);
    expect(list.text).toBe('You are away:\nSat 28 Nov');
    const [[label, id] = []] = buttonsOf(list);
    expect(label).toBe('Cancel');
    const cancelled = await answerCancel({ id: Number(id), by: 'UADA' }, house.overrides);
    expect(cancelled.text).toMatch(
      /^Cancelled: \*Sat 28 Nov\*\. Everybody has been told:\n• \*On call.*\*: <@U\w+> → <@UADA>$/,
    );
    expect((await away('', house)).text).toMatch(/^You are not away\./);
    expect((await away('', house, 'UBOB')).text).toMatch(/^You are not away\./);
  });

  it('/duty away lists what the configuration file says too, once, and nothing that is over', async () => {
    const ada = { user: 'UADA', away: ['2026-12-24..2027-01-02', '2026-11-01'] };
    const members = [ada, 'UBOB', 'UCLEO'];
    const house = await opened({ duty: { ic: { members }, oncall: { members } } });
    const list = await away('', house);
    expect(list.text).toBe('You are away:\nThu 24 Dec to Sat 2 Jan (as the configuration file says)');
    expect(buttonsOf(list)).toEqual([]);
  });

  it('/duty away lists many absences within what Slack takes', async () => {
    const house = await opened();
    const row = { member: 'UADA', by: 'UADA', at: 'x', cancelled_at: null, cancelled_by: null };
    const rows = Array.from({ length: 80 }, (_, year) => ({
      ...row,
      from_day: `${2027 + year}-01-01`,
      to_day: `${2027 + year}-01-02`,
    }));
    await house.db.insertInto('absence').values(rows).execute();
    expect(buttonsOf(await away('', house)).length).toBeGreaterThan(30);
  });

  it('/duty history tells who did what, when and why, newest first, of one person or of all', async () => {
    const house = await opened();
    expect((await answerHistory(asked(''), house.overrides)).text).toBe('Nothing has changed hands so far.');
    await answerCover(asked('<@UADA> sat'), house.overrides);
    await answerCover(asked('<@UBOB> sat', 'UADA'), house.overrides);
    const { text } = await answerHistory(asked(''), house.overrides);
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^<!date.*> · \*On call · Sat 28 Nov\*: <@UBOB> → <@UADA> \(cover, by <@UADA>\)$/),
      expect.stringMatching(/^<!date.*> · \*On call · Sat 28 Nov\*: <@UADA> → <@UBOB> \(cover, by <@UBOB>\)$/),
    ]);
    expect((await answerHistory(asked('<@UDAN|dan>'), house.overrides)).text).toMatch(/Nothing has changed/);
    expect((await answerHistory(asked('<@UBOB|bob>'), house.overrides)).text.split('\n')).toHaveLength(2);
  });

  it('/duty history tells the last twenty', async () => {
    const house = await opened();
    for (let time = 0; time < 11; time += 1) {
      await answerCover(asked('<@UADA> sat'), house.overrides);
      await answerCover(asked('<@UBOB> sat', 'UADA'), house.overrides);
    }
    const reply = await answerHistory(asked(''), house.overrides);
    expect(reply.text.split('\n')).toHaveLength(20);
    expect(buttonsOf(reply)).toEqual([]);
  });

  it('whoever opens the form to cover are the shifts of others that one can have', async () => {
    const house = await opened({ duty: { ic: { members: ['UADA', 'UCLEO'] } } });
    await house.plan(100);
    await house.give('oncall', '2026-11-29', null);
    const choices = await coverChoices('UBOB', house.overrides);
    expect(new Set(choices.map(({ rotation }) => rotation))).toEqual(new Set(['oncall']));
    const members = new Set(choices.map(({ member }) => member));
    expect(members).toEqual(new Set([null, 'UADA', 'UCLEO', 'UDAN']));
    expect(await coverChoices('UEVE', house.overrides)).toEqual([]);
  });
});
