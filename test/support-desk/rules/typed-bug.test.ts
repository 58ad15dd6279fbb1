import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBug } from '../../../src/support/rules/typed-bug.ts';

describe('readBug', () => {
  it.each([
    ['', { act: 'raise', title: '' }],
    ['   ', { act: 'raise', title: '' }],
    ['checkout is down', { act: 'raise', title: 'checkout is down' }],
    ['checkout\n is   down ', { act: 'raise', title: 'checkout is down' }],
    ['a &amp; b &lt; c, says <@U0ADA|ada>', { act: 'raise', title: 'a & b < c, says @U0ADA' }],
    ['list', { act: 'list', of: { kind: 'open' } }],
    ['LIST Open', { act: 'list', of: { kind: 'open' } }],
    ['list mine', { act: 'list', of: { kind: 'mine' } }],
    ['list me', { act: 'list', of: { kind: 'mine' } }],
    ['list all', { act: 'list', of: { kind: 'all' } }],
    ['list <@U0ADA|ada>', { act: 'list', of: { kind: 'user', user: 'U0ADA' } }],
    ['list <@W0ADA>', { act: 'list', of: { kind: 'user', user: 'W0ADA' } }],
    ['list shop-eu', { act: 'list', of: { kind: 'name', name: 'shop-eu' } }],
    ['list  Shop   Europe &amp; co ', { act: 'list', of: { kind: 'name', name: 'Shop Europe & co' } }],
    ['list <mailto:ada@example.com|ada@example.com>', { act: 'list', of: { kind: 'name', name: 'ada@example.com' } }],
    ['show T-42', { act: 'show', id: 42 }],
    ['Show t42', { act: 'show', id: 42 }],
    ['show 42', { act: 'show', id: 42 }],
    ['T-42', { act: 'show', id: 42 }],
    ['t42', { act: 'show', id: 42 }],
    ['stats', { act: 'stats' }],
    ['Help', { act: 'help' }],
  ])('reads %j', (text, expected) => {
    expect(readBug(text)).toEqual(expected);
  });

  it.each([
    '500',
    'T-42 is back',
    'show checkout',
    'show',
    'T-0',
    'T-9999999999',
    'stats page is broken',
    'help me, checkout is down',
    'lst',
    'listing is slow',
  ])('takes %j for what is wrong', (title) => {
    expect(readBug(title)).toEqual({ act: 'raise', title });
  });

  it('cuts what is longer than a title or a name can be', () => {
    const title = 'x'.repeat(5000);
    expect(readBug(title)).toEqual({ act: 'raise', title: `${'x'.repeat(199)}…` });
    expect(readBug(`list ${title}`)).toEqual({ act: 'list', of: { kind: 'name', name: `${'x'.repeat(99)}…` } });
  });

  it('makes something of whatever is typed: a title in one line, a name that is not empty, a ticket that can be', () => {
    const word = fc.constantFrom(
      'list ',
      'show ',
      'T-',
      'stats',
      'help',
      '<@U0ADA|',
      '>',
      '&amp;',
      'mine',
      '\u0000',
      ' ',
    );
    const typed = fc.array(fc.oneof(word, fc.string({ unit: 'grapheme', maxLength: 300 }))).map((all) => all.join(''));
    fc.assert(
      fc.property(typed, (text) => {
        const command = readBug(text);
        if (command.act === 'raise') {
          expect(command.title.length).toBeLessThanOrEqual(200);
          expect(command.title).not.toMatch(/[\n\p{Cc}]/u);
        }
        if (command.act === 'list' && command.of.kind === 'name') expect(command.of.name.trim()).not.toBe('');
        if (command.act === 'show') expect(command.id).toBeGreaterThan(0);
      }),
    );
  });
});
