import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../src/slack/plain-text.ts';
import { escaped } from '../../src/slack/text.ts';

describe('plainText', () => {
  it.each([
    ['a person', 'ask <@U0ADA|ada> or <@W0BOB>', 'ask @U0ADA or @W0BOB'],
    ['a channel', 'see <#C0OPS|ops>, <#C0OPS|> and <#C0OPS>', 'see #ops, #C0OPS and #C0OPS'],
    ['a group', '<!subteam^S0DBA|@dba>', '@dba'],
    ['a call to everybody', '<!here> <!channel|channel>', '@here channel'],
    ['a time', '<!date^1795165200^{time}|09:00>', '09:00'],
    ['an address', '<https://a.b/c?d=1&amp;e=2>', 'https://a.b/c?d=1&e=2'],
    ['an address without its protocol', '<http://a.b|a.b>', 'http://a.b'],
    ['a link with its target', '<https://a.b|the docs>', 'the docs (https://a.b)'],
    ['a mail address', '<mailto:a@b.c|a@b.c>', 'a@b.c'],
    ['the escaped characters', 'a &lt; b &amp;&amp; c &gt; d', 'a < b && c > d'],
    ['what was typed to look escaped', '&amp;lt;', '&lt;'],
    ['what only looks like a mention', '&lt;@U0ADA&gt; <x>', '<@U0ADA> <x>'],
    ['lines', 'a\nb', 'a\nb'],
  ])('makes text of %s', (_what, typed, text) => {
    expect(plainText(typed)).toBe(text);
  });

  it('gives back whatever was typed without mentions and links', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(plainText(escaped(text))).toBe(text);
      }),
    );
  });
});
