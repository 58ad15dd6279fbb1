import { join } from 'node:path';
import type { Intake } from '../src/alerts/alarm-event.ts';
import { createCards } from '../src/alerts/cards.ts';
import { createIntake } from '../src/alerts/record.ts';
import { systemClock } from '../src/clock.ts';
import { loadSettings, type Settings } from '../src/config/settings.ts';
import { createLog } from '../src/log.ts';
import { createOutbox } from '../src/outbox/outbox.ts';
import { openLibrary } from '../src/playbooks/library.ts';
import { read } from '../src/sources/read.ts';
import { receive } from '../src/sources/receive.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore, type Store } from '../src/store/open.ts';
import { createWorld, type World } from '../test/support/world.ts';
import { alarmMessage } from './alarms.ts';
import type { Benchmark, Ground } from './benchmark.ts';
import { median, type Row } from './figures.ts';
import { insertBatches, readBatches } from './same-rows.ts';

const MESSAGES = { short: 300, long: 10_000 };
const RUNS = { short: 1, long: 5 };
/** As many as SQS hands over at once. */
const BATCH = 10;
/** As many receivers as the queue has, each waiting for its commit. */
const RECEIVERS = 2;
const log = createLog('silent');

/** Alarm messages taken in and committed, beside the bare inserts of the rows that came of them. */
export const intake: Benchmark = {
  name: 'intake',
  async run(ground) {
    const what = 'taken in and committed, SQLite';
    const together = await measure(ground, { what, config: '', must: { atLeast: 0.5 } });
    const config = 'alarms: { storm: { alerts: 100000 } }';
    const alone = await measure(ground, {
      what: `${what}, each with a card of its own (no storm)`,
      config,
      must: null,
    });
    return [together, alone, await throughTheQueue(ground, together.floor)];
  },
};

type Variant = Pick<Row, 'what' | 'must'> & { config: string };

async function measure(ground: Ground, { what, config, must }: Variant): Promise<Row> {
  const size = ground.short ? 'short' : 'long';
  const ours: number[] = [];
  const floor: number[] = [];
  const world = await createWorld({ config });
  try {
    const settings = loadSettings(world.env, { need: 'store' });
    for (let run = 0; run < RUNS[size]; run++) {
      ground.progress(`intake: run ${run + 1} of ${RUNS[size]}`);
      const file = join(world.dir, `ours-${run}.db`);
      ours.push(MESSAGES[size] / (await takeIn(file, settings, MESSAGES[size])));
      floor.push(MESSAGES[size] / (await insertBare(join(world.dir, `bare-${run}.db`), file)));
    }
  } finally {
    await world.stop();
  }
  return {
    what: `${MESSAGES[size]} alarm messages ${what}`,
    unit: 'per s',
    ours: median(ours),
    floor: median(floor),
    must,
  };
}

/** @returns seconds. */
async function takeIn(file: string, settings: Settings, messages: number): Promise<number> {
  const store = await openStore({ engine: 'sqlite', path: file });
  await migrate(store, systemClock.now());
  const take = await createRealIntake(store, settings);
  const bodies = Array.from({ length: messages }, (_, number) => alarmMessage(number, new Date()));
  let next = 0;
  async function receiver(): Promise<void> {
    for (let start = next; start < messages; start = next) {
      next += BATCH;
      await takeBatch(take, bodies.slice(start, start + BATCH), start);
    }
  }
  const from = performance.now();
  await Promise.all(Array.from({ length: RECEIVERS }, () => receiver()));
  const took = performance.now() - from;
  await store.close();
  return took / 1000;
}

async function takeBatch(take: Intake, bodies: string[], start: number): Promise<void> {
  const receivedAt = systemClock.now();
  const batch = bodies.map((body, index) => {
    const delivery = { road: 'sqs' as const, receivedAt, messageId: String(start + index) };
    return receive(read, body, { delivery, log });
  });
  await take(batch);
}

async function createRealIntake(store: Store, { config }: Settings): Promise<Intake> {
  const { dir, base_url: baseUrl } = config.playbooks;
  const library = await openLibrary({ dir, baseUrl, db: store.db });
  return createIntake({
    ...createCards(config, library),
    outbox: createOutbox({ store, clock: systemClock }),
    clock: systemClock,
    log,
    repeatWindow: config.alarms.repeat_window,
    storm: config.alarms.storm,
    onEvent: () => {},
    onRejected: () => {},
  });
}

/** @returns seconds for the rows of the database `like`, in one of the same schema. */
async function insertBare(file: string, like: string): Promise<number> {
  const store = await openStore({ engine: 'sqlite', path: file });
  await migrate(store, systemClock.now());
  await store.close();
  const batches = readBatches(like, BATCH);
  const from = performance.now();
  insertBatches(file, batches);
  return (performance.now() - from) / 1000;
}

/** For information: the whole way from a full queue to an empty one, with the bot as a process. */
async function throughTheQueue({ short, progress }: Ground, floor: number): Promise<Row> {
  const messages = MESSAGES[short ? 'short' : 'long'];
  progress('intake: through the queue');
  const world = await createWorld({ slack: { limits: false } });
  try {
    await world.bot();
    for (let number = 0; number < messages; number++) world.sqs.send(alarmMessage(number, new Date()));
    const from = performance.now();
    await emptied(world, messages);
    const ours = messages / ((performance.now() - from) / 1000);
    return { what: `${messages} messages received, taken in and deleted`, unit: 'per s', ours, floor, must: null };
  } finally {
    await world.stop();
  }
}

async function emptied({ sqs }: World, messages: number): Promise<void> {
  while (sqs.deleted().length < messages) await new Promise((resolve) => setTimeout(resolve, 5));
}
