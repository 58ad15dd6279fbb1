import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { type PlaybookReading, parsePlaybook } from './parse.ts';
import type { Playbook, Problem } from './playbook.ts';

/** Far more than anybody reads during an incident; what is larger was put here by mistake. */
const MOST_BYTES = 256 * 1024;

/**
 * Reads the playbooks of a folder: its `*.md` files except README.md and hidden ones, in the order of their names. A
 * file that is no playbook is a problem and does not hold up the others; so is a folder that cannot be read. Never throws.
 */
export async function loadPlaybooks(dir: string): Promise<{ playbooks: Playbook[]; problems: Problem[] }> {
  const listing = await attempt(async () => ({ home: await realpath(dir), names: await readdir(dir) }));
  if ('fault' in listing) return { playbooks: [], problems: [whole(dir, `cannot be read: ${listing.fault}`)] };
  const { home, names } = listing.value;
  const playbooks: Playbook[] = [];
  const problems: Problem[] = [];
  for (const name of names.filter(isPage).sort()) {
    const reading = await readPage(home, name);
    if (reading.kind === 'playbook') playbooks.push(reading.playbook);
    else problems.push(...reading.problems);
  }
  return { playbooks, problems };
}

function isPage(name: string): boolean {
  return name.endsWith('.md') && !name.startsWith('.') && name.toLowerCase() !== 'readme.md';
}

async function readPage(home: string, name: string): Promise<PlaybookReading> {
  const read = await attempt(() => readText(home, name));
  if ('fault' in read) return { kind: 'problems', problems: [whole(name, `cannot be read: ${read.fault}`)] };
  return read.value.kind === 'text' ? parsePlaybook(name, read.value.text) : refuse(name, read.value.because);
}

type Text = { kind: 'text'; text: string } | { kind: 'refused'; because: string };

async function readText(home: string, name: string): Promise<Text> {
  const path = await realpath(join(home, name));
  // What a link leads to is shown in Slack, so it must not lead to the machine's other files.
  if (!path.startsWith(home.endsWith(sep) ? home : home + sep)) {
    return { kind: 'refused', because: 'is a link that leads out of the folder' };
  }
  const found = await stat(path);
  if (!found.isFile()) return { kind: 'refused', because: 'is not a file' };
  if (found.size > MOST_BYTES)
    return { kind: 'refused', because: `has ${found.size} bytes; at most ${MOST_BYTES} are allowed` };
  const bytes = await readFile(path);
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { kind: 'refused', because: 'is not UTF-8 text' };
  }
}

function refuse(file: string, because: string): PlaybookReading {
  return { kind: 'problems', problems: [whole(file, because)] };
}

function whole(file: string, message: string): Problem {
  return { file, line: null, message };
}

/** The outcome of a call to the file system, whose errors are ordinary here. */
async function attempt<T>(work: () => Promise<T>): Promise<{ value: T } | { fault: string }> {
  try {
    return { value: await work() };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { fault: code === 'ENOENT' ? 'it does not exist' : code };
  }
}
