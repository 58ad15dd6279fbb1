import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPlaybooks } from '../../src/playbooks/load.ts';

const page = (title: string): string => `---\ntitle: ${title}\nalarms: [a]\n---\nText.\n`;

let root: string;
let dir: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'playbooks-'));
  dir = join(root, 'pages');
  await mkdir(dir);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): Promise<void> => writeFile(join(dir, name), content);
const titles = async (): Promise<string[]> => (await loadPlaybooks(dir)).playbooks.map(({ title }) => title);

describe('loadPlaybooks', () => {
  it('reads the pages of a folder in the order of their names, and nothing else', async () => {
    await put('b.md', page('B'));
    await put('a.md', page('A'));
    await put('README.md', 'not a playbook');
    await put('.a.md', 'an editor at work');
    await put('notes.txt', 'not a playbook');
    expect(await loadPlaybooks(dir)).toMatchObject({ playbooks: [{ file: 'a.md' }, { file: 'b.md' }], problems: [] });
  });

  it('takes the good ones although others are bad, and says why at the line', async () => {
    await put('good.md', page('Good'));
    await put('bad.md', '---\nalarms: [a]\n---\n');
    const { playbooks, problems } = await loadPlaybooks(dir);
    expect(playbooks.map(({ file }) => file)).toEqual(['good.md']);
    expect(problems).toEqual([{ file: 'bad.md', line: 2, message: expect.stringContaining('title: missing') }]);
  });

  it('has no playbooks but a problem when the folder is missing', async () => {
    const missing = join(root, 'nowhere');
    const problems = [{ file: missing, line: null, message: 'cannot be read: it does not exist' }];
    expect(await loadPlaybooks(missing)).toEqual({ playbooks: [], problems });
  });

  it('has a problem when the folder is a file', async () => {
    await put('a.md', page('A'));
    const { problems } = await loadPlaybooks(join(dir, 'a.md'));
    expect(problems).toMatchObject([{ message: 'cannot be read: ENOTDIR' }]);
  });

  it('takes a page of 256 KiB and refuses a larger one', async () => {
    const full = page('Full') + 'x\n'.repeat(200_000);
    await put('full.md', full.slice(0, 256 * 1024));
    await put('over.md', full.slice(0, 256 * 1024 + 1));
    const { problems } = await loadPlaybooks(dir);
    expect(await titles()).toEqual(['Full']);
    expect(problems).toMatchObject([{ file: 'over.md', line: null, message: expect.stringContaining('262145 bytes') }]);
  });

  it('refuses text that is not UTF-8', async () => {
    await put('latin.md', Buffer.concat([Buffer.from(page('L')), Buffer.from([0xe9, 0x0a])]));
    expect((await loadPlaybooks(dir)).problems).toMatchObject([{ file: 'latin.md', message: 'is not UTF-8 text' }]);
  });

  it('refuses a folder with the name of a page', async () => {
    await mkdir(join(dir, 'folder.md'));
    expect((await loadPlaybooks(dir)).problems).toMatchObject([{ file: 'folder.md', message: 'is not a file' }]);
  });
});

describe('links in the folder', () => {
  it('are followed within it', async () => {
    await put('a.md', page('A'));
    await symlink('a.md', join(dir, 'b.md'));
    expect(await titles()).toEqual(['A', 'A']);
  });

  it('are refused when they lead out of it, also to a folder whose name begins alike', async () => {
    const beside = join(root, 'pages-secret');
    await mkdir(beside);
    await writeFile(join(beside, 'secret.md'), page('Secret'));
    await symlink(join(beside, 'secret.md'), join(dir, 'a.md'));
    await symlink('/etc/hostname', join(dir, 'b.md'));
    const { playbooks, problems } = await loadPlaybooks(dir);
    expect(playbooks).toEqual([]);
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toEqual([
      'a.md is a link that leads out of the folder',
      'b.md is a link that leads out of the folder',
    ]);
  });

  it('are a problem when they lead nowhere', async () => {
    await symlink('gone.md', join(dir, 'a.md'));
    expect((await loadPlaybooks(dir)).problems).toMatchObject([
      { file: 'a.md', message: 'cannot be read: it does not exist' },
    ]);
  });

  it('may lead to the folder itself', async () => {
    await put('a.md', page('A'));
    await symlink(dir, join(root, 'link'));
    expect((await loadPlaybooks(join(root, 'link'))).playbooks).toHaveLength(1);
  });
});
