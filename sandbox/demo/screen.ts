import { clearLine, createInterface, cursorTo, type Interface } from 'node:readline';
import type { ReadStream, WriteStream } from 'node:tty';
import { styleText } from 'node:util';

/** Where people read and type: a terminal, or a pipe. */
export type Screen = {
  /** Prints lines; what is being typed stays below them. */
  print(text: string): void;
  /** Asks for commands until the input ends; `carryOut` is awaited before the next is taken. */
  ask(carryOut: (line: string) => Promise<'go on' | 'quit'>): Promise<void>;
  /** Resolves when somebody wants to leave (Ctrl-C, SIGTERM, a closed terminal). */
  left: Promise<void>;
  close(): void;
};

const PROMPT = '> ';

/** Opens the screen on standard input and output. Colours only where the output is a terminal and wants them. */
export function openScreen(input: ReadStream, output: WriteStream): Screen {
  const { promise: left, resolve: leave } = Promise.withResolvers<void>();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => leave());
  output.on('error', () => leave()); // whoever read has gone
  let lines: Interface | null = null;
  let asking = false;
  return {
    print: (text) => {
      const below = asking && output.isTTY;
      if (below) {
        cursorTo(output, 0);
        clearLine(output, 0);
      }
      output.write(`${text}\n`);
      if (below) lines?.prompt(true);
    },
    ask: async (carryOut) => {
      const terminal = input.isTTY && output.isTTY;
      const opened = createInterface({ input, terminal, prompt: PROMPT, ...(terminal && { output }) });
      lines = opened;
      opened.on('SIGINT', () => leave());
      const prompt = () => {
        asking = true;
        if (terminal) opened.prompt();
      };
      prompt();
      for await (const line of opened) {
        asking = false;
        const typed = line.replace(/\p{Cc}/gu, ' ').trim();
        if (!terminal && typed !== '') output.write(`\n${styleText('bold', PROMPT + typed)}\n`);
        if (typed !== '' && (await carryOut(typed)) === 'quit') break;
        prompt();
      }
    },
    left,
    close: () => lines?.close(),
  };
}
