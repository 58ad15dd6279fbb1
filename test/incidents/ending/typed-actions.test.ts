import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readActions } from '../../../src/incidents/ending/typed-actions.ts';

describe('actions as they are typed', () => {
  it.each([
    ['Alarm on the queue @ada', 'Alarm on the queue', 'ada'],
    ['Alarm on the queue: <@U0000ADA>', 'Alarm on the queue', 'U0000ADA'],
    ['Alarm on the queue <@U0000ADA|ada>', 'Alarm on the queue', 'U0000ADA'],
    ['Alarm on the queue (@U0000ADA)', 'Alarm on the queue', 'U0000ADA'],
    ['- Ask @bob what he saw', 'Ask @bob what he saw', null],
    ['* Alarm on the queue', 'Alarm on the queue', null],
    ['@ada', '@ada', null],
    ['Mail to ops@example.com', 'Mail to ops@example.com', null],
  ])('%s', (typed, text, owner) => {
    expect(readActions(typed)).toEqual([{ text, owner }]);
  });

  it('are one a line, and none where nothing is typed', () => {
    expect(readActions(' \n- one @ada\r\n\n2 two\n')).toEqual([
      { text: 'one', owner: 'ada' },
      { text: '2 two', owner: null },
    ]);
    expect(readActions('')).toEqual([]);
  });

  it('lose no line that says something, and gain none', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), (lines) => {
        const said = lines.flatMap((line) => line.split(/[\r\n]+/)).filter((line) => /[^\s\-*•]/.test(line));
        expect(readActions(lines.join('\n')).length).toBeGreaterThanOrEqual(said.length);
        for (const { text } of readActions(lines.join('\n'))) expect(text).not.toBe('');
      }),
    );
  });
});
