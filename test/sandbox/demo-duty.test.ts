import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from './demo-process.ts';

/** One demo for all tests: it takes seconds to start. */
const TYPED = [
  'topics',
  '/duty schedule 2',
  'click Picture of the month',
  '/duty away tomorrow',
  'click Do it',
  'home',
  'click Away',
  'fill First day = 2030-01-02',
  'click Cancel',
  'duty',
  'as zoe',
  'as bob',
  '/duty swap',
  'fill Which shift do you give? = no such shift',
  'click Cancel',
  '/duty calendar',
  '/duty stats',
  'click Chart',
];

let demo: Demo;

beforeAll(async () => {
  demo = startDemo({ input: TYPED });
  await demo.ended;
});

afterAll(() => {
  demo.process.kill('SIGTERM');
});

const answer = (typed: string): string => demo.answer(typed);

describe('the duties in the demo', () => {
  it('have somebody at any hour, in the topics and the user groups', () => {
    const topic = /IC: @\w+ .+ · On call: @\w+ .+/;
    expect(answer('topics')).toMatch(
      new RegExp(`#bugs: ${topic.source}\n#war: ${topic.source}\n@ic: @\\w+\n@oncall: @`),
    );
  });

  it('are shown as weeks, and as a picture with its name and size', () => {
    expect(answer('/duty schedule 2')).toContain('(today): IC @');
    expect(answer('/duty schedule 2')).toContain('(+ @eve)');
    expect(answer('click Picture of the month')).toMatch(
      /#alerts · Watchbill .*\n.*\n.*📎 Duty in .*\n.*duty-.*\.png, \d+ kB/,
    );
    expect(answer('click Chart')).toMatch(/duty-30-days-to-.*\.png, \d+ kB/);
  });

  it('change by commands, buttons and forms', () => {
    expect(answer('/duty away tomorrow')).toContain('[Do it] [Never mind]');
    expect(answer('click Do it')).toContain('Done. You are away');
    expect(answer('click Away')).toContain('a form in front of @ada');
    expect(answer('fill First day = 2030-01-02')).toContain('First day: [2030-01-02]');
  });

  it('are in the App Home and on the command line', () => {
    expect(answer('home')).toContain('[Cover] [Swap] [Away]');
    expect(answer('duty')).toContain('Times in ');
  });

  it('look to others as they do to them', () => {
    expect(answer('as zoe')).toContain('As whom? There are: ada, bob, cleo, dan, eve.');
    expect(answer('as bob')).toContain('You are @bob now.');
    expect(answer('/duty swap')).toContain('a form in front of @bob, changed');
    expect(answer('fill Which shift do you give? = no such shift')).toMatch(/no such choice\. There is:\n.* · bob\n/);
  });

  it('come as links for a calendar, and as figures', () => {
    expect(answer('/duty calendar')).toMatch(/My shifts: http:\/\/localhost:\d+\/calendar\/mine\.ics\?token=\S+/);
    expect(answer('/duty stats')).toContain('Duty in the last 30 days');
  });
});
