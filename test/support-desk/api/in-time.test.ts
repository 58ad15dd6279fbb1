import { describe, expect, it } from 'vitest';
import { StoreError } from '../../../src/errors.ts';
import { inTime } from '../../../src/support/api/in-time.ts';
import { logLines } from '../../sources/log-lines.ts';

const request = { headers: {}, query: new URLSearchParams(), body: Buffer.alloc(0) };
const fault = new StoreError('The database failed', { code: '57014', retryable: true });

describe('a route that answers in time', () => {
  it('answers what it has to say', async () => {
    const { log, lines } = logLines();
    const answer = { status: 200, body: 'well' };
    expect(await inTime(async () => answer, log)(request)).toBe(answer);
    expect(lines).toEqual([]);
  });

  it.each([
    ['fails', () => Promise.reject(fault), 'the support API could not take what it was sent'],
    ['does not answer', () => new Promise<never>(() => {}), 'the support API took too long'],
  ])('answers 503 when the database %s, and says so in the log', async (_how, route, msg) => {
    const { log, lines } = logLines();
    const { status, body, headers } = await inTime(route, log, 1)(request);
    expect(status).toBe(503);
    expect(JSON.parse(String(body))).toMatchObject({ status: 503, title: 'Service Unavailable' });
    expect(headers?.['retry-after']).toBe('5');
    expect(lines.map((line) => line.msg)).toEqual([msg]);
  });

  it('hands a bug on', async () => {
    const bug = new TypeError('a bug');
    await expect(inTime(() => Promise.reject(bug), logLines().log)(request)).rejects.toBe(bug);
  });
});
