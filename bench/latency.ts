import { join } from 'node:path';
import { paces } from '../src/outbox/pace.ts';
import { createWorld, type World } from '../test/support/world.ts';
import { alarmMessage } from './alarms.ts';
import { arrival, type FineClock, fineClock } from './arrivals.ts';
import { type Benchmark, type Ground, pause } from './benchmark.ts';
import { startFloor } from './child.ts';
import { median, percentile, type Row } from './figures.ts';

/** Of so many samples the first are left out: connections are opened and code is compiled in them. */
const SAMPLES = { short: 6, long: 200 };
const WARM_UP = { short: 2, long: 10 };

type Side = { world: World; clock: FineClock };

/** From the moment a message is available in SQS until `chat.postMessage` arrives, one alarm at a time. */
export const latency: Benchmark = {
  name: 'latency',
  async run(ground) {
    const ours = await openWorld();
    const bare = await openWorld();
    await ours.world.bot();
    const floor = await startLoop(bare.world);
    try {
      return rowsOf(await measure([ours, bare], ground));
    } finally {
      await floor.stop();
      await ours.world.stop();
      await bare.world.stop();
    }
  },
};

/** Storms are set so high that each alarm is posted by itself; Slack's limits are off, the bot's own pace is not. */
async function openWorld(): Promise<Side> {
  const clock = fineClock();
  const config = 'alarms: { storm: { alerts: 100000 } }';
  return { world: await createWorld({ config, slack: { limits: false, clock } }), clock };
}

function startLoop({ env, sqs, alerts, dir }: World) {
  return startFloor('loop.ts', { ...env, QUEUE_URL: sqs.queueUrl, CHANNEL: alerts, FILE: join(dir, 'floor.db') });
}

/** The two take turns, each at the pace at which the bot posts to one channel. */
async function measure(sides: readonly Side[], { short, progress }: Ground): Promise<number[][]> {
  const size = short ? 'short' : 'long';
  const all = WARM_UP[size] + SAMPLES[size];
  const gapMs = (paces.post.refillMs * 1.05) / sides.length;
  const figures: number[][] = sides.map(() => []);
  for (let sample = 0; sample < all; sample++) {
    if (sample % 20 === 0) progress(`latency: alarm ${sample} of ${all}`);
    for (const [index, side] of sides.entries()) {
      await pause(gapMs);
      const took = await oneAlarm(side, sample);
      if (sample >= WARM_UP[size]) figures[index]?.push(took);
    }
  }
  return figures;
}

async function oneAlarm({ world, clock }: Side, number: number): Promise<number> {
  const body = alarmMessage(number, new Date());
  const before = world.slack.calls('chat.postMessage').length;
  const from = performance.now();
  world.sqs.send(body);
  const isIt = () => world.slack.calls('chat.postMessage').length > before;
  return (await arrival(world.slack, clock, { method: 'chat.postMessage', isIt })) - from;
}

function rowsOf([ours = [], floor = []]: number[][]): Row[] {
  const what = 'SQS message available -> chat.postMessage arrives';
  return [
    { what: `${what}, median`, unit: 'ms', ours: median(ours), floor: median(floor), must: { atMost: 2 } },
    {
      what: `${what}, 99th percentile`,
      unit: 'ms',
      ours: percentile(ours, 99),
      floor: percentile(floor, 99),
      must: { atMost: 3 },
    },
  ];
}
