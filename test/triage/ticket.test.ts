import { describe, expect, it } from 'vitest';
import { readTicket } from '../../src/triage/details.ts';
import { findMention, findTicket } from '../../src/triage/ticket.ts';

const LINK = 'https://example.atlassian.net/browse/SHOP-12';

describe('findTicket', () => {
  it.each([
    ['a key', 'SHOP-12', 'SHOP-12'],
    ['a key in a sentence', 'see SHOP-12, please', 'SHOP-12'],
    ['a key with a digit in its project', 'A1-7', 'A1-7'],
    ['the first of several keys', 'SHOP-12 and SHOP-13', 'SHOP-12'],
    ['a link as Slack sends it', `<${LINK}>`, LINK],
    ['a link with a label', `<${LINK}|SHOP-12>`, LINK],
    ['a link rather than a key before it', `OPS-1 is in <${LINK}>`, LINK],
    [
      'a link to an issue on a board',
      '<https://j.example/b?view=x&amp;selectedIssue=OPS-3>',
      'https://j.example/b?view=x&selectedIssue=OPS-3',
    ],
    ['nothing in lower case', 'shop-12', null],
    ['nothing in a standard', 'it is UTF-8 and SHA-256', null],
    ['the key after a standard', 'UTF-8 breaks SHOP-12', 'SHOP-12'],
    ['nothing without a number', 'SHOP-', null],
    ['no issue number nought', 'SHOP-0', null],
    ['nothing in a word', 'XSHOP-12abc', null],
    ['nothing in plain words', 'on it', null],
  ])('finds %s', (_sentence, text, ticket) => {
    expect(findTicket(text)).toBe(ticket);
  });

  it('finds the same again: it remembers nothing between two texts', () => {
    expect([findTicket('SHOP-12'), findTicket('SHOP-12')]).toEqual(['SHOP-12', 'SHOP-12']);
  });
});

describe('readTicket', () => {
  it.each([
    ['a key', ' SHOP-12 ', 'SHOP-12'],
    ['a key typed in lower case', 'shop-12', 'SHOP-12'],
    ['a link', LINK, LINK],
    ['no words', 'will do later', null],
    ['no other link', 'https://example.com/', null],
    ['nothing', '', null],
  ])('takes %s', (_sentence, typed, ticket) => {
    expect(readTicket(typed)).toBe(ticket);
  });
});

describe('findMention', () => {
  it.each([
    ['a person', 'over to <@U012AB3CD>', 'U012AB3CD'],
    ['a person with a name', '<@W012AB3CD|ada>', 'W012AB3CD'],
    ['the first of two', '<@U1> and <@U2>', 'U1'],
    ['no group and no channel', '<!subteam^S1> <#C1|x> <!here>', null],
    ['nobody in typed text', '@ada &lt;@U1&gt;', null],
  ])('finds %s', (_sentence, text, user) => {
    expect(findMention(text)).toBe(user);
  });
});
