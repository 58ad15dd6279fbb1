import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { type Analysis, writeUp } from '../../../src/incidents/rules/write-up.ts';
import { bareText } from '../../../src/playbooks/inline.ts';
import { readMarkdown } from '../../../src/playbooks/read-markdown.ts';
import { walk } from '../../../src/playbooks/walk.ts';
import { line } from './some-line.ts';

const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);
const MINUTE = 60_000;

const analysis = (more: Partial<Analysis> = {}): Analysis => ({
  incident: {
    ...{ name: 'INC-7', title: 'Checkout is down', impact: 1, summary: 'Nobody could pay.\n\n@U0BOB saw it first.' },
    ...{ openedBy: 'U0BOB', openedAt: at('23:00'), resolvedBy: 'U0ADA', resolvedAt: new Date('2026-11-21T00:05:00Z') },
    resolution: 'Rolled back to 1.4',
  },
  timeline: [
    line('23:00', 'opened', { by: 'U0BOB', text: 'opened it: Checkout is down' }),
    line('23:01', 'page', { by: null, text: 'paged @U0ADA' }),
    line('23:10', 'note', { by: 'U0EVE', text: 'error in api_gateway, see https://logs.example/?q=a_b' }),
  ],
  roles: [
    { role: 'ic', user: 'U0ADA', from: at('23:00'), to: new Date('2026-11-21T00:05:00Z') },
    { role: 'scribe', user: 'U0BOB', from: at('23:20'), to: null },
  ],
  alerts: [
    { title: 'checkout-5xx', url: 'https://slack.example/p1', firedAt: at('22:58') },
    { title: 'checkout-latency', url: null, firedAt: at('22:59') },
  ],
  times: { acknowledge: 2 * MINUTE, mitigate: null, resolve: 65 * MINUTE },
  wentWell: '- the page came at once\n- @U0ADA knew what to do',
  wentBadly: 'no alarm on the queue',
  actions: [
    { text: 'add an alarm on the queue', owner: 'U0BOB' },
    { text: 'write a playbook', owner: null },
  ],
  people: new Map([
    ['U0ADA', 'Ada Lovelace'],
    ['U0BOB', 'Bob_'],
  ]),
  zone: 'Europe/Warsaw',
  ...more,
});

describe('writeUp', () => {
  it('writes down what happened, in the time of the zone and with names', () => {
    expect(writeUp(analysis())).toBe(`# INC-7: Checkout is down

- **Impact:** 1 (Critical)
- **Opened:** 2026-11-21 00:00 by Bob\\_
- **Resolved:** 2026-11-21 01:05 by Ada Lovelace
- **Lasted:** 1 h 5 min
- **Times are those of:** Europe/Warsaw

## Summary

Nobody could pay.

Bob\\_ saw it first.

## What fixed it

Rolled back to 1.4

## Times

- **To acknowledge:** 2 min
- **To mitigate:** not recorded
- **To resolve:** 1 h 5 min

## Roles

- **IC:** Ada Lovelace, from 2026-11-21 00:00 until 2026-11-21 01:05
- **Scribe:** Bob\\_, from 2026-11-21 00:20

## Alerts

- 2026-11-20 23:58 · [checkout-5xx](<https://slack.example/p1>)
- 2026-11-20 23:59 · checkout-latency

## Timeline

- 2026-11-21 00:00 · opened · Bob\\_ · opened it: Checkout is down
- 2026-11-21 00:01 · page · paged Ada Lovelace
- 2026-11-21 00:10 · note · U0EVE · error in api_gateway, see <https://logs.example/?q=a_b>

## What went well

- the page came at once
- Ada Lovelace knew what to do

## What went badly

- no alarm on the queue

## Actions

- [ ] add an alarm on the queue (Bob\\_)
- [ ] write a playbook (_who?_)
`);
  });

  it('says what to fill in where nothing is known', () => {
    const incident = {
      ...analysis().incident,
      summary: ' ',
      resolution: null,
      openedBy: null,
      resolvedBy: null,
      resolvedAt: null,
    };
    const nothing = { roles: [], alerts: [], timeline: [], wentWell: '', wentBadly: '\n', actions: [] };
    const page = writeUp(analysis({ incident, ...nothing }));
    expect(page.match(/^_Fill in: .+\._$/gm)).toHaveLength(8);
    expect(page).toContain('- **Opened:** 2026-11-21 00:00\n- **Resolved:** not yet\n- **Times');
    expect(page).toContain('## Summary\n\n_Fill in: what happened and who felt it, in a few sentences._');
  });

  const HEADINGS = [
    ...['Summary', 'What fixed it', 'Times', 'Roles', 'Alerts'],
    ...['Timeline', 'What went well', 'What went badly', 'Actions'],
  ];

  it('keeps its form whatever people and alarms wrote', async () => {
    const hostile = fc.constantFrom(
      ...[
        '# H',
        '## H',
        '\n',
        '\n\n',
        '\n---\n',
        '\n===\n',
        '```',
        '~~~',
        '- ',
        '1. ',
        '> ',
        '| a |\n| - |',
        '<!--',
        '<b>',
      ],
      ...[
        '[x]: https://a.b',
        '[^1]: ',
        '[ ] ',
        '&amp;',
        '\\',
        '*',
        '_',
        '@U0ADA',
        '@U0EVE',
        '    ',
        '\t',
        'https://a.b/_',
      ],
    );
    const text = fc
      .array(fc.oneof(hostile, fc.string({ maxLength: 5 })), { maxLength: 8 })
      .map((some) => some.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, async (one, other) => {
        const { incident } = analysis();
        const page = writeUp(
          analysis({
            incident: { ...incident, title: one, summary: other, resolution: one, openedBy: other },
            timeline: [line('23:00', 'note', { by: one, text: other })],
            alerts: [{ title: one, url: other, firedAt: at('22:58') }],
            ...{ wentWell: one, wentBadly: other, actions: [{ text: one, owner: other }] },
            people: new Map([['U0ADA', one]]),
          }),
        );
        const root = await readMarkdown(page);
        const headings = [...walk(root)].filter((node) => node.type === 'heading' && node.depth === 2);
        expect(headings.map((node) => bareText(node))).toEqual(HEADINGS);
        expect(kindsBeside(root)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

/** Kinds of nodes that the page itself has no use for. */
function kindsBeside(root: Nodes): string[] {
  const own = ['root', 'heading', 'list', 'listItem', 'paragraph', 'text', 'strong', 'emphasis', 'link', 'break'];
  return [...walk(root)].map(({ type }) => type).filter((type) => !own.includes(type));
}
