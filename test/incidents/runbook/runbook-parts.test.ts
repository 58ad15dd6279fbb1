import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks.ts';
import { runbookMessage } from '../../../src/incidents/runbook/runbook-blocks.ts';
import { runbookParts } from '../../../src/incidents/runbook/runbook-parts.ts';
import type { KeptStep } from '../../../src/incidents/runbook/step-store.ts';
import { SECTIONS } from '../../../src/playbooks/playbook.ts';

const by = 'U0000000ADA';
const at = new Date('2026-11-23T09:00:00Z');
const view = { incident: { id: 7, name: 'INC-7', playbook: 'shop.md' }, mitigation: { at, by }, zone: 'Europe/Warsaw' };

/** Steps as rules/steps.ts makes them: up to 40 a section, of up to 2000 characters. */
const stepsGiven = fc
  .tuple(...SECTIONS.map(() => fc.array(fc.tuple(fc.integer({ min: 1, max: 2000 }), fc.boolean()), { maxLength: 40 })))
  .map((sections) =>
    sections.flatMap((given, index) =>
      given.map(([length, isDone], step): KeptStep => {
        const place = { section: SECTIONS[index] as KeptStep['section'], ordinal: step + 1 };
        return { id: index * 100 + step, ...place, text: 'x'.repeat(length), done: isDone ? { by, at } : null };
      }),
    ),
  );

const charactersIn = (blocks: unknown): number =>
  [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].reduce(
    (sum, [, text = '']) => sum + text.length,
    0,
  );

describe('the messages of a runbook', () => {
  it('hold every step once, in order, whatever is ticked', () => {
    fc.assert(
      fc.property(stepsGiven, (steps) => {
        const parts = runbookParts(steps);
        expect(parts.flatMap((part) => part.steps)).toEqual(steps);
        const unticked = runbookParts(steps.map((step) => ({ ...step, done: null })));
        const idsIn = (some: typeof parts) => some.map((part) => part.steps.map(({ id }) => id));
        expect(idsIn(unticked)).toEqual(idsIn(parts));
      }),
    );
  });

  it('are each within what Slack takes', () => {
    fc.assert(
      fc.property(stepsGiven, (steps) => {
        for (const part of runbookParts(steps)) {
          const { blocks } = runbookMessage(part, view);
          expect(blocks.length).toBeLessThanOrEqual(50);
          expect(charactersIn(blocks)).toBeLessThanOrEqual(11_000);
          expect(checkBlocks(blocks, { surface: 'message', files: new Map() })).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('count the whole section in each of its parts, and offer help after its last step', () => {
    const steps = Array.from({ length: 40 }, (_, step): KeptStep => {
      const done = step === 0 ? { by, at } : null;
      return { id: step, section: 'Mitigation', ordinal: step + 1, text: 'x'.repeat(1000), done };
    });
    const shown = runbookParts(steps).map((part) => runbookMessage(part, { ...view, mitigation: null }));
    const mitigation = shown.filter(({ text }) => text.startsWith('*Mitigation*'));
    expect(mitigation.length).toBeGreaterThan(2);
    expect(mitigation.map(({ text }) => text.includes(', continued'))).toEqual(mitigation.map((_, part) => part > 0));
    expect(mitigation.every(({ text }) => text.endsWith('1 of 40 done'))).toBe(true);
    const offers = mitigation.map(({ blocks }) => JSON.stringify(blocks).includes('Call the secondary'));
    expect(offers).toEqual(mitigation.map((_, part) => part === mitigation.length - 1));
  });
});
