import { describe, expect, it } from 'vitest';
import type { MemberStats } from '../../../src/duty/picture/stats.ts';
import { statsSvg } from '../../../src/duty/picture/stats-svg.ts';
import { readSvg, textsOf } from './svg-reading.ts';

const none = { ic: 0, oncall: 0, weekendDays: 0, holidays: 0, nights: 0, alertsHandled: 0 };
const member = (name: string, more: Partial<MemberStats> = {}): MemberStats => ({ ...none, name, ...more });
const span = '30 days to 21 Nov 2026';
const seenOf = (...members: MemberStats[]) => readSvg(statsSvg({ span, members }));
const names = (...members: MemberStats[]) => textsOf(seenOf(...members)).filter((text) => /^Person/.test(text));
const bars = (...members: MemberStats[]) =>
  seenOf(...members)
    .filter(({ name, attributes }) => name === 'rect' && attributes.get('height') === '16')
    .map(({ x, attributes }) => ({ x, width: Number(attributes.get('width')), colour: attributes.get('fill') }));

describe('the picture of the figures', () => {
  it('names the span, each figure and its mean', () => {
    const ann = { ic: 2, oncall: 4, weekendDays: 3, holidays: 1, nights: 5, alertsHandled: 9 };
    const texts = textsOf(seenOf(member('Ann', ann), member('Ben')));
    expect(texts).toContain(span);
    const titles = ['Shifts', 'Weekend days', 'Holidays', 'Nights', 'Alerts handled'];
    const means = titles.map((title) => `${title}: ${texts[texts.indexOf(title) + 1]}`);
    expect(means).toEqual([
      'Shifts: mean 3.0',
      'Weekend days: mean 1.5',
      'Holidays: mean 0.5',
      'Nights: mean 2.5',
      'Alerts handled: mean 4.5',
    ]);
  });

  it('says the number of each bar, and of each duty in it', () => {
    const texts = textsOf(seenOf(member('Ann', { ic: 2, oncall: 4, nights: 7 }), member('Ben')));
    const shifts = texts.slice(texts.indexOf('Shifts') + 2, texts.indexOf('Weekend days'));
    expect(shifts).toEqual(['2', '4', '6', '0']);
    const nights = texts.slice(texts.indexOf('Nights') + 2, texts.indexOf('Alerts handled'));
    expect(nights).toEqual(['7', '0']);
  });

  it('stacks both duties end to end on one scale', () => {
    const [ic, oncall, other] = bars(member('Ann', { ic: 2, oncall: 6 }), member('Ben', { ic: 4 }));
    expect([ic?.width, oncall?.width]).toEqual([100, 300]);
    expect(oncall?.x).toBe((ic?.x ?? 0) + 100);
    expect(other?.width).toBe(200);
    expect(ic?.colour).not.toBe(oncall?.colour);
  });

  it('draws a line at the mean, and none where there is nothing', () => {
    const lines = seenOf(member('Ann', { ic: 4 }), member('Ben')).filter(({ name }) => name === 'line');
    expect(lines.map(({ x }) => x)).toEqual([255 + 200]);
  });

  it('begins with the most shifts, and those with as many by name', () => {
    const [few, more] = [member('Person A', { ic: 1 }), member('Person C', { oncall: 2 })];
    const most = member('Person B', { ic: 2 });
    expect(names(few, more, most)).toEqual(['Person B', 'Person C', 'Person A']);
    expect(statsSvg({ span, members: [few, more, most] })).toBe(statsSvg({ span, members: [most, few, more] }));
  });

  it('says so when nobody is there', () => {
    expect(textsOf(seenOf())).toContain('Nobody is in the rotations.');
  });

  it('calls a figure that nobody has none', () => {
    const texts = textsOf(seenOf(member('Ann')));
    expect(texts.filter((text) => text === 'none')).toHaveLength(5);
    expect(bars(member('Ann')).map(({ width }) => width)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('draws fifty members, and of more than eighty says how many are left out', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => member(`Person ${index}`, { ic: index }));
    expect(names(...many(50))).toHaveLength(50);
    expect(names(...many(80))).toHaveLength(80);
    expect(textsOf(seenOf(...many(80))).join()).not.toContain('more, with');
    const texts = textsOf(seenOf(...many(500)));
    expect(texts.filter((text) => text.startsWith('Person'))).toHaveLength(80);
    expect(texts).toContain('and 420 more, with no more shifts than those above');
    expect(texts).toContain('mean 249.5');
  });
});
