import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/world.ts';
import { launch } from './launch.ts';

const oldest = />=(\d+)/.exec(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node)?.[1] ?? '';
const machines = '/usr/bin/node';
const isOld =
  existsSync(machines) && Number(execFileSync(machines, ['-p', 'process.versions.node.split(".")[0]'])) < 22;

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'watchbill-node-'));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Runs as if on that version of Node. */
function on(version: string, args: string[]) {
  const fake = join(dir, `node-${version}.cjs`);
  const value = `{ ...process.versions, node: '${version}' }`;
  writeFileSync(fake, `Object.defineProperty(process, 'versions', { value: ${value} });`);
  return launch(args, { env: {}, nodeArgs: ['--require', fake] }).end;
}

describe('on a Node that is too old', () => {
  it.each(['18.20.4', '20.20.2', '22.22.0', `${Number(oldest) - 1}.9.9`])(
    '%s, it says so and exits 2',
    async (version) => {
      const { code, out, err } = await on(version, ['start']);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(`Watchbill needs Node ${oldest} or newer, and this is ${version}.`);
    },
  );

  it('is not said of the oldest that package.json allows', async () => {
    expect((await on(`${oldest}.0.0`, ['--help'])).code).toBe(0);
  });

  it.skipIf(!isOld)('it really does', async () => {
    const before = readdirSync(dir);
    const { code, err } = await launch(['start'], { env: {}, node: machines, cwd: dir }).end;
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(/^Watchbill needs Node .*\n$/) });
    expect(readdirSync(dir)).toEqual(before);
  });
});
