import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../sandbox/slack/views.ts';
import { addDays } from '../../../src/duty/days.ts';
import { coverOf, readShift, swapOf } from '../../../src/duty/overrides/form-values.ts';
import { awayConfirm, awayForm, coverForm, formToCome, swapForm, textForm } from '../../../src/duty/overrides/forms.ts';
import type { Shift } from '../../../src/duty/shift.ts';

const ZONE = 'Europe/Warsaw';
const shift = (number: number, member: string | null): Shift => {
  const day = addDays('2026-11-24', number);
  return {
    ...{ id: number, rotation: 'oncall', day, member, planned: member, override: false },
    ...{ start: new Date(`${day}T14:00:00Z`), end: new Date(`${day}T21:00:00Z`) },
  };
};
const shifts = (count: number, member: string | null = 'UADA') =>
  Array.from({ length: count }, (_, number) => shift(number, member));
const look = { zone: ZONE, names: new Map([['UADA', 'Ada Lovelace']]) };

const problems = (view: ModalView) => checkView(view, { type: 'modal', files: new Map() });
const shown = (view: ModalView) => JSON.stringify(view.blocks);
function optionsOf({ blocks }: ModalView): PlainTextOption[] {
  const inputs = blocks.filter((block): block is InputBlock => block.type === 'input');
  return inputs.flatMap(({ element }) => (element.type === 'static_select' ? (element.options ?? []) : []));
}

describe('a form', () => {
  it.each([
    ['to come', formToCome('swap')],
    ['to cover', coverForm(shifts(3), look)],
    ['to cover with a year of gaps', coverForm(shifts(366, null), look)],
    ['to cover nothing', coverForm([], look)],
    ['to swap', swapForm({ mine: shifts(200), theirs: shifts(200) }, look)],
    ['to swap nothing', swapForm({ mine: [], theirs: shifts(1) }, look)],
    ['to swap with nobody', swapForm({ mine: shifts(1), theirs: [] }, look)],
    ['to be away', awayForm('2026-11-24')],
    ['to confirm', awayConfirm('This moves nothing.', '{}')],
    ['that refuses', textForm('away', 'No.')],
  ])('%s is one that Slack takes', (_sentence, view) => {
    expect(problems(view)).toEqual([]);
  });

  it('shows day, hours, duty and name of each shift', () => {
    const [option] = optionsOf(coverForm(shifts(1), look));
    expect(option?.text.text).toBe('Tue 24 Nov 15:00-22:00 · On call · Ada Lovelace');
    expect(optionsOf(coverForm(shifts(1, null), look))[0]?.text.text).toMatch(/· nobody$/);
  });

  it('offers the next hundred shifts and says that there are more', () => {
    const many = coverForm(shifts(101), look);
    expect(optionsOf(many)).toHaveLength(100);
    expect(shown(many)).toContain('Only the next 100 shifts are listed.');
    expect(shown(coverForm(shifts(100), look))).not.toContain('Only the next');
  });

  it('cuts long names, and takes hostile ones for text', () => {
    const hostile = `<!channel> ${'long '.repeat(40)}`;
    const [option] = optionsOf(coverForm(shifts(1), { ...look, names: new Map([['UADA', hostile]]) }));
    expect(option?.text.text.length).toBeLessThanOrEqual(75);
    expect(option?.text.text).toContain('&lt;!channel&gt;');
  });

  it('to swap or cover says so when there is nothing to choose, and has nothing to submit', () => {
    for (const view of [coverForm([], look), swapForm({ mine: [], theirs: [] }, look)]) {
      expect(view.submit).toBeUndefined();
      expect(optionsOf(view)).toEqual([]);
    }
  });

  it('gives back the shifts that were chosen in it', () => {
    const view = swapForm({ mine: shifts(1, 'UADA'), theirs: [shift(3, 'UBOB')] }, look);
    const [mine, theirs] = optionsOf(view);
    const chosen = (option: typeof mine) => ({ chosen: { type: 'static_select', selected_option: option } });
    const values = { mine: chosen(mine), theirs: chosen(theirs) } as unknown as Parameters<typeof swapOf>[0];
    expect(swapOf(values, 'UADA')).toEqual({
      ...{ askedBy: 'UADA', askedOf: 'UBOB' },
      mine: { rotation: 'oncall', day: '2026-11-24' },
      theirs: { rotation: 'oncall', day: '2026-11-27' },
    });
    const gap = { shift: chosen(optionsOf(coverForm(shifts(1, null), look))[0]) } as unknown as typeof values;
    const day = '2026-11-24';
    expect(coverOf(gap, 'UBOB')).toEqual({ of: null, day, rotation: 'oncall', taker: 'UBOB', by: 'UBOB' });
    expect(readShift('ic 2026-11-24 UADA')).toEqual({ rotation: 'ic', day, member: 'UADA' });
  });
});
