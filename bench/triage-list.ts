import { answerTo } from './answers.ts';
import type { Benchmark, Ground } from './benchmark.ts';
import { median } from './figures.ts';
import { addToday } from './seed.ts';
import { type Sized, withTwoSizes } from './two-sizes.ts';

const SAMPLES = { short: 8, long: 200 };
const WARM_UP = { short: 2, long: 20 };
/** Alerts of today that both databases have besides their own: more than fit on a page. */
const TODAY = 40;

/** From `/triage` until its answer arrives at the command's address. */
export const triageList: Benchmark = {
  name: 'triage',
  async run(ground) {
    const [small, large] = await withTwoSizes(ground, {
      async prepare({ file }) {
        const at = (number: number) => ({ channelId: 'C0TODAY', ts: `${Date.now()}.${number}` });
        addToday(
          file,
          Array.from({ length: TODAY }, (_, number) => at(number)),
        );
      },
      work: (...both) => measure(both, ground),
    });
    const what = '/triage -> the answer arrives, large database beside small';
    return [{ what, unit: 'ms', ours: median(large ?? []), floor: median(small ?? []), must: { atMost: 1.5 } }];
  },
};

async function measure(both: readonly Sized[], { short }: Ground): Promise<number[][]> {
  const size = short ? 'short' : 'long';
  const figures: number[][] = both.map(() => []);
  for (let sample = 0; sample < WARM_UP[size] + SAMPLES[size]; sample++) {
    for (const [index, sized] of both.entries()) {
      const took = await answerTo(sized, '/triage', '');
      if (sample >= WARM_UP[size]) figures[index]?.push(took);
    }
  }
  return figures;
}
