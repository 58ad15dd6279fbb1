import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createProgress } from '../../src/cli/progress.ts';

function started() {
  let now = 0;
  const err = new PassThrough();
  const progress = createProgress(err, { now: () => new Date(now) });
  const told = () => err.read()?.toString() ?? '';
  return { progress, told, pass: (ms: number) => (now += ms) };
}

describe('progress', () => {
  it('says nothing in the first second, and then the newest, once a second', () => {
    const { progress, told, pass } = started();
    progress.tell('1 of 9');
    pass(999);
    progress.tell('2 of 9');
    expect(told()).toBe('');
    pass(1);
    progress.tell('3 of 9');
    expect(told()).toBe('3 of 9\n');
    pass(500);
    progress.tell('4 of 9');
    expect(told()).toBe('');
    pass(500);
    progress.tell('5 of 9');
    expect(told()).toBe('5 of 9\n');
    progress.end();
  });
});
