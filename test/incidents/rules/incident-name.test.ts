import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idOf, nameOf } from '../../../src/incidents/rules/incident-name.ts';

describe('the name of an incident', () => {
  it('is INC- and its number', () => {
    expect(nameOf(7)).toBe('INC-7');
  });

  it.each([
    ['INC-7', 7],
    ['inc-7', 7],
    ['7', 7],
    [' Inc-007 ', 7],
    ['INC-999999999', 999_999_999],
  ])('is read from %j', (text, id) => {
    expect(idOf(text)).toBe(id);
  });

  it.each([
    '',
    'INC',
    'INC-',
    'INC-0',
    '0',
    '-7',
    '7.5',
    'INC 7',
    'INC-7a',
    'INC-1234567890',
    '٧',
    'INC-7\nINC-8',
    '1e3',
  ])('is not read from %j', (text) => {
    expect(idOf(text)).toBeNull();
  });

  it('leads back to every incident, in whatever case', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), (id) => {
        expect(idOf(nameOf(id))).toBe(id);
        expect(idOf(nameOf(id).toLowerCase())).toBe(id);
        expect(idOf(String(id))).toBe(id);
      }),
    );
  });
});
