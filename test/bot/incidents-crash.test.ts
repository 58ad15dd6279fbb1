import { afterEach, describe, expect, it } from 'vitest';
import type { Death } from '../support/dying.ts';
import { type Lives, openLives } from '../support/incident-lives.ts';

let lives: Lives;

afterEach(() => lives.stop());

/** Some of the calls; `npm run bench -- --only incident-crashes` has the bot die at all of them. */
const inSlack: readonly Death[] = [
  { call: 'conversations.create', moment: 'after' },
  { call: 'chat.postMessage', moment: 'after' },
];
const inAws: readonly Death[] = [
  { call: 'StartIncident', moment: 'after' },
  { call: 'CreateTimelineEvent', moment: 'after' },
  { call: 'UpdateIncidentRecord', moment: 'before' },
];

describe.each([
  ['local', { aws: false }, inSlack],
  ['Incident Manager', { aws: true }, inAws],
])('a bot that is killed while an incident is led, kept in %s,', (_name, backend, deaths) => {
  it('leaves one incident and one room, pages nobody twice, and misses nothing once it is back', async () => {
    lives = await openLives(backend);
    for (const death of deaths) expect(await lives.live(death)).toEqual({ diedAt: death.call, wrong: [] });
  });
});
