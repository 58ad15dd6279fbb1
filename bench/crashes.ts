import type { Death } from '../test/support/dying.ts';
import { openLives } from '../test/support/incident-lives.ts';
import { openTicketLives } from '../test/support/ticket-lives.ts';
import type { Benchmark, Ground } from './benchmark.ts';
import type { Row } from './figures.ts';

/** A bot is killed at each call of an incident's life, before and after it is carried out, and must lose and repeat nothing. */
export const incidentCrashes: Benchmark = {
  name: 'incident-crashes',
  async run(ground) {
    return [
      await killAll(ground, 'an incident, local', await openLives({ aws: false })),
      await killAll(ground, 'an incident, Incident Manager', await openLives({ aws: true })),
    ];
  },
};

/** The same with a ticket's life. */
export const ticketCrashes: Benchmark = {
  name: 'ticket-crashes',
  run: async (ground) => [await killAll(ground, 'a ticket', await openTicketLives())],
};

type Lives = { live(death: Death | null): Promise<{ diedAt: string | null; wrong: string[] }>; stop(): Promise<void> };

async function killAll({ short, progress }: Ground, name: string, lives: Lives): Promise<Row> {
  let [tried, wrong] = [0, 0];
  try {
    for (const moment of ['before', 'after'] as const) {
      for (let call = 1; ; call += 1) {
        const lived = await lives.live({ call, moment });
        if (lived.wrong.length > 0) wrong += 1;
        progress(`${name}: killed ${moment} call ${call}, ${lived.diedAt}: ${lived.wrong.join(', ') || 'all well'}`);
        if (lived.diedAt === null) break;
        tried += 1;
        // The tests have the bot die at more.
        if (short) break;
      }
    }
  } finally {
    await lives.stop();
  }
  const what = `killed at each call of ${name}: lives gone wrong, of all`;
  return { what, unit: '', ours: wrong, floor: tried, must: { atMost: 0 } };
}
