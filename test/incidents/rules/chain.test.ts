import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Link, nextLink, type Unanswered } from '../../../src/incidents/rules/chain.ts';

const held = { oncall: ['UONC'], ic: ['UIC'], admins: ['UADM', 'UBOSS'] };
const page = (more: Partial<Unanswered> = {}): Unanswered => ({
  chain: ['oncall', 'ic', 'admins'],
  from: 'oncall',
  held,
  paged: ['UONC'],
  ...more,
});

describe('nextLink', () => {
  it('goes on to the next link after the one that was paged', () => {
    expect(nextLink(page())).toEqual({ link: 'ic', people: ['UIC'] });
    expect(nextLink(page({ from: 'ic', paged: ['UONC', 'UIC'] }))).toEqual({
      link: 'admins',
      people: ['UADM', 'UBOSS'],
    });
  });

  it('does not go back along the chain', () => {
    expect(nextLink(page({ from: 'ic', paged: ['UIC'] }))?.link).toBe('admins');
  });

  it('follows the order that is configured', () => {
    expect(nextLink(page({ chain: ['ic', 'oncall'], from: 'ic', paged: ['UIC'] }))).toEqual({
      link: 'oncall',
      people: ['UONC'],
    });
  });

  it('passes a link that nobody holds at the time', () => {
    expect(nextLink(page({ held: { ...held, ic: [] } }))?.link).toBe('admins');
  });

  it('passes a link whose people were all paged already', () => {
    expect(nextLink(page({ held: { ...held, ic: ['UONC'] } }))?.link).toBe('admins');
  });

  it('pages of a link those alone who were not paged yet', () => {
    expect(nextLink(page({ from: 'ic', paged: ['UONC', 'UIC', 'UBOSS'] }))).toEqual({
      link: 'admins',
      people: ['UADM'],
    });
  });

  it('begins at the first link after somebody who is none', () => {
    expect(nextLink(page({ from: 'UEVE', paged: ['UEVE'] }))?.link).toBe('oncall');
    expect(nextLink(page({ from: 'UONC' }))?.link).toBe('ic');
    expect(nextLink(page({ chain: ['oncall', 'ic'], from: 'admins', paged: ['UADM', 'UBOSS'] }))?.link).toBe('oncall');
  });

  it('ends at the end of the chain', () => {
    expect(nextLink(page({ from: 'admins' }))).toBeNull();
    expect(nextLink(page({ chain: [] }))).toBeNull();
  });

  it('pages nobody twice in a round, leaves out nobody who is new, and ends', () => {
    const links = ['oncall', 'ic', 'admins'] as const;
    const users = fc.uniqueArray(fc.constantFrom('UA', 'UB', 'UC', 'UD'), { maxLength: 3 });
    const anyPage = fc.record({
      chain: fc.array(fc.constantFrom<Link>(...links), { maxLength: 5 }),
      from: fc.constantFrom('oncall', 'ic', 'admins', 'UA'),
      held: fc.record({ oncall: users, ic: users, admins: users }),
      paged: users,
    });
    fc.assert(
      fc.property(anyPage, (start) => {
        let from: string = start.from;
        let paged: string[] = start.paged;
        const after = start.chain.slice((start.chain as string[]).indexOf(from) + 1);
        for (let rounds = 0; ; rounds += 1) {
          expect(rounds).toBeLessThanOrEqual(4);
          const next = nextLink({ ...start, from, paged });
          if (next === null) break;
          expect(next.people.filter((user) => paged.includes(user))).toEqual([]);
          from = next.link;
          paged = [...paged, ...next.people];
        }
        expect(new Set(paged).size).toBe(paged.length);
        const due = after.flatMap((link) => start.held[link]);
        expect(due.filter((user) => !paged.includes(user))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
