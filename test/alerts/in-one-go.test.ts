import { describe, expect, it } from 'vitest';
import type { Delivery, Received } from '../../src/alerts/alarm-event.ts';
import { inOneGo } from '../../src/alerts/in-one-go.ts';
import { StoreError } from '../../src/errors.ts';

const delivery: Delivery = { road: 'sqs', receivedAt: new Date('2026-11-20T09:00:00Z'), messageId: null };
const named = (because: string): Received => ({ delivery, readings: [{ kind: 'ignored', because }] });
const namesOf = (batch: readonly Received[]) =>
  batch.flatMap(({ readings }) => readings.map((reading) => (reading.kind === 'ignored' ? reading.because : '')));

describe('an intake in one go', () => {
  it('takes together what is handed over at the same time, and what comes later by itself', async () => {
    const taken: string[][] = [];
    const intake = inOneGo(async (batch) => void taken.push(namesOf(batch)));
    await Promise.all([intake([named('a')]), intake([named('b'), named('c')])]);
    await intake([named('d')]);
    expect(taken).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('tells each caller by itself when one batch is refused for good', async () => {
    const intake = inOneGo(async (batch) => {
      if (namesOf(batch).includes('bad')) throw new Error('refused');
    });
    const outcomes = await Promise.allSettled([
      intake([named('good')]),
      intake([named('bad')]),
      intake([named('fine')]),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('tells all callers, without trying each, when the database does not answer', async () => {
    let tries = 0;
    const intake = inOneGo(async () => {
      tries += 1;
      throw new StoreError('gone', { code: 'ECONNREFUSED', retryable: true });
    });
    const outcomes = await Promise.allSettled([intake([named('a')]), intake([named('b')])]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(tries).toBe(1);
  });

  it('goes on after a failure', async () => {
    let tries = 0;
    const intake = inOneGo(async () => {
      tries += 1;
      if (tries === 1) throw new Error('once');
    });
    await expect(intake([named('a')])).rejects.toThrow('once');
    await expect(intake([named('b')])).resolves.toBeUndefined();
  });
});
