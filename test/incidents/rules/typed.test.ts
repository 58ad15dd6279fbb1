import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIncident } from '../../../src/incidents/rules/typed.ts';

const incident = null;

describe('readIncident', () => {
  it.each([
    ['', { act: 'open', title: '' }],
    ['   ', { act: 'open', title: '' }],
    ['open', { act: 'open', title: '' }],
    ['open Checkout is down', { act: 'open', title: 'Checkout is down' }],
    ['OPEN\n Checkout\n is   down ', { act: 'open', title: 'Checkout is down' }],
    ['open a &amp; b &lt; c, says <@U0ADA|ada>', { act: 'open', title: 'a & b < c, says @U0ADA' }],
    ['open INC-7 again', { act: 'open', title: 'INC-7 again' }],
    ['list', { act: 'list' }],
    ['List open', { act: 'list' }],
    ['help', { act: 'help' }],
    ['timeline', { act: 'timeline', incident }],
    ['reopen', { act: 'reopen', incident }],
    ['note rolled back', { act: 'note', incident, text: 'rolled back' }],
    ['Note  two\nlines ', { act: 'note', incident, text: 'two\nlines' }],
    ['note <@U0ADA|ada> &amp; me', { act: 'note', incident, text: '@U0ADA & me' }],
    ['update it works', { act: 'update', incident, text: 'it works' }],
    ['resolve', { act: 'resolve', incident, text: '' }],
    ['resolve restarted it', { act: 'resolve', incident, text: 'restarted it' }],
    ['page oncall', { act: 'page', incident, whom: { kind: 'link', link: 'oncall' } }],
    ['page On-Call', { act: 'page', incident, whom: { kind: 'link', link: 'oncall' } }],
    ['page on  call', { act: 'page', incident, whom: { kind: 'link', link: 'oncall' } }],
    ['page IC', { act: 'page', incident, whom: { kind: 'link', link: 'ic' } }],
    ['page admins', { act: 'page', incident, whom: { kind: 'link', link: 'admins' } }],
    ['page <@U0ADA|ada>', { act: 'page', incident, whom: { kind: 'user', user: 'U0ADA' } }],
    ['page <@W0ADA>', { act: 'page', incident, whom: { kind: 'user', user: 'W0ADA' } }],
    ['page dba-team', { act: 'page', incident, whom: { kind: 'contact', name: 'dba-team' } }],
    ['page Database Team', { act: 'page', incident, whom: { kind: 'contact', name: 'Database Team' } }],
    ['handoff <@U0ADA|ada>', { act: 'handoff', incident, user: 'U0ADA' }],
    ['handoff to <@U0ADA>', { act: 'handoff', incident, user: 'U0ADA' }],
  ])('reads %j', (text, expected) => {
    expect(readIncident(text)).toEqual(expected);
  });

  it.each([
    ['INC-7', { act: 'timeline', incident: 7 }],
    ['timeline INC-7', { act: 'timeline', incident: 7 }],
    ['timeline 7', { act: 'timeline', incident: 7 }],
    ['inc-7 timeline', { act: 'timeline', incident: 7 }],
    ['reopen 7', { act: 'reopen', incident: 7 }],
    ['note INC-7 rolled back', { act: 'note', incident: 7, text: 'rolled back' }],
    ['note inc-7: rolled back', { act: 'note', incident: 7, text: 'rolled back' }],
    ['INC-7 note rolled back', { act: 'note', incident: 7, text: 'rolled back' }],
    ['INC-7 note INC-8 is the same', { act: 'note', incident: 7, text: 'INC-8 is the same' }],
    ['update INC-7\nit works', { act: 'update', incident: 7, text: 'it works' }],
    ['resolve INC-7', { act: 'resolve', incident: 7, text: '' }],
    ['resolve INC-7, restarted', { act: 'resolve', incident: 7, text: 'restarted' }],
    ['page INC-7 oncall', { act: 'page', incident: 7, whom: { kind: 'link', link: 'oncall' } }],
    ['page <@U0ADA|ada> INC-7', { act: 'page', incident: 7, whom: { kind: 'user', user: 'U0ADA' } }],
    ['page dba-team inc-7', { act: 'page', incident: 7, whom: { kind: 'contact', name: 'dba-team' } }],
    ['handoff <@U0ADA> INC-7', { act: 'handoff', incident: 7, user: 'U0ADA' }],
    ['handoff INC-7 to <@U0ADA>', { act: 'handoff', incident: 7, user: 'U0ADA' }],
  ])('reads which incident is meant in %j', (text, expected) => {
    expect(readIncident(text)).toEqual(expected);
  });

  it.each([
    ['note same as INC-7', 'same as INC-7'],
    ['note 7 servers are down', '7 servers are down'],
    ['note 7', '7'],
    ['note INC-7b failed', 'INC-7b failed'],
    ['update caused by INC-7', 'caused by INC-7'],
    ['resolve with INC-7', 'with INC-7'],
  ])('takes no part of a text for an incident that is meant: %j', (text, kept) => {
    expect(readIncident(text)).toMatchObject({ incident: null, text: kept });
  });

  it.each([
    ['checkout is down', /there is `open TITLE`, `list`, .* and `help`\.$/],
    ['INC-7 open', /there is `open TITLE`/],
    ['7', /there is `open TITLE`/],
    ['constructor', /there is `open TITLE`/],
    ['note', /`\/incident note rolled back/],
    ['note INC-7 ', /`\/incident note rolled back/],
    ['INC-7 note', /`\/incident note rolled back/],
    ['update', /`\/incident update orders/],
    ['timeline of it', /no incident I can read.*`INC-7`/],
    ['timeline INC-7 INC-8', /no incident I can read/],
    ['INC-7 timeline 8', /no incident I can read/],
    ['reopen 0', /no incident I can read/],
    ['page', /^Say whom: `oncall`/],
    ['page INC-7', /^Say whom/],
    ['page <!subteam^S0DBA|@dba>', /^Name one person/],
    ['page <!here>', /^Name one person/],
    ['page <@U0ADA|ada> <@U0BOB|bob>', /^Name one person/],
    ['page @ada', /choose the person from the list/],
    ['handoff', /^Name the one who leads.*choose the person/],
    ['handoff oncall', /^Name the one who leads/],
    ['handoff ada', /^Name the one who leads/],
    ['handoff <@U0ADA> <@U0BOB>', /^Name the one who leads/],
  ])('says in a sentence what to type in place of %j', (text, words) => {
    expect(readIncident(text)).toEqual({ problem: expect.stringMatching(words) });
  });

  it('gives a title that the form and AWS have room for', () => {
    const read = readIncident(`open ${'word '.repeat(100)}`);
    expect(read).toMatchObject({ act: 'open', title: expect.stringMatching(/^(word ){39}word…$/) });
  });

  it('gives what is whole or a problem that repeats nothing, whatever was typed', () => {
    const words = fc.constantFrom(
      ...['open', 'list', 'note', 'update', 'page', 'handoff', 'resolve', 'reopen', 'timeline', 'INC-7', '7', 'to'],
      ...['oncall', '<@U0ADA|ada>', '<!channel>', '@here', '&lt;', '\n', ' ', '__proto__', 'İ', '\u0000', '|', '<'],
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 8 }).map((some) => some.join(' ')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = readIncident(text);
        if ('problem' in read) expect(read.problem).toMatch(/^[A-Z][^<>!&\n]+\.$/);
        else if ('text' in read && read.act !== 'resolve') expect(read.text.trim()).not.toBe('');
        else if ('title' in read) expect(read.title.length).toBeLessThanOrEqual(200);
      }),
      { numRuns: 2000 },
    );
  });
});
