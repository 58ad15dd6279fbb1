import { describe, expect, it } from 'vitest';
import { timesOf } from '../../../src/incidents/rules/times.ts';
import { line } from './some-line.ts';

const MINUTE = 60_000;

describe('timesOf', () => {
  it('counts from the opening', () => {
    const timeline = [
      line('09:00', 'opened'),
      line('09:01', 'page'),
      line('09:03', 'acknowledged'),
      line('09:40', 'mitigated'),
      line('10:05', 'resolved'),
    ];
    expect(timesOf(timeline)).toEqual({ acknowledge: 3 * MINUTE, mitigate: 40 * MINUTE, resolve: 65 * MINUTE });
  });

  it('knows nothing of what did not happen', () => {
    expect(timesOf([line('09:00', 'opened'), line('09:05', 'note')])).toEqual({
      acknowledge: null,
      mitigate: null,
      resolve: null,
    });
    expect(timesOf([])).toEqual({ acknowledge: null, mitigate: null, resolve: null });
    expect(timesOf([line('09:00', 'acknowledged')])).toEqual({ acknowledge: null, mitigate: null, resolve: null });
  });

  it('takes the first acknowledgement of several', () => {
    const timeline = [line('09:00', 'opened'), line('09:02', 'acknowledged'), line('09:09', 'acknowledged')];
    expect(timesOf(timeline).acknowledge).toBe(2 * MINUTE);
  });

  it('does not count a mitigation and a resolution that a reopening undid', () => {
    const first = [
      line('09:00', 'opened'),
      line('09:10', 'mitigated'),
      line('09:20', 'resolved'),
      line('09:30', 'reopened'),
    ];
    expect(timesOf(first)).toEqual({ acknowledge: null, mitigate: null, resolve: null });
    const second = [line('09:40', 'mitigated'), line('09:50', 'resolved')];
    expect(timesOf([...first, ...second])).toMatchObject({ mitigate: 40 * MINUTE, resolve: 50 * MINUTE });
  });

  it('counts from the opening also where messages from before it were noted', () => {
    const timeline = [line('08:50', 'note'), line('09:00', 'opened'), line('09:10', 'resolved')];
    expect(timesOf(timeline).resolve).toBe(10 * MINUTE);
  });
});
