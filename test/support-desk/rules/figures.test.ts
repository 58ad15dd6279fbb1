import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Impact } from '../../../src/incidents/rules/impact.ts';
import { type CountedTicket, figures, isOverdue, median } from '../../../src/support/rules/figures.ts';

const NOON = Date.parse('2026-11-23T12:00:00Z');
/** So many minutes before (below 0) or after noon. */
const at = (minutes: number): Date => new Date(NOON + minutes * 60_000);
const now = at(0);
const span = { since: at(-1000), now };

type Minutes = { impact?: Impact; opened: number; due?: number; looked?: number; closed?: number };
const ticket = ({ impact = 2, opened, due, looked, closed }: Minutes): CountedTicket => ({
  ...{ impact, openedAt: at(opened), dueAt: due === undefined ? null : at(due) },
  firstLookAt: looked === undefined ? null : at(looked),
  closedAt: closed === undefined ? null : at(closed),
});

const nothing = { raised: 0, inTime: 0, late: 0, waiting: 0, medianMs: null, longestMs: null, open: 0, overdue: 0 };
const MINUTE = 60_000;

describe('figures', () => {
  it('counts how tickets were answered, by impact', () => {
    const tickets = [
      ticket({ opened: -900, due: -840, looked: -895, closed: -700 }),
      ticket({ opened: -800, due: -740, looked: -700, closed: -600 }),
      ticket({ opened: -500, due: -440, looked: -490 }),
      ticket({ opened: -400, due: -340 }),
      ticket({ opened: -10, due: 50 }),
      ticket({ impact: 1, opened: -30, due: 30, looked: -23 }),
      ticket({ impact: 5, opened: -90, looked: -50 }),
      ticket({ impact: 5, opened: -80 }),
    ];
    const twoLooks = { inTime: 2, late: 1, waiting: 2, medianMs: 10 * MINUTE, longestMs: 100 * MINUTE };
    expect(figures(tickets, span)).toEqual([
      { ...nothing, impact: 1, raised: 1, inTime: 1, medianMs: 7 * MINUTE, longestMs: 7 * MINUTE, open: 1 },
      { impact: 2, raised: 5, ...twoLooks, open: 3, overdue: 1 },
      { impact: 3, ...nothing },
      { impact: 4, ...nothing },
      {
        ...nothing,
        impact: 5,
        raised: 2,
        inTime: 1,
        waiting: 1,
        medianMs: 40 * MINUTE,
        longestMs: 40 * MINUTE,
        open: 2,
      },
    ]);
  });

  it('counts an old ticket only as what it is now', () => {
    const old = ticket({ opened: -1001, due: -900 });
    const closed = ticket({ opened: -1001, due: -900, looked: -950, closed: -100 });
    expect(figures([old, closed], span)[1]).toEqual({ ...nothing, impact: 2, open: 1, overdue: 1 });
  });

  it.each([
    ['raised as the span begins', { opened: -1000 }, { raised: 1, waiting: 1, open: 1 }],
    ['raised at this very moment', { opened: 0 }, { raised: 1, waiting: 1, open: 1 }],
    [
      'looked at in the very moment it is due',
      { opened: -60, due: -10, looked: -10 },
      { raised: 1, inTime: 1, open: 1 },
    ],
    ['looked at a minute later', { opened: -60, due: -10, looked: -9 }, { raised: 1, late: 1, open: 1 }],
    ['due at this very moment', { opened: -60, due: 0 }, { raised: 1, waiting: 1, open: 1, overdue: 0 }],
    ['due a minute ago', { opened: -60, due: -1 }, { raised: 1, waiting: 1, open: 1, overdue: 1 }],
    ['of which nothing was promised', { opened: -900, looked: 0 }, { raised: 1, inTime: 1, open: 1 }],
  ])('counts one that is %s', (_sentence, minutes, expected) => {
    expect(figures([ticket(minutes)], span)[1]).toMatchObject({ inTime: 0, late: 0, overdue: 0, ...expected });
  });

  it('finds each ticket of the span in time, late or waiting, whatever happened', () => {
    const minutes = fc.integer({ min: -2000, max: 100 });
    const maybe = fc.option(minutes, { nil: undefined });
    const impact = fc.constantFrom<Impact>(1, 2, 3, 4, 5);
    const some = fc
      .record({ impact, opened: minutes, due: maybe, looked: maybe, closed: maybe })
      .map((each) => ticket(each as Minutes));
    fc.assert(
      fc.property(fc.array(some), (tickets) => {
        const counted = figures(tickets, span);
        for (const { raised, inTime, late, waiting, open, overdue } of counted) {
          expect(inTime + late + waiting).toBe(raised);
          expect(overdue).toBeLessThanOrEqual(open);
        }
        const all = tickets.filter(({ openedAt }) => openedAt >= span.since && openedAt <= now);
        expect(counted.reduce((sum, { raised }) => sum + raised, 0)).toBe(all.length);
      }),
    );
  });
});

describe('isOverdue', () => {
  it('forgets a ticket that somebody looked at, or that is closed', () => {
    expect(isOverdue(ticket({ opened: -60, due: -10 }), now)).toBe(true);
    expect(isOverdue(ticket({ opened: -60, due: -10, looked: -5 }), now)).toBe(false);
    expect(isOverdue(ticket({ opened: -60, due: -10, closed: -5 }), now)).toBe(false);
    expect(isOverdue(ticket({ opened: -60 }), now)).toBe(false);
  });
});

describe('median', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[9, 1], 5],
    [[3, 100, 1], 3],
    [[10, 2, 4, 1], 3],
  ])('of %j is %j', (numbers, expected) => {
    expect(median(numbers)).toBe(expected);
  });
});
