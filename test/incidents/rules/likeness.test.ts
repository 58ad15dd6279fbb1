import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, isLike, type Likeable, likeliest } from '../../../src/incidents/rules/likeness.ts';

const titled = (title: string, ...alarms: string[]): Likeable => ({ title, alarms });

describe('isLike', () => {
  it.each([
    ['Checkout is down', 'Checkout down!'],
    ['The checkout is down', 'CHECKOUT: down in prod'],
    ['Checkout is down', 'Checkout down in prod EU'],
    ['Störung Lager Köln', 'STORUNG Lager Koln'],
    ['Database db-1 out of disk', 'db-1: database disk full'],
    ['故障', '故障'],
  ])('takes %j and %j for one', (one, other) => {
    expect(isLike(titled(one), titled(other))).toBe(true);
  });

  it.each([
    ['Checkout is down', 'Search is down'],
    ['Checkout is down', 'Checkout down in prod EU since noon'],
    ['Checkout is down', 'It is the one of the others'],
    ['Database', 'Nightly backup of the database failed'],
    ['the', 'the'],
    ['', ''],
    ['!!!', '!!!'],
  ])('tells %j from %j', (one, other) => {
    expect(isLike(titled(one), titled(other))).toBe(false);
  });

  it('takes incidents of the same alarm for one, whatever their titles', () => {
    expect(isLike(titled('Checkout', 'cpu', 'disk'), titled('Search', 'disk'))).toBe(true);
    expect(isLike(titled('Checkout', 'cpu'), titled('Search', 'disk'))).toBe(false);
  });

  it('is the same from either side', () => {
    const word = fc.constantFrom('checkout', 'Down', 'the', 'db', 'ü', '🔥', 'prod');
    const any = fc.record({
      title: fc.array(word, { maxLength: 5 }).map((some) => some.join(' ')),
      alarms: fc.array(fc.constantFrom('cpu', 'disk'), { maxLength: 1 }),
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(isLike(one, other)).toBe(isLike(other, one));
      }),
    );
  });
});

describe('likeliest', () => {
  const now = new Date('2026-11-20T09:15:00Z');
  const candidate = (time: string, more: Partial<Candidate> = {}): Candidate => ({
    ...titled('Checkout is down'),
    openedAt: new Date(`2026-11-20T${time}Z`),
    state: 'open',
    ...more,
  });
  const found = (...candidates: Candidate[]) => likeliest(candidates, titled('Checkout down'), now);

  it('is the newest of those that are like it', () => {
    const other = candidate('09:14:00', titled('Search slow'));
    const newest = candidate('09:10:00');
    expect(found(candidate('09:05:00'), newest, candidate('09:01:00'), other)).toBe(newest);
  });

  it('was opened at most 15 minutes ago', () => {
    expect(found(candidate('09:00:00'))).not.toBeNull();
    expect(found(candidate('08:59:59'))).toBeNull();
  });

  it('may be newer than the clock of who asks', () => {
    expect(found(candidate('09:15:02'))).not.toBeNull();
  });

  it('is still open', () => {
    expect(found(candidate('09:10:00', { state: 'resolved' }))).toBeNull();
  });

  it('is none where there are none', () => {
    expect(found()).toBeNull();
  });
});
