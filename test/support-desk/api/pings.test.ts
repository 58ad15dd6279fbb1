import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { ADA, BOB, CLEO } from '../../incidents/house.ts';
import { onBothEngines } from '../house.ts';
import { type Desk, openDesk } from './desk.ts';

let desk: Desk;
afterEach(() => desk.close());

/** What would ping or link to a channel: an opening bracket with something that Slack makes live. Dates are ours. */
const LIVE = /<(?!!date\^)[!@#]/;
/** What rich text has for the same. */
const LIVE_ELEMENTS = /"type":"(?:user|usergroup|broadcast|channel|team)"/;

/** What hostile text is made of, so that whatever stands together does so sometimes. */
const pieces = [
  ...[`<@${CLEO}>`, `@${CLEO}`, CLEO, 'U0EVIL99999', 'W0EVIL99999', '0EVIL99999', 'U', '&#85;', '&#x57;'],
  ...['@', '&#64;', '&#x40;', '&#X0040;', '&commat;', '&#0000064;', '&amp;', '&lt;', '&gt;', '<', '>', '|'],
  ...['<!channel>', '<!here|x>', '<!subteam^S1>', '<#C0EVIL999>', '@channel', '@here', '@everyone', '!channel>'],
  ...[
    '<!-- -->',
    '<b>',
    '</b>',
    '<br>',
    '*',
    '**',
    '_',
    '~',
    '`',
    '```',
    '\\',
    '[',
    '](',
    ')',
    '![',
    '](https://e.io/',
  ],
  ...[
    '\n',
    '\n\n',
    '\n> ',
    '\n- ',
    '\n# ',
    '  \n',
    ' ',
    '\t',
    '| a | b |\n|---|---|\n',
    '\u2060',
    '\u200b',
    '\u0000',
    '\ud800',
  ],
  ...['https://e.io/@', '<https://e.io|', 'mailto:', '[x]: ', '[^1]', '😀', 'é', 'x'],
];
const hostile = fc
  .array(
    fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'grapheme', maxLength: 5 })),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((parts) => parts.join(''));
/** Ours are mentioned: whoever has the duty. */
const withoutOurs = (text: string): string => text.replaceAll(`<@${ADA}>`, '').replaceAll(`<@${BOB}>`, '');

onBothEngines('whatever a client sends', (open) => {
  it('pings nobody in Slack, wherever it stands', { timeout: 120_000 }, async () => {
    const house = await open();
    desk = await openDesk(house);
    const { create, edit, comment } = desk;
    const texts = fc.record({
      ...{ title: hostile, summary: hostile, creator: hostile, deployment: hostile, text: hostile, by: hostile },
      ...{ other: hostile, impact: fc.constantFrom(1, 3) },
    });
    let raised = 0;
    await fc.assert(
      fc.asyncProperty(texts, async ({ title, summary, creator, deployment, text, by, other, impact }) => {
        // Each run is minutes after the one before: what is counted is another test's.
        house.pass(60_000);
        const made = await create({ title, summary, creator, deployments: [deployment], impact });
        if (made.status === 201) {
          raised += 1;
          const { id } = made.json;
          await edit(id, { title: other, summary: other, deployments: [deployment, other], by });
          await comment(id, { text, by });
          await comment(id, { text });
        } else expect(made.status).toBe(400);
        for (const said of await house.drain()) {
          expect(withoutOurs(said.text)).not.toMatch(LIVE);
          expect(withoutOurs(said.blocks)).not.toMatch(LIVE);
          expect(said.blocks).not.toMatch(LIVE_ELEMENTS);
        }
        await house.errands();
      }),
      { numRuns: 100 },
    );
    expect(raised).toBeGreaterThan(30);
  });
});
