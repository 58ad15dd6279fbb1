import { WebClient } from '@slack/web-api';
import { paces } from '../src/outbox/pace.ts';
import { arrival } from './arrivals.ts';
import { type Benchmark, type Ground, pause } from './benchmark.ts';
import { median } from './figures.ts';
import { addToday, type Place } from './seed.ts';
import { type Sized, withTwoSizes } from './two-sizes.ts';

const SAMPLES = { short: 8, long: 80 };
const WARM_UP = { short: 2, long: 10 };

/** From a reaction until `chat.update` arrives, which the bot sends after its commit. */
export const reaction: Benchmark = {
  name: 'reaction',
  async run(ground) {
    const size = ground.short ? 'short' : 'long';
    const targets = new Map<Sized, Place[]>();
    const [small, large] = await withTwoSizes(ground, {
      async prepare(sized) {
        const places = await postAlerts(sized, SAMPLES[size] + WARM_UP[size]);
        addToday(sized.file, places);
        targets.set(sized, places);
      },
      work: (...both) => measure(both, targets, ground),
    });
    const what = 'reaction -> state committed and update sent, large database beside small';
    return [{ what, unit: 'ms', ours: median(large ?? []), floor: median(small ?? []), must: { atMost: 1.2 } }];
  },
};

/** Messages of the bot, for the alerts that are to be reacted to. */
async function postAlerts({ world: { slack, alerts: channel } }: Sized, count: number): Promise<Place[]> {
  const client = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const places: Place[] = [];
  for (let number = 0; number < count; number++) {
    const { ts } = await client.chat.postMessage({ channel, text: `alert ${number}` });
    places.push({ channelId: channel, ts: ts as string });
  }
  return places;
}

/** The two take turns, no faster than the bot rewrites messages. */
async function measure(both: readonly Sized[], targets: Map<Sized, Place[]>, { short, progress }: Ground) {
  const size = short ? 'short' : 'long';
  const all = WARM_UP[size] + SAMPLES[size];
  const gapMs = all <= paces.update.burst ? 0 : (paces.update.refillMs * 1.05) / both.length;
  const figures: number[][] = both.map(() => []);
  for (let sample = 0; sample < all; sample++) {
    if (sample % 20 === 0) progress(`reaction: ${sample} of ${all}`);
    for (const [index, sized] of both.entries()) {
      await pause(gapMs);
      const took = await oneReaction(sized, targets.get(sized)?.[sample] as Place);
      if (sample >= WARM_UP[size]) figures[index]?.push(took);
    }
  }
  return figures;
}

async function oneReaction({ world, clock }: Sized, { channelId: channel, ts }: Place): Promise<number> {
  const from = performance.now();
  world.slack.react(world.ada, { channel, ts }, 'eyes');
  const isIt = ({ args }: { args: Record<string, unknown> }) => args['ts'] === ts;
  return (await arrival(world.slack, clock, { method: 'chat.update', isIt })) - from;
}
