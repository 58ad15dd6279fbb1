import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Death } from '../support/dying.ts';
import { openTicketLives, type TicketLives } from '../support/ticket-lives.ts';

let lives: TicketLives;

beforeAll(async () => {
  lives = await openTicketLives();
});
afterAll(() => lives.stop());

/** Some of the calls; `npm run bench -- --only ticket-crashes` has the bot die at all of them. */
const deaths: readonly Death[] = [
  { call: 'chat.postMessage', moment: 'before' },
  { call: 'chat.postMessage', moment: 'after' },
  { call: 'chat.update', moment: 'after' },
];

describe('a bot that is killed while a ticket is raised, taken and fixed', () => {
  it('leaves one ticket and one card, pages nobody twice, and tells the reporter all of it once', async () => {
    for (const death of deaths) expect(await lives.live(death)).toEqual({ diedAt: death.call, wrong: [] });
  });
});
