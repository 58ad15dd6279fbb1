import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { passedLinks, reach, reachAgain } from '../../../src/incidents/paging/reach.ts';
import type { Link } from '../../../src/incidents/rules/chain.ts';

const chain: Link[] = ['oncall', 'ic', 'admins'];
const held = (given: Partial<Record<Link, string[]>>) => ({ oncall: [], ic: [], admins: [], ...given });

describe('a page', () => {
  it('reaches whoever holds the link', () => {
    const line = { chain, held: held({ oncall: ['UBOB'], ic: ['UADA'] }) };
    expect(reach('oncall', line)).toEqual({ whom: 'oncall', people: ['UBOB'], passed: [] });
  });

  it('goes along the chain past links that nobody holds, and says which', () => {
    const line = { chain, held: held({ admins: ['UEVE', 'UDAN'] }) };
    expect(reach('oncall', line)).toEqual({ whom: 'admins', people: ['UEVE', 'UDAN'], passed: ['oncall', 'ic'] });
    expect(reach('ic', line).passed).toEqual(['ic']);
  });

  it('goes to the chain from its beginning when the link is none of it', () => {
    const line = { chain: ['oncall', 'ic'] as Link[], held: held({ ic: ['UADA'] }) };
    expect(reach('admins', line)).toEqual({ whom: 'ic', people: ['UADA'], passed: ['admins', 'oncall'] });
  });

  it('reaches nobody when nobody is behind the link, and passed all of them', () => {
    const line = { chain, held: held({ oncall: ['UBOB'] }) };
    expect(reach('ic', line)).toEqual({ whom: 'ic', people: [], passed: ['ic', 'admins'] });
  });

  it('for a person reaches that person, and for a contact nobody in Slack', () => {
    const line = { chain, held: held({ oncall: ['UBOB'] }) };
    expect(reach('UDAN', line)).toEqual({ whom: 'UDAN', people: ['UDAN'], passed: [] });
    expect(reach('db-team', line)).toEqual({ whom: 'db-team', people: [], passed: [] });
  });
});

describe('a page that begins again', () => {
  const line = { chain, held: held({ oncall: ['UBOB'], admins: ['UEVE'] }) };

  it.each([
    ['reaches the same person', 'UDAN', 'UDAN', ['UDAN']],
    ['reaches who holds the same link now', 'admins', 'admins', ['UEVE']],
    ['goes to the beginning of the chain when nobody holds it any more', 'ic', 'oncall', ['UBOB']],
    ['goes to the beginning of the chain after a contact', 'db-team', 'oncall', ['UBOB']],
  ])('%s', (_sentence, first, whom, people) => {
    expect(reachAgain(first, line)).toEqual({ whom, people, passed: [] });
  });

  it('reaches nobody while nobody holds anything', () => {
    expect(reachAgain('ic', { chain, held: held({}) }).people).toEqual([]);
  });
});

it('lists the links between two, up to the end where there is no second', () => {
  expect(passedLinks(chain, 'oncall', 'admins')).toEqual(['ic']);
  expect(passedLinks(chain, 'oncall', null)).toEqual(['ic', 'admins']);
  expect(passedLinks(chain, 'UDAN', 'oncall')).toEqual([]);
});

it('reaches somebody whenever anybody holds the link or one behind it, and only those who hold what it names', () => {
  const link = fc.constantFrom<Link>(...chain);
  const people = fc.subarray(['UADA', 'UBOB', 'UCLEO']);
  const chains = fc.shuffledSubarray(chain, { minLength: 1 });
  fc.assert(
    fc.property(chains, link, fc.record({ oncall: people, ic: people, admins: people }), (some, asked, who) => {
      const reached = reach(asked, { chain: some, held: who });
      const open = [asked, ...passedLinks(some, asked, null)].filter((each) => who[each].length > 0);
      expect(reached.people.length > 0).toBe(open.length > 0);
      expect(reached.people).toEqual(who[reached.whom as Link]);
      for (const each of reached.passed) expect(who[each]).toEqual([]);
    }),
  );
});
