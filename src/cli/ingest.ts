import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Reading, Received } from '../alerts/alarm-event.ts';
import { createCards } from '../alerts/cards.ts';
import { createIntake } from '../alerts/record.ts';
import { systemClock } from '../clock.ts';
import type { Settings } from '../config/settings.ts';
import { createLog } from '../log.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { openLibrary } from '../playbooks/library.ts';
import { read } from '../sources/read.ts';
import { receive } from '../sources/receive.ts';
import type { Store } from '../store/open.ts';
import { type Command, printJson, UsageError, type World } from './command.ts';
import { withStore } from './open.ts';
import { printable } from './printable.ts';
import { createProgress } from './progress.ts';

/** Payloads stored in one transaction. */
const BATCH = 50;

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
    const { counts, reasons } = await withStore(given, world, (opened) => takeIn(payloads, opened, world));
    for (const reason of reasons) world.err.write(`unreadable, kept as rejected: ${printable(reason)}\n`);
    const { events, ignored, rejected } = counts;
    if (given.json) printJson(world.out, counts);
    else world.out.write(`${events} events (${counts.new} new), ${ignored} ignored, ${rejected} unreadable.\n`);
    return rejected > 0 ? 1 : 0;
  },
};

type Counts = { payloads: number; events: number; ignored: number; rejected: number; new: number };

async function takeIn(
  payloads: readonly string[],
  { settings: { config }, store }: { settings: Settings; store: Store },
  { err }: World,
): Promise<{ counts: Counts; reasons: string[] }> {
  const counts = { payloads: payloads.length, events: 0, ignored: 0, rejected: 0, new: 0 };
  const reasons: string[] = [];
  const log = createLog('silent');
  const library = await openLibrary({ dir: config.playbooks.dir, baseUrl: config.playbooks.base_url, db: store.db });
  const intake = createIntake({
    ...createCards(config, library),
    outbox: createOutbox({ store, clock: systemClock }),
    clock: systemClock,
    log,
    repeatWindow: config.alarms.repeat_window,
    storm: config.alarms.storm,
    onEvent: () => {
      counts.new += 1;
    },
    onRejected: () => {},
  });
  const progress = createProgress(err, systemClock);
  for (let start = 0; start < payloads.length; start += BATCH) {
    const batch = payloads.slice(start, start + BATCH).map((payload): Received => {
      const delivery = { road: 'ingest' as const, receivedAt: systemClock.now(), messageId: null };
      return receive(read, payload, { delivery, log });
    });
    await intake(batch);
    for (const { readings } of batch) count(readings, counts, reasons);
    progress.tell(`${Math.min(start + BATCH, payloads.length)} of ${payloads.length} payloads`);
  }
  progress.end();
  return { counts, reasons };
}

function count(readings: Reading[], counts: Counts, reasons: string[]): void {
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
async function readPayloads(file: string): Promise<string[]> {
  const content = file === '-' ? await text(process.stdin) : await readText(file);
  const lines = content.split('\n').filter((line) => line.trim() !== '');
  const isLines = lines.length > 1 && !isJson(content) && lines.every(looksLikeJson);
  return isLines ? lines : [content];
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
