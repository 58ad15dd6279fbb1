import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** The demo, as a process of its own with pipes for a terminal. */
export type Demo = {
  process: ChildProcessWithoutNullStreams;
  /** Everything on its standard output so far. */
  out(): string;
  err(): string;
  /** What was shown after a line was typed, up to the next. */
  answer(typed: string): string;
  /** Resolves when the output says so. @throws when the demo ends before. */
  says(text: string): Promise<void>;
  /** Its exit status, once it has ended. */
  ended: Promise<number | null>;
};

/** Starts the demo; `input` is typed and then the input ended, unless there is none. */
export function startDemo({ args = [], input }: { args?: readonly string[]; input?: readonly string[] } = {}): Demo {
  const script = join(root, 'sandbox/demo.ts');
  const { FORCE_COLOR: _colours, ...env } = process.env;
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  if (input) child.stdin.end(input.map((line) => `${line}\n`).join(''));
  return {
    process: child,
    out: () => out,
    err: () => err,
    answer(typed) {
      const after = out.split(`\n> ${typed}\n`)[1] ?? '';
      return after.split('\n> ')[0] ?? '';
    },
    says: (text) =>
      new Promise((found, failed) => {
        const look = () => (out.includes(text) ? found() : undefined);
        child.stdout.on('data', look);
        child.once('close', () => failed(new Error(`the demo ended without saying "${text}":\n${out}\n${err}`)));
        look();
      }),
    ended,
  };
}
