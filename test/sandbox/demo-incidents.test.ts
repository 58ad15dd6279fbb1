import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, startDemo } from './demo-process.ts';

/** One demo for all tests: it takes seconds to start. Its story has had an incident by then. */
const TYPED = [
  'go nowhere',
  'go war',
  'go room',
  'click Reopen',
  'fill Who? = x',
  'click Done on Mitigation',
  'say the price service was at fault',
  'react pushpin',
  '/incident timeline',
  '/incident update Orders go through again',
  'click Follow on INC-1',
  'as cleo',
  '/incident page database-experts',
  'console',
  'console dance',
  'console note Looks well from here',
  'incidents INC-1',
];

let demo: Demo;

beforeAll(async () => {
  demo = startDemo({ args: ['--aws'], input: TYPED });
  await demo.ended;
});

afterAll(() => {
  demo.process.kill('SIGTERM');
});

const answer = (typed: string): string => demo.answer(typed);

describe('incidents in the demo', () => {
  it('have a channel to go to, with its topic, its people and its pinned card', () => {
    expect(answer('go nowhere')).toMatch(
      /Where to\? There are: alerts, bugs, war, engineering, inc-\d{8}-checkout-fails;/,
    );
    expect(answer('go war')).toMatch(/You are in #war now.*\nTopic: IC: @\w+/);
    expect(answer('go room')).toMatch(
      /You are in #inc-\d{8}-checkout-fails now, with @watchbill, @\w+.*\nTopic: INC-1 · .* · resolved\nPinned: INC-1 Checkout fails\n/,
    );
    expect(answer('go room')).toContain('[Write it up] [Reopen]');
  });

  it('are led from that channel: buttons, what is said there, emoji and commands', () => {
    expect(answer('click Reopen')).toContain('INC-1 is open again');
    expect(answer('fill Who? = x')).toContain('No form is open.');
    expect(answer('click Done on Mitigation')).toContain('Mitigation · INC-1 · 1 of');
    expect(answer('react pushpin')).toContain('puts :pushpin: on the price service was at fault');
    expect(answer('/incident timeline')).toContain('@ada: the price service was at fault');
  });

  it('are told of to customers, and to whoever follows them', () => {
    expect(answer('/incident update Orders go through again')).toMatch(
      /#war .*rewritten\n[\s\S]*Orders go through again/,
    );
    expect(demo.out()).toMatch(/the page for customers.*\n.*Checkout fails: \w+\n.*Orders go through again/);
    expect(answer('click Follow on INC-1')).toContain('INC-1');
  });

  it('are kept in AWS as well, and what is done at its console shows in Slack', () => {
    expect(answer('/incident page database-experts')).toContain('@cleo paged database-experts in Incident Manager');
    expect(demo.out()).toContain('AWS paged @ada by SMS');
    expect(answer('console')).toMatch(/Checkout fails · OPEN · impact \d\n/);
    expect(answer('console')).toContain('  ada: the price service was at fault');
    expect(answer('console dance')).toContain('Such as: console resolve');
    expect(answer('console note Looks well from here')).toContain('📝 Noted in AWS: Looks well from here');
  });

  it('are printed by the command line', () => {
    expect(answer('incidents INC-1')).toMatch(/INC-1 .*open[\s\S]*Checkout fails[\s\S]*Looks well from here/);
  });
});
