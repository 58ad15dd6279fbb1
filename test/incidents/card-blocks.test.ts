import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks } from '../../sandbox/slack/blocks.ts';
import { incidentCard } from '../../src/incidents/card-blocks.ts';
import { resolve } from '../../src/incidents/resolve.ts';
import { summaryBlocks } from '../../src/incidents/shown-summary.ts';
import { update } from '../../src/incidents/telling/update.ts';
import { cardInWar, warMessage } from '../../src/incidents/war-blocks.ts';
import { ADA, onBothEngines } from './house.ts';
import { someIncident } from './some-incident.ts';

const AT = new Date('2026-11-23T09:00:00Z');

const charactersIn = (blocks: unknown): number =>
  [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].reduce(
    (sum, [, text = '']) => sum + text.length,
    0,
  );

const long = (most: number) => fc.string({ unit: fc.constantFrom('x', '&', ' ', '\n', '*', 'é'), maxLength: most });
const any = fc.record({
  title: fc.string({ maxLength: 200 }),
  summary: long(8000),
  told: long(2000),
  resolution: long(3000),
  problem: long(3000),
  urls: fc.array(fc.integer({ min: 30, max: 3000 }), { maxLength: 30 }),
});

/** The most that an incident can hold. */
const fullOf = (sign: string) => ({
  ...{ title: sign.repeat(200), summary: `${sign.repeat(1199)}\n\n`.repeat(6), told: sign.repeat(2000) },
  ...{ resolution: sign.repeat(3000), problem: sign.repeat(3000), urls: [100, 100, 3000, 3000, 100, 100, 100] },
});

describe('the messages of an incident', () => {
  it('are ones that Slack takes, whatever the incident holds', async () => {
    await fc.assert(
      fc.asyncProperty(any, async ({ title, summary, told, resolution, problem, urls }) => {
        const deployments = Array.from({ length: 50 }, (_, number) => `deployment & ${number}`.repeat(5));
        const words = { title, summary, resolution, deployments, plan: 'x'.repeat(75), awsProblem: problem };
        const incident = someIncident({ ...words, room: 'war', update: { text: told, at: AT } });
        const items = urls.map((length, number) => {
          return { title: `Link ${number} & more`.repeat(15), url: `https://a.example/${'x'.repeat(length)}` };
        });
        const callUrl = 'https://call.example/1';
        const view = { zone: 'Europe/Warsaw', summary: await summaryBlocks(summary), items, callUrl };
        for (const render of [incidentCard, cardInWar, warMessage]) {
          const { blocks } = render(incident, view);
          expect(checkBlocks(blocks, { surface: 'message', files: new Map() })).toEqual([]);
          expect(charactersIn(blocks)).toBeLessThanOrEqual(11_000);
        }
      }),
      { numRuns: 100, examples: [[fullOf('x')], [fullOf('&')], [fullOf('é')]] },
    );
  });

  it('have as much of a summary as fits, and say that it goes on', async () => {
    const paragraph = 'All of it is down. '.repeat(60).trim();
    const whole = await summaryBlocks([paragraph, paragraph].join('\n\n'));
    expect(JSON.stringify(whole)).not.toContain('goes on');
    const cut = await summaryBlocks(Array.from({ length: 7 }, () => paragraph).join('\n\n'));
    expect(charactersIn(cut)).toBeGreaterThan(2000);
    expect(charactersIn(cut)).toBeLessThan(5100);
    expect(JSON.stringify(cut.at(-1))).toContain('The summary goes on');
  });
});

onBothEngines('the message in #war of an incident that is talked over there', (open) => {
  it('has the last update and what fixed it, and can be followed, as well as the card', async () => {
    const house = await open({ incidents: { room: 'war' } });
    const { id, warId } = await house.open();
    const shown = async () => (await house.drain()).findLast(({ messageId }) => messageId === warId)?.blocks ?? '';
    expect(await shown()).toMatch(/Take command.*"incident\.follow"/);
    await update({ id, by: ADA, text: 'Orders work again' }, house.parts);
    expect(await shown()).toMatch(/\*Update, .*Orders work again.*"incident\.follow"/);
    await resolve({ id, by: ADA, text: 'The cache was full' }, house.parts);
    expect(await shown()).toMatch(
      /Orders work again.*\*What fixed it:\* The cache was full.*Reopen.*"incident\.follow"/,
    );
  });
});
