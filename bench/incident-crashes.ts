import { openLives } from '../test/support/incident-lives.ts';
import type { Benchmark, Ground } from './benchmark.ts';
import type { Row } from './figures.ts';

/** Of the calls that an incident makes from its opening to its end, every so manieth is one to die at. */
const EVERY = { short: 15, long: 1 };

/** A bot is killed at each call of an incident's life, before and after it is carried out, and must lose and repeat nothing. */
export const incidentCrashes: Benchmark = {
  name: 'incident-crashes',
  async run(ground) {
    return [await killAll(ground, { aws: false }), await killAll(ground, { aws: true })];
  },
};

async function killAll({ short, progress }: Ground, backend: { aws: boolean }): Promise<Row> {
  const lives = await openLives(backend);
  const name = backend.aws ? 'Incident Manager' : 'local';
  let [tried, wrong] = [0, 0];
  try {
    for (const moment of ['before', 'after'] as const) {
      for (let call = 1; ; call += EVERY[short ? 'short' : 'long']) {
        const lived = await lives.live({ call, moment });
        if (lived.wrong.length > 0) wrong += 1;
        progress(`${name}: killed ${moment} call ${call}, ${lived.diedAt}: ${lived.wrong.join(', ') || 'all well'}`);
        if (lived.diedAt === null) break;
        tried += 1;
      }
    }
  } finally {
    await lives.stop();
  }
  const what = `killed at each call of an incident, ${name}: lives gone wrong, of all`;
  return { what, unit: '', ours: wrong, floor: tried, must: { atMost: 0 } };
}
