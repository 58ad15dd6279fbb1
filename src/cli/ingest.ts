import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Reading, Received } from '../alerts/alarm-event.ts';
import { createCards } from '../alerts/cards.ts';
import { createIntake } from '../alerts/record.ts';
import { systemClock } from '../clock.ts';
import { createLog } from '../log.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { openLibrary } from '../playbooks/library.ts';
import { read } from '../sources/read.ts';
import { receive } from '../sources/receive.ts';
import { type Command, printJson, UsageError } from './command.ts';
import { withStore } from './open.ts';

/** Payloads stored in one transaction. */
const BATCH = 50;
/** Progress is told this often, in payloads. */
const STEP = 1000;

/** `watchbill ingest`. */
export const ingest: Command = {
  help: `Usage: watchbill ingest FILE... [--config FILE] [--json]

Takes alarm payloads of any known source: one JSON value a file, or one a line. "-" is standard input.
A running bot posts what is new; without one it is posted at the next start. Exits 1 when something was unreadable.
`,
  options: {},
  takesFiles: true,
  async run(given, world) {
    if (given.positionals.length === 0) throw new UsageError(`ingest: name at least one file.\n\n${ingest.help}`);
    const payloads = (await Promise.all(given.positionals.map(readPayloads))).flat();
    return withStore(given, world, async ({ settings, store }) => {
      const { playbooks, alarms } = settings.config;
      const library = await openLibrary({ dir: playbooks.dir, baseUrl: playbooks.base_url, db: store.db });
      const counts = { payloads: payloads.length, events: 0, ignored: 0, rejected: 0, new: 0 };
      const log = createLog('silent');
      const intake = createIntake({
        ...createCards(settings.config, library),
        outbox: createOutbox({ store, clock: systemClock }),
        clock: systemClock,
        log,
        repeatWindow: alarms.repeat_window,
        storm: alarms.storm,
        onEvent: () => {
          counts.new += 1;
        },
        onRejected: () => {},
      });
      const reasons: string[] = [];
      for (let start = 0; start < payloads.length; start += BATCH) {
        const batch = payloads.slice(start, start + BATCH).map(({ payload }): Received => {
          const delivery = { road: 'ingest' as const, receivedAt: systemClock.now(), messageId: null };
          return receive(read, payload, { delivery, log });
        });
        await intake(batch);
        for (const { readings } of batch) count(readings, counts, reasons);
        if ((start + BATCH) % STEP === 0) world.err.write(`${start + BATCH} of ${payloads.length}\n`);
      }
      for (const reason of reasons) world.err.write(`unreadable, kept as rejected: ${reason}\n`);
      if (given.json) printJson(world.out, counts);
      else
        world.out.write(
          `${counts.events} events (${counts.new} new), ${counts.ignored} ignored, ${counts.rejected} unreadable.\n`,
        );
      return counts.rejected > 0 ? 1 : 0;
    });
  },
};

function count(
  readings: Reading[],
  counts: { events: number; ignored: number; rejected: number },
  reasons: string[],
): void {
  for (const reading of readings) {
    if (reading.kind === 'event') counts.events += 1;
    else if (reading.kind === 'ignored') counts.ignored += 1;
    else {
      counts.rejected += 1;
      reasons.push(reading.reason);
    }
  }
}

/** One JSON value, or one a line; what is no JSON is one plain text. */
async function readPayloads(file: string): Promise<{ payload: string }[]> {
  const content = file === '-' ? await text(process.stdin) : await readText(file);
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  const isLines = lines.length > 1 && !isJson(content) && lines.every(looksLikeJson);
  return (isLines ? lines : [content]).map((payload) => ({ payload }));
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`ingest: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'failed'}).`);
  }
}

function looksLikeJson(line: string): boolean {
  return /^\s*[{["]/.test(line);
}

function isJson(content: string): boolean {
  try {
    JSON.parse(content);
    return true;
  } catch {
    return false;
  }
}
