import { createWorld } from '../test/support/world.ts';
import { answerTo } from './answers.ts';
import { fineClock } from './arrivals.ts';
import type { Benchmark } from './benchmark.ts';
import { percentile } from './figures.ts';

const SAMPLES = { short: 20, long: 1000 };
const WARM_UP = { short: 2, long: 50 };
/** A team of the size that the plan's figures are for; both duties go round the clock. */
const TEAM = Array.from({ length: 50 }, (_, number) => `member${number}@example.com`);
const CONFIG = `
duty:
  ic: { members: [${TEAM.join(', ')}] }
  oncall: { members: [${TEAM.join(', ')}] }
`;

/** `/duty` beside `/duty help`, which answers the same text whoever is on duty; in turn, on one bot. */
export const dutyAnswer: Benchmark = {
  name: 'duty',
  async run({ short }) {
    const size = short ? 'short' : 'long';
    const clock = fineClock();
    const world = await createWorld({ config: CONFIG, slack: { limits: false, clock } });
    for (const email of TEAM) world.slack.user({ name: email.replace(/@.*/, ''), email });
    const figures: { ours: number[]; floor: number[] } = { ours: [], floor: [] };
    try {
      await world.bot();
      for (let sample = 0; sample < WARM_UP[size] + SAMPLES[size]; sample++) {
        const floor = await answerTo({ world, clock }, '/duty', 'help');
        const ours = await answerTo({ world, clock }, '/duty', '');
        if (sample < WARM_UP[size]) continue;
        figures.floor.push(floor);
        figures.ours.push(ours);
      }
    } finally {
      await world.stop();
    }
    const [ours, floor] = [percentile(figures.ours, 99), percentile(figures.floor, 99)];
    return [{ what: '/duty -> the answer arrives, 99th percentile', unit: 'ms', ours, floor, must: { atMost: 2 } }];
  },
};
