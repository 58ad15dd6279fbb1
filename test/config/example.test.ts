import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { isMapping } from '../../src/config/given.ts';
import { readConfig } from '../../src/config/read-config.ts';
import { MINIMAL } from './minimal.ts';

const EXAMPLE = readFileSync(new URL('../../watchbill.example.yml', import.meta.url), 'utf8');

/** Every key's path. What parsing turns into something else than the file's mapping counts as one value. */
function keysOf(value: unknown, path = ''): string[] {
  if (!isMapping(value) || /\.(?:hours|review)$/.test(path)) return [path];
  return [path, ...Object.keys(value).flatMap((key) => keysOf(value[key], `${path}.${key}`))];
}

describe('watchbill.example.yml', () => {
  it('is accepted, and shows the real defaults', () => {
    const example = readConfig(EXAMPLE, 'watchbill.example.yml');
    expect(example.problems).toEqual([]);
    expect(example.config).toEqual(readConfig(MINIMAL, 'watchbill.yml').config);
  });

  it('shows every key that there is', () => {
    const { config } = readConfig(MINIMAL, 'watchbill.yml');
    expect(keysOf(parse(EXAMPLE)).toSorted()).toEqual(keysOf(config).toSorted());
  });

  it('shows a member in its long form, and no secret', () => {
    expect(EXAMPLE).not.toMatch(/xox|xapp-/);
    const block = [...EXAMPLE.matchAll(/^ {4}# {3}([- ] .*)$/gm)].map(([, line]) => `      ${line}`).join('\n');
    const text = MINIMAL.replace(/members: .*/, `members:\n${block}`);
    const from = '2027-01-15';
    const away = [
      { from: '2026-12-24', to: '2027-01-02' },
      { from: '2027-02-12', to: '2027-02-12' },
    ];
    expect(readConfig(text, 'watchbill.yml').config?.duty.ic.members).toEqual([
      { user: 'U01DDDDDD', from, until: null, shadowUntil: '2027-03-15', away },
    ]);
  });
});
