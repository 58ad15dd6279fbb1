import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newestLines } from '../../../src/incidents/rules/newest-lines.ts';

it('are the newest of many lines, as many as have room', () => {
  expect(newestLines(['one', 'two', 'three'], 9)).toEqual({ shown: ['two', 'three'], before: 1 });
  expect(newestLines(['one', 'two', 'three'], 8)).toEqual({ shown: ['three'], before: 2 });
  expect(newestLines(['one', 'two', 'three'], 4)).toEqual({ shown: [], before: 3 });
  expect(newestLines([], 4)).toEqual({ shown: [], before: 0 });
});

it('never take more room than there is, leave none out that has room, and lose none', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 20 })), fc.nat(100), (lines, most) => {
      const { shown, before } = newestLines(lines, most);
      expect([...lines.slice(0, before), ...shown]).toEqual(lines);
      expect(shown.join('\n').length).toBeLessThanOrEqual(most);
      if (before > 0) expect(lines.slice(before - 1).join('\n').length).toBeGreaterThan(most);
    }),
  );
});
