import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { openScene, type Scene } from './scene.ts';

/** The job runs every fifteen seconds. */
const SOON = { timeoutMs: 30_000 };

let scene: Scene;

/** Both have every hour of every day: whenever it runs, a day is to be announced and shifts are under way. */
beforeEach(async () => {
  // A zone in which it is about noon, so that the day does not end during the test.
  const ahead = new Date().getUTCHours() - 12;
  scene = await openScene(`
timezone: Etc/GMT${ahead < 0 ? ahead : `+${ahead}`}
duty: { announce_at: "00:00", announce_days: { ic: mon-sun, oncall: mon-sun }, never_both: false }
`);
});
afterEach(() => scene.stop());

/** Lays keys over `duty` in the file that the next bot reads. */
function configure(duty: object): void {
  const file = scene.env['WATCHBILL_CONFIG'] as string;
  const config = parse(readFileSync(file, 'utf8')) as { duty: object };
  writeFileSync(file, stringify({ ...config, duty: { ...config.duty, ...duty } }));
}

describe('a day of duty', () => {
  it('is announced, shown and begun once, also over a restart', async () => {
    const { slack, ada, bob } = scene;
    const group = slack.createGroup({ handle: 'duty', users: [slack.user({ name: 'cleo' })] });
    configure({ notice: '0', user_group: group });
    slack.setTopic(ada, 'bugs', 'Be kind');
    const first = await scene.bot();

    const announced = () => slack.messages('engineering').map(slack.renderMessage);
    const told = (user: string, words: RegExp) =>
      slack.directMessages(user).filter((message) => words.test(slack.renderMessage(message))).length;
    await slack.until(() => announced().length > 0, { what: 'the announcement', ...SOON });
    expect(announced()[0]).toMatch(
      /IC: @ada, 00:00-24:00.*Tomorrow: @ada.*On call: @bob, 00:00-24:00.*Tomorrow: @bob/s,
    );
    const topic = `IC: <@${ada}> until 24:00 · On call: <@${bob}> until 24:00`;
    await slack.until(() => slack.topicOf('war') === topic, { what: 'the topic of #war' });
    await slack.until(() => slack.topicOf('bugs') === `${topic} | Be kind`, { what: 'the topic of #bugs' });
    await slack.until(() => slack.groupMembers(group).join() === [ada, bob].join(), { what: 'the user group' });
    await slack.until(() => told(ada, /You are IC now, until 24:00/) > 0, { what: 'a message to the IC' });
    await slack.until(() => told(bob, /You are on call now, until 24:00/) > 0, {
      what: 'a message to the one on call',
    });

    expect(await first.kill('SIGTERM')).toBe(0);
    // What the second bot says of its own shows that it has looked for what is due.
    configure({ notice: '1d' });
    await scene.bot();
    await slack.until(() => told(ada, /You are IC on /) > 0, { what: 'a notice', ...SOON });
    expect(announced()).toHaveLength(1);
    expect([told(ada, /You are IC now/), told(bob, /You are on call now/)]).toEqual([1, 1]);
    expect(slack.calls('conversations.setTopic')).toHaveLength(2);
  });
});
