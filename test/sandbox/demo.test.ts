import { existsSync, readFileSync, rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from './demo-process.ts';

let demo: Demo;

afterEach(async () => {
  demo.process.kill('SIGTERM');
  await demo.ended;
});

const folder = () => /folder +(\S+)/.exec(demo.out())?.[1] ?? '';
const health = () => /health +(\S+)/.exec(demo.out())?.[1] ?? '';

/** Where each text begins, each looked for after the one before. */
function order(...texts: string[]): number[] {
  const places: number[] = [];
  for (const text of texts) places.push(demo.out().indexOf(text, (places.at(-1) ?? -1) + 1));
  return places;
}

async function botIsGone(): Promise<boolean> {
  return fetch(health()).then(
    () => false,
    () => true,
  );
}

describe('npm run demo', () => {
  it('plays what happens to an alert and an incident, shows who has the duties, and ends with 0 when that was a check', async () => {
    demo = startDemo({ args: ['--check'] });
    expect(await demo.ended).toBe(0);
    const story = order(
      '🔴 checkout-alb-5xx',
      '@ada puts 👀 on',
      'rewritten',
      '@ada',
      'in the thread of 🔴 checkout-alb-5xx',
      '🟢 checkout-alb-5xx',
      '5. Who has the duties?',
      'only @ada sees this',
      'On duty',
      '6. Customers cannot pay',
      'a form in front of @',
      'INC-1 Checkout fails is open.',
      '#war',
      'INC-1 Checkout fails',
      '7. @',
      'acknowledged the page',
      '8. The first step',
      '1 of 6 done',
      '9. It is over',
      'INC-1 is resolved, says',
      '10. Eve works in support',
      'Raise an issue',
      'T-1 Customers cannot log in',
      '11. @',
      'is looking at T-1',
      '12. A question',
      'reload the page',
      'T-1 is fixed',
      'All of it appeared.',
    );
    expect(story).not.toContain(-1);
    // What an end is told by goes to Slack each by itself, in any order.
    expect(demo.out().slice(demo.out().indexOf('9. It is over'))).toContain('✔️ Fixed');
    for (const channel of ['bugs', 'war']) {
      expect(demo.out()).toMatch(new RegExp(`#${channel} · Watchbill .*\\n.*set the channel topic: IC: @`));
    }
    expect(demo.out()).toMatch(/#engineering · Watchbill .*\n.*\n.*IC: @\w+, 00:00-12:00\n/);
    expect(demo.out(), 'no colours: this is no terminal').not.toContain('\x1b');
    expect(existsSync(folder())).toBe(false);
    expect(await botIsGone()).toBe(true);
  });

  it('carries out what is piped into it, each line after the one before has taken effect', async () => {
    const lines = ['alarm payments-declined', 'react eyes', '/triage', 'kill', 'ok payments-declined', 'wat', 'quit'];
    demo = startDemo({ input: [...lines, 'alarm too-late'] });
    expect(await demo.ended).toBe(0);
    const effects = order(
      '> alarm payments-declined',
      '🔴 payments-declined: FailedPayments 64 > 20',
      '> react eyes',
      'rewritten',
      '🔴 payments-declined',
      '@ada',
      '> /triage',
      'only @ada sees this',
      'payments-declined',
      '> kill',
      'Messages in #alerts: 2 before, 2 now.',
      '> ok payments-declined',
      '🟢 payments-declined',
      '> wat',
      '"help" lists them',
      '> quit',
    );
    expect(effects).not.toContain(-1);
    expect(demo.out()).not.toContain('too-late');
  });

  it('hints at what to type when a line makes no sense', async () => {
    demo = startDemo({
      input: [
        'alarm',
        'ok nothing',
        'storm many',
        'react',
        'react eyes nowhere',
        'react eyes',
        '/nope',
        'click',
        'fill x',
        'go',
        'console resolve',
      ],
    });
    expect(await demo.ended).toBe(0);
    const hints = order(
      'Which alarm?',
      'No alarm is firing.',
      'How many alarms',
      'Which emoji?',
      'No message in #alerts tells of nowhere.',
      'You have put that emoji there already.',
      'The app has no command /nope. It has: /bug, /duty, /incident, /triage',
      'There is no such button. There is: ',
      'No form is open.',
      'Where to?',
      'Incidents are not kept in AWS here.',
    );
    expect(hints).not.toContain(-1);
  });

  it('ends cleanly on Ctrl-C, and takes the bot and its folder with it', async () => {
    demo = startDemo();
    await demo.says('Now it is yours.');
    demo.process.kill('SIGINT');
    expect(await demo.ended).toBe(0);
    expect(await botIsGone()).toBe(true);
    expect(existsSync(folder())).toBe(false);
  });

  it('ends with 1 when the bot dies, and keeps its log', async () => {
    demo = startDemo();
    await demo.says('Now it is yours.');
    const [, bot] = /bot +process (\d+)/.exec(demo.out()) ?? [];
    process.kill(Number(bot), 'SIGKILL');
    expect(await demo.ended).toBe(1);
    const log = /The bot's log is in (\S+)/.exec(demo.err())?.[1] ?? '';
    expect(readFileSync(log, 'utf8')).toContain('Watchbill is up');
    rmSync(folder(), { recursive: true });
  });

  it('refuses what it does not know with 2', async () => {
    demo = startDemo({ args: ['--fast'] });
    expect(await demo.ended).toBe(2);
    expect(demo.err()).toContain('Usage: npm run demo');
  });
});
