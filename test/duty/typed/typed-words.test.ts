import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAway } from '../../../src/duty/overrides/away-words.ts';
import { readCover } from '../../../src/duty/overrides/cover-words.ts';

const asked = { user: 'UBOB', today: '2026-11-23' };
const ada = { of: 'UADA', day: '2026-12-24', rotation: null, taker: 'UBOB', by: 'UBOB' };
const problemOf = (read: object) => ('problem' in read ? read.problem : null);

describe('readCover', () => {
  it.each([
    ['a person and a day', '<@UADA|ada> 2026-12-24', ada],
    ['a person without a name', '<@UADA> 24 Dec', ada],
    ['the day first', '24 Dec <@UADA|ada>', ada],
    ['a weekday', '<@UADA> next fri', { ...ada, day: '2026-12-04' }],
    ['a rotation', '<@UADA> 24 Dec ic', { ...ada, rotation: 'ic' }],
    ['on call in two words', '<@UADA> on call tomorrow', { ...ada, day: '2026-11-24', rotation: 'oncall' }],
    [
      'on-call with a hyphen, in capitals',
      'On-Call <@UADA> tomorrow',
      { ...ada, day: '2026-11-24', rotation: 'oncall' },
    ],
    ['small words between', 'for <@UADA> on 24 Dec as IC', { ...ada, rotation: 'ic' }],
    ['a gap', 'gap 24 Dec oncall', { ...ada, of: null, rotation: 'oncall' }],
    ['the gap, the day first', 'fri the gap', { ...ada, of: null, day: '2026-11-27' }],
    ['who is to have it', '<@UADA> 24 Dec by <@UDAN|dan>', { ...ada, taker: 'UDAN' }],
    ['who is to have it, before whose it is', 'by <@UDAN> <@UADA> 24 Dec', { ...ada, taker: 'UDAN' }],
    ['yesterday, for a night that is not over', '<@UADA> yesterday', { ...ada, day: '2026-11-22' }],
  ])('takes %s', (_sentence, text, order) => {
    expect(readCover(text, asked)).toEqual(order);
  });

  it.each([
    ['nobody', '24 Dec', /Type whose shift and which day/],
    ['no day', '<@UADA>', /Type whose shift and which day/],
    ['two people', '<@UADA> <@UDAN> 24 Dec', /Type whose shift and which day/],
    ['a person and a gap', '<@UADA> gap 24 Dec', /Type whose shift and which day/],
    ['a name that Slack did not turn into a person', '@ada 24 Dec', /choose the person from the list/],
    ['such a name after by', '<@UADA> 24 Dec by @dan', /choose the person from the list/],
    ['a group', '<!subteam^S123|@oncall> 24 Dec', 'Name one person, not a group.'],
    ['everybody', '<!here> 24 Dec', 'Name one person, not a group.'],
    ['a time', '<@UADA> 2026-03-29 02:30', /Only whole days/],
    ['no date at all', '<@UADA> soonish', /no day I can read/],
    ['a day that is not there', '<@UADA> 31 Nov', /has no day 31/],
    ['the past', '<@UADA> 2026-11-20', 'Fri 20 Nov 2026 is in the past.'],
    ['the far future', '<@UADA> 2099-01-01', /more than a year ahead/],
  ])('says what to type instead of %s', (_sentence, text, says) => {
    expect(problemOf(readCover(text, asked))).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
  });

  it('reads the same whatever the order of the words', () => {
    const words = ['<@UADA|ada>', '24 Dec', 'oncall', 'by <@UDAN|dan>'];
    const order = { ...ada, rotation: 'oncall', taker: 'UDAN' };
    const shuffled = fc.shuffledSubarray(words, { minLength: words.length });
    const isReadRight = fc.property(shuffled, (mixed) => {
      expect(readCover(mixed.join(' '), asked)).toEqual(order);
    });
    fc.assert(isReadRight, { seed: 7 });
  });

  it('never repeats what was typed', () => {
    const pieces = ['<', '!', '>', '@', 'U1', '|', '&', ' ', 'here', '1', ':', 'by ', 'gap ', '24 Dec'];
    const hostile = fc.array(fc.constantFrom(...pieces)).map((some) => some.join(''));
    const isQuiet = fc.property(hostile, (text) => {
      expect(problemOf(readCover(text, asked)) ?? '').not.toMatch(/<[!@]|@here/);
    });
    fc.assert(isQuiet, { seed: 7, numRuns: 500 });
  });
});

describe('readAway', () => {
  const own = { from: '2026-12-24', to: '2027-01-02', member: 'UBOB', by: 'UBOB' };
  it.each([
    ['two days', '24 Dec - 2 Jan', own],
    ['two days in words', 'from 24 Dec to 2 Jan', own],
    ['one day', 'next fri', { ...own, from: '2026-12-04', to: '2026-12-04' }],
    ['somebody else', '24 Dec - 2 Jan for <@UADA|ada>', { ...own, member: 'UADA' }],
    ['somebody else first', '<@UADA> 24 Dec - 2 Jan', { ...own, member: 'UADA' }],
    ['days that have begun', '2026-11-20..2026-11-25', { ...own, from: '2026-11-20', to: '2026-11-25' }],
  ])('takes %s', (_sentence, text, order) => {
    expect(readAway(text, asked)).toEqual(order);
  });

  it.each([
    ['two people', '<@UADA> <@UDAN> tomorrow', /Type the first and the last day/],
    ['a rotation, for nobody is away from one duty only', 'tomorrow ic', /Type the first and the last day/],
    ['a person alone', 'for <@UADA>', /Type the first and the last day/],
    ['the past', '2026-11-20', 'Fri 20 Nov 2026 is in the past.'],
    ['the far future', '2028-01-01', /more than a year ahead/],
    ['days in the wrong order', '2026-12-24 2026-12-20', /comes before/],
    ['times', 'tomorrow 02:30', /Only whole days/],
    ['a name that Slack did not turn into a person', 'tomorrow for @ada', /choose the person/],
  ])('says what to type instead of %s', (_sentence, text, says) => {
    expect(problemOf(readAway(text, asked))).toEqual(says instanceof RegExp ? expect.stringMatching(says) : says);
  });
});
